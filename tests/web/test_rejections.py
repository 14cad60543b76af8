"""What they said, on the Today page for those who want it there."""

import pytest

HEADING = '<h2 id="said">What they said</h2>'


@pytest.fixture
def said_no(client):
    """Log a no of a company with what they said."""

    def log(company, feedback="", **more):
        form = {"company": company, "outcome": "rejected", "stage": "final", "feedback": feedback}
        assert client.post("/interviews", data=form | more).status_code == 303

    return log


@pytest.fixture
def show_on_today(client):
    return lambda: client.post("/preferences/today", data={"rejections": "on"})


def sections(page):
    return page.partition(HEADING)[2]


def test_today_shows_no_rejection_by_default(client, clock, said_no):
    said_no("Lindt", "Too quiet in the panel.")
    clock.go(hours=49)
    page = client.get("/").text
    assert "That is enough for today" not in page
    assert HEADING not in page
    assert "Too quiet in the panel." not in page


def test_today_shows_the_last_three_once_chosen(client, clock, said_no, show_on_today):
    for day, company in enumerate(("Alder", "Birch", "Cedar", "Dogwood"), 1):
        said_no(company, f"Words of {company}.", rejected_on=f"2026-02-0{day}")
    assert show_on_today().headers["Location"] == "/settings"
    shown = sections(client.get("/").text)
    positions = [shown.index(f"Words of {name}.") for name in ("Dogwood", "Cedar", "Birch")]
    assert positions == sorted(positions)
    assert "Alder" not in shown
    assert "reached: Final" in shown
    assert 'href="/rejections"' in shown
    assert 'href="/settings#today"' in shown


def test_the_choice_is_shown_and_can_be_taken_back(client, said_no, show_on_today):
    said_no("Lindt", rejected_on="2026-02-01")
    show_on_today()
    assert '<input type="checkbox" name="rejections" checked>' in client.get("/settings").text
    assert HEADING in client.get("/").text
    client.post("/preferences/today", data={})
    assert '<input type="checkbox" name="rejections">' in client.get("/settings").text
    assert HEADING not in client.get("/").text


def test_the_quiet_days_show_none_whatever_was_chosen(client, clock, said_no, show_on_today):
    show_on_today()
    said_no("Alder", "Words of Alder.", rejected_on="2026-02-01")
    said_no("Lindt", "Words of Lindt.")
    for hours in (0, 47):
        clock.go(hours=hours)
        page = client.get("/").text
        assert "That is enough for today" in page
        assert "Words of" not in page
    clock.go(hours=2)
    assert "Words of Lindt." in client.get("/").text


def test_without_any_rejection_there_is_no_heading(client, show_on_today):
    show_on_today()
    assert HEADING not in client.get("/").text


def test_a_long_feedback_is_shortened_and_what_they_said_stays_text(
    client, clock, said_no, show_on_today
):
    said_no("<b>Lindt</b>", "<script>alert(1)</script>" + "word " * 500, rejected_on="2026-02-01")
    show_on_today()
    shown = sections(client.get("/").text)
    assert "&lt;script&gt;" in shown
    assert "<b>Lindt" not in shown
    assert shown.count("word ") < 60
