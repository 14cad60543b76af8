import pytest

from interview_practice.core.documents import file_name, page, plain


def test_a_page_has_a_title_facts_and_chapters():
    assert page("Why us?", [("Area", "motivation/why"), ("Rating", None)],
                [("Answer", "Because."), ("Notes", ""), ("Points", ["One", "Two"])]) == (
        "# Why us?\n\n- Area: motivation/why\n\n## Answer\n\nBecause.\n\n## Points\n\n"
        "- One\n- Two\n"
    )  # fmt: skip


def test_text_stays_text():
    assert plain("# 1 * 2 <b> [x](y)") == r"\# 1 \* 2 \<b\> \[x\](y)"


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("2026-03-03 10.00", "conflict"), "2026-03-03-10.00-conflict"),
        (("../../etc/passwd",), "etc-passwd"),
        (("Acme / Söhne: GmbH",), "Acme-Söhne-GmbH"),
        (("???",), "untitled"),
        (("",), "untitled"),
    ],
)
def test_a_file_name_fits_every_system(parts, name):
    assert file_name(*parts) == name


def test_a_long_name_is_cut():
    assert len(file_name("word " * 100)) <= 100
