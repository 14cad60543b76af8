import re
from datetime import timedelta

import pytest

from interview_practice.actions.reminders import FILE
from tests.interviews import TODAY, logged, rejected


@pytest.fixture
def file(practice):
    return practice.settings.data / FILE


def key(page: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def test_a_no_is_asked_about_on_today_from_day_3_to_day_5_only(client, in_app, clock):
    rejected()
    seen = []
    for _ in range(8):
        seen.append("Ask Acme for feedback" in client.get("/").text)
        clock.go(days=1)
    assert seen == [False] * 3 + [True] * 3 + [False] * 2


def test_done_takes_it_off_today_and_can_be_taken_back(client, in_app):
    logged(on=TODAY - timedelta(days=1), next_date=TODAY + timedelta(days=2))
    page = client.get("/").text
    assert "Interview: Acme, data analyst" in page
    done = {"key": key(page), "from": "today"}
    assert client.post("/reminders/done", data=done).location == "/"
    assert "Interview: Acme" not in client.get("/").text
    page = client.get("/reminders").text
    assert "Done with (1)" in page
    client.post("/reminders/reopened", data={"key": key(page)})
    assert "Interview: Acme" in client.get("/").text


def test_the_calendar_file_follows_every_change(client, in_app, file):
    client.get("/reminders")
    assert "BEGIN:VEVENT" not in file.read_text()
    client.post("/reminders", data={"title": "Call, Ana", "on": "2026-03-09"})
    assert "SUMMARY:Call\\, Ana" in file.read_text()
    client.post("/skills", data={"name": "SQL", "deadline": "2026-03-20"})
    assert "SUMMARY:SQL: your deadline" in file.read_text()
    client.post("/reminders/1/deletion")
    assert "Call" not in file.read_text()
    client.post("/deletions/last/undo")
    assert "Call" in file.read_text()


def test_the_page_says_where_the_calendar_file_is(client, file):
    page = client.get("/reminders").text
    assert str(file) in page
    assert file.exists()
    assert file.stat().st_mode & 0o077 == 0


def test_the_calendar_can_be_downloaded(client, stranger):
    client.post("/reminders", data={"title": "Call", "on": "2026-03-09"})
    response = client.get("/reminders.ics")
    assert response.mimetype == "text/calendar"
    assert "reminders.ics" in response.headers["Content-Disposition"]
    assert b"\r\nSUMMARY:Call\r\n" in response.data
    assert stranger.get("/reminders.ics").status_code == 401


def test_keeping_in_touch_begins_with_one_button(client, in_app):
    no = rejected()
    for _ in range(2):
        client.post("/reminders/check-ins", data={"interview": no})
    page = client.get("/reminders").text
    assert page.count("then every 3 months") == 1
    assert "June 3" in page
    assert client.post("/reminders/check-ins", data={"interview": "99"}).status_code == 404


def test_the_quiet_days_are_free_of_reminders(client, in_app, clock):
    rejected(quiet_until=clock.now + timedelta(hours=48))
    client.post("/reminders", data={"title": "Call Ana", "on": TODAY.isoformat()})
    assert "Call Ana" not in client.get("/").text
    clock.go(hours=49)
    assert "Call Ana" in client.get("/").text
