import re

import pytest


@pytest.fixture
def log(client):
    def post(**form):
        form = {"asked": "", "stage": "final", "outcome": "rejected", "rejected_on": "2026-01-05",
                "on": "2026-01-02"} | form  # fmt: skip
        assert client.post("/interviews", data=form).status_code == 303

    return post


def test_nothing_logged_is_an_invitation(client):
    page = client.get("/patterns").text
    assert "Nothing is said below three cases." in page
    assert "<table" not in page


def test_two_cases_are_silent(log, client):
    log(company="A")
    log(company="B")
    page = client.get("/patterns").text
    assert "Below three cases of a kind this page keeps silent." in page
    assert "offers stop there" not in page


def test_a_pattern_carries_counts_and_leads_to_practice(log, client):
    for company, outcome in (
        ("A", "rejected"),
        ("B", "rejected"),
        ("C", "offer"),
        ("D", "no-answer"),
    ):
        log(company=company, outcome=outcome)
    page = client.get("/patterns").text
    assert "You reach final rounds; offers stop there: 3 of 4." in page
    area = re.search(r'name="focus" value="([^"]+)"', page)[1]
    assert area.startswith("values/")
    assert client.post("/sessions", data={"focus": area, "length": "3"}).status_code == 303


def test_a_question_went_badly_only_where_the_user_said_so(log, client):
    for company in "ABC":
        log(company=company, asked="Tell me about a conflict with a colleague")
    assert "went badly" not in client.get("/patterns").text
    for number in (1, 2, 3):
        client.post(f"/interviews/{number}/debrief", data={f"q{number}-rating": "2"})
    assert "Conflict went badly 3 of the 3 times it was asked." in client.get("/patterns").text


def test_the_picture_has_its_table(log, client):
    log(company="A", stage="recruiter-screen", outcome="next-round")
    log(company="A", stage="technical")
    log(company="B", stage="technical", outcome="waiting")
    page = client.get("/patterns").text
    assert page.count("<svg") == 3
    rows = re.findall(r'<tr><th scope="row">(.+?)</th>(.+?)</tr>', page)
    table = {name: re.findall(r"<td>(\d+)</td>", cells) for name, cells in rows}
    assert table == {
        "Application": ["2", "2", "0", "0"],
        "Recruiter screen": ["1", "1", "0", "0"],
        "Technical": ["2", "0", "1", "1"],
    }


def test_a_recurring_word_leads_to_the_area_it_names(log, client):
    for company in "ABC":
        log(company=company, feedback="There was a conflict in the team you described")
    page = client.get("/patterns").text
    assert "“conflict” comes up in 3 of 3 answers you were given." in page
    assert "Practice conflict" in page


def test_a_pattern_of_applications_leads_to_them(log, client):
    for company in "ABC":
        log(company=company, stage="application", outcome="no-answer")
    page = client.get("/patterns").text
    assert "Applications end before a first conversation: 3 of 3." in page
    assert "Look at these applications" in page
    assert '<a href="/skills/description">' in page
    assert 'value="career-story/walkthrough"' in page
    assert "Practice walk through your resume" in page
    form = {"focus": "career-story/walkthrough", "length": "3"}
    assert client.post("/sessions", data=form).status_code == 303


def test_every_pattern_leads_to_practice(log, client):
    """Of every kind at once: each finding has its own button."""
    for number, company in enumerate("ABCDEF"):
        log(company=company, stage="application", outcome="no-answer", asked="",
            feedback="")  # fmt: skip
        form = {"cv_tailored": "yes" if number % 2 else "no", "then": "keep"}
        assert client.post(f"/interviews/{number + 1}/debrief", data=form).status_code == 303
    for company in "XYZ":
        log(company=company, asked="Tell me about a conflict", feedback="too vague an example")
    page = client.get("/patterns").text
    findings = page.split('<p class="finding">')[1:]
    assert any("Tailored applications led" in finding for finding in findings)
    assert len(findings) >= 5
    for finding in findings:
        assert 'name="focus"' in finding.split("</li>")[0], finding
