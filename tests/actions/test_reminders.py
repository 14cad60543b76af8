from datetime import UTC, date, datetime, timedelta

import pytest

from interview_practice.actions import deletions, letters, reminders, skills
from interview_practice.core.errors import Invalid, NotFound
from interview_practice.models import interviews
from interview_practice.models import reminders as model
from interview_practice.models.base import db
from tests.fakes import NOW
from tests.interviews import TODAY, logged, rejected

CALL = {"title": "Call Ana", "on": "2026-03-03"}


def kinds(day=TODAY):
    return [reminder.kind for reminder in reminders.gather(day)]


def titles(day=TODAY):
    return [reminder.title for reminder in reminders.gather(day)]


def test_a_no_asks_for_feedback_until_day_5(in_app):
    rejected(on=date(2026, 2, 26))
    assert titles(date(2026, 3, 3)) == ["Ask Acme for feedback"]
    assert titles(date(2026, 3, 4)) == []


def test_a_request_that_was_sent_or_answered_is_not_asked_for_again(in_app, practice):
    sent, answered = rejected(company="A"), rejected(company="B", feedback="No numbers.")
    letter = letters.write("feedback-request", sent, {}, practice.bank, NOW)
    assert titles() == ["Ask A for feedback"]
    letters.mark_sent(letter, TODAY)
    assert titles() == []
    assert interviews.get(answered).feedback


def test_an_interview_to_come_is_one_reminder_however_it_was_logged(in_app):
    first = logged(on=TODAY - timedelta(days=3), next_date=date(2026, 3, 9), outcome="next-round")
    again = logged(company="", role="", on=date(2026, 3, 9))
    interviews.get(again).application_id = interviews.get(first).application_id
    db.session.commit()
    assert titles() == ["Interview: Acme, data analyst"]


def test_a_round_that_took_place_today_is_no_longer_ahead(in_app):
    logged(on=TODAY, asked=[("Why us?", "motivation/company", 3, [])])
    assert kinds() == []


@pytest.mark.parametrize("outcome", ["rejected", "withdrawn"])
def test_a_date_that_will_not_happen_is_no_reminder(in_app, outcome):
    logged(next_date=TODAY + timedelta(days=2), on=TODAY - timedelta(days=1), outcome=outcome)
    assert "interview" not in kinds()


def test_deadlines_and_own_reminders(in_app):
    skill = skills.add({"name": "SQL", "deadline": "2026-03-05", "steps": "a"}, NOW)
    reminders.add(CALL)
    assert titles() == ["SQL: your deadline", "Call Ana"]
    skills.close(skill, TODAY)
    assert titles() == ["Call Ana"]


def test_keeping_in_touch_repeats_every_three_months_while_wanted(in_app):
    no = rejected(on=date(2025, 11, 30))
    series = reminders.keep_in_touch(no, TODAY)
    assert reminders.keep_in_touch(no, TODAY) == series
    found = [r for r in reminders.gather(TODAY) if r.kind == "check-in"]
    assert [r.first.isoformat() for r in found] == [
        "2026-02-28", "2026-05-30", "2026-08-30", "2026-11-30"]  # fmt: skip
    assert found[0].open(TODAY)
    reminders.finish(found[0].key, TODAY, NOW)
    assert found[0].key in model.done()
    assert found[1].key not in model.done()
    reminders.delete(series, NOW)
    assert "check-in" not in kinds()
    deletions.undo()
    assert kinds().count("check-in") == 4


def test_a_check_in_that_was_sent_is_answered_until_the_next_one(in_app, practice):
    no = rejected(on=date(2025, 12, 10))
    reminders.keep_in_touch(no, TODAY)
    letter = letters.write("check-in", no, {}, practice.bank, NOW)
    for sent_on, first in [
        (date(2026, 2, 23), "2026-03-10"), (date(2026, 2, 24), "2026-06-10"),
        (TODAY, "2026-06-10"), (None, "2026-03-10"),
    ]:  # fmt: skip
        letters.mark_sent(letter, sent_on)
        found = [r.first.isoformat() for r in reminders.gather(TODAY) if r.kind == "check-in"]
        assert found[0] == first


def test_done_can_be_taken_back_and_needs_something_to_be_done(in_app):
    reminders.add(CALL)
    [call] = reminders.gather(TODAY)
    reminders.finish(call.key, TODAY, NOW)
    reminders.finish(call.key, TODAY, NOW)
    assert model.done() == {call.key}
    reminders.reopen(call.key)
    reminders.reopen(call.key)
    assert model.done() == set()
    with pytest.raises(NotFound):
        reminders.finish("own/99/2026-03-03", TODAY, NOW)


@pytest.mark.parametrize(
    "change", [{"title": ""}, {"on": ""}, {"on": "soon"}, {"months": "0"}, {"months": "x"},
               {"months": "25"}, {"months": "-3"}],
)  # fmt: skip
def test_a_reminder_has_a_title_a_day_and_a_sensible_rhythm(in_app, change):
    with pytest.raises(Invalid):
        reminders.add({**CALL, **change})
    assert model.everything() == []


def test_a_reminder_can_be_changed(in_app):
    call = reminders.add(CALL)
    reminders.change(call, {**CALL, "title": "Write to Ana", "months": "3", "note": "<b>"})
    held = model.get(call)
    assert (held.title, held.months, held.note) == ("Write to Ana", 3, "<b>")


def test_the_calendar_file_is_written_whole_and_without_what_is_done(in_app, tmp_path):
    folder = tmp_path / "calendar"
    folder.mkdir()
    reminders.add(CALL)
    done = reminders.add({**CALL, "title": "Done with"})
    reminders.finish(f"own/{done}/2026-03-03", TODAY, NOW)
    path = reminders.publish(folder, TODAY, NOW)
    text = path.read_bytes().decode()
    assert "SUMMARY:Call Ana\r\n" in text
    assert "Done with" not in text
    assert "\r\r" not in text
    assert [file.name for file in folder.iterdir()] == ["reminders.ics"]


@pytest.mark.parametrize(
    ("utc", "today", "open_"),
    [
        (datetime(2026, 3, 31, 21, 59, tzinfo=UTC), date(2026, 3, 31), False),
        (datetime(2026, 3, 31, 22, 1, tzinfo=UTC), date(2026, 4, 1), True),
    ],
)
def test_a_no_before_the_clocks_change_opens_on_the_third_day_at_midnight(
    in_app, utc, today, open_
):
    """Berlin, where March 29 had 23 hours: day 3 begins at midnight there, not 72 hours later."""
    from zoneinfo import ZoneInfo

    rejected(on=date(2026, 3, 29))
    assert utc.astimezone(ZoneInfo("Europe/Berlin")).date() == today
    [request] = reminders.gather(today)
    assert request.open(today) is open_
