"""The rows of a chart's table."""

from interview_practice.web.charts import chart_rows, row_head, single


def test_a_row_has_its_place_its_name_and_its_figures():
    row = {"x": 1772546700, "label": "March 3", "href": "/attempts/1", "note": "after listening",
           "values": (3.25, None)}  # fmt: skip
    assert chart_rows([row], "%.1f") == (
        '<tr data-x="1772546700"><th scope="row"><a href="/attempts/1">March 3</a> '
        '<span class="small">after listening</span></th>'
        '<td data-y="3.25">3.2</td><td data-y="">&ndash;</td></tr>'
    )


def test_a_row_without_place_or_link_is_a_name_and_a_figure():
    rows = [{"label": name, "values": (count,)} for name, count in (("Mon", 2), ("Tue", 0))]
    assert chart_rows(rows, "%d").splitlines() == [
        '<tr><th scope="row">Mon</th><td data-y="2">2</td></tr>',
        '<tr><th scope="row">Tue</th><td data-y="0">0</td></tr>',
    ]


def test_names_notes_and_addresses_are_text():
    row = {"label": "<b>", "href": '/?a=1&b="', "note": "<i>", "values": ()}
    assert chart_rows([row], "%d") == (
        '<tr><th scope="row"><a href="/?a=1&amp;b=&#34;">&lt;b&gt;</a> '
        '<span class="small">&lt;i&gt;</span></th></tr>'
    )


def test_charts_that_share_heads_have_the_rows_they_would_make():
    rows = [{"x": n, "label": f"Day {n}", "values": (n + 0.5,)} for n in range(3)]
    shared = [(row_head(row), f"{row['values'][0]}") for row in rows]
    assert single(shared) == chart_rows(rows, "%g")
