import re

import pytest


@pytest.fixture
def no(client):
    client.post("/interviews", data={"asked": "Why us?", "company": "Lindt", "outcome": "rejected"})


def words_of(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1])


def test_after_a_no_today_is_quiet(no, client):
    page = client.get("/").text
    assert "They said no. That is enough for today." in page
    for gone in ("Practice conflict", "Warm-up", "due today", "Missed", 'aria-label="Pages"'):
        assert gone not in page


def test_writing_down_is_offered_until_it_is_done(no, client):
    page = client.get("/").text
    assert "What they asked is written down." in page
    assert "Write down what they asked" not in page
    client.post("/interviews/asked/1/deletion")
    page = client.get("/").text
    assert "write down what you remember while it is fresh" in page
    assert "Write down what they asked</a>" in page


def test_the_quiet_page_has_no_numbers(no, client):
    assert not re.search(r"\d", words_of(client.get("/").text))


def test_it_says_what_not_to_do_now(no, client):
    page = client.get("/").text
    for what in ("angry mail", "Big decisions", "Panic applications", "Complaints in public",
                 "Pulling away from people"):  # fmt: skip
        assert what in page


def test_a_small_step_is_chosen_and_taken_back(no, client):
    page = client.post("/quiet/comfort", data={"comfort": "walk"}, follow_redirects=True).text
    assert page.count('aria-pressed="true"') == 1
    assert "Then that is today" in page
    page = client.post("/quiet/comfort", data={"comfort": "walk"}, follow_redirects=True).text
    assert 'aria-pressed="true"' not in page


def test_an_unknown_step_is_refused(no, client):
    assert client.post("/quiet/comfort", data={"comfort": "revenge"}).status_code == 422


def test_it_ends_when_told_to(no, client):
    client.post("/quiet/end")
    page = client.get("/").text
    assert "That is enough for today" not in page
    assert "came up in a real interview today." in page


def test_it_moves_on_by_itself(no, client, clock):
    clock.go(hours=47)
    assert "That is enough for today" in client.get("/").text
    clock.go(hours=1)
    assert "came up in a real interview on Tuesday." in client.get("/").text


def test_only_writing_things_down_is_offered(no, client):
    form = client.get("/interviews/1/debrief").text
    assert "Keep this</button>" in form
    assert "practice these now" not in form
    page = client.get("/interviews/1").text
    assert "Practice these now" not in page
    assert "Back to the quiet page" in page


def test_choosing_to_practice_ends_the_quiet(no, client):
    session = client.post("/interviews/1/debrief", data={"then": "practice"})
    assert session.location.startswith("/sessions/")
    assert "That is enough for today" not in client.get("/").text
