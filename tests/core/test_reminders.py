from datetime import date, timedelta

import pytest

from interview_practice.core import reminders
from interview_practice.core.reminders import (
    check_ins,
    coming,
    event,
    feedback_request,
    interview_date,
    months_after,
    open_ones,
    own,
    skill_deadline,
)


@pytest.mark.parametrize(
    ("no", "opens", "closes"),
    [
        (date(2026, 3, 3), date(2026, 3, 6), date(2026, 3, 8)),
        (date(2026, 1, 29), date(2026, 2, 1), date(2026, 2, 3)),
        (date(2026, 2, 26), date(2026, 3, 1), date(2026, 3, 3)),
        (date(2028, 2, 26), date(2028, 2, 29), date(2028, 3, 2)),
        (date(2026, 3, 27), date(2026, 3, 30), date(2026, 4, 1)),
        (date(2026, 10, 24), date(2026, 10, 27), date(2026, 10, 29)),
        (date(2026, 12, 30), date(2027, 1, 2), date(2027, 1, 4)),
    ],
)
def test_the_feedback_request_opens_on_day_3_and_closes_on_day_5(no, opens, closes):
    found = feedback_request(7, "Acme", no)
    assert (found.opens, found.closes) == (opens, closes)
    days = [no + timedelta(days=n) for n in range(8)]
    assert [found.open(day) for day in days] == [False] * 3 + [True] * 3 + [False] * 2
    assert not found.over(closes)
    assert found.over(closes + timedelta(days=1))


def test_the_feedback_request_says_that_no_reply_is_normal():
    assert "71 %" in feedback_request(7, "", date(2026, 3, 3)).note


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 3), 12, date(2027, 3, 3)),
        (date(2026, 10, 31), 24, date(2028, 10, 31)),
    ],
)
def test_months_after(day, months, expected):
    assert months_after(day, months) == expected


def test_check_ins_do_not_slide_towards_the_start_of_the_month():
    days = [r.first for r in check_ins(1, "x", date(2026, 8, 31), 3, date(2026, 9, 1))]
    assert days == [date(2026, 11, 30), date(2027, 2, 28), date(2027, 5, 31), date(2027, 8, 31)]


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 3, 3), date(2026, 6, 3)),
        (date(2026, 6, 16), date(2026, 6, 3)),
        (date(2026, 6, 17), date(2026, 9, 3)),
    ],
)
def test_a_check_in_stays_open_for_two_weeks(today, first):
    found = check_ins(1, "x", date(2026, 3, 3), 3, today)
    assert found[0].first == first
    assert not found[0].over(today)


def test_an_interview_shows_for_a_week_and_goes_when_it_is_over():
    found = interview_date(1, date(2026, 3, 10), "Acme", "Analyst")
    assert found.title == "Interview: Acme, Analyst"
    assert not found.open(date(2026, 3, 2))
    assert found.open(date(2026, 3, 3))
    assert found.open(date(2026, 3, 10))
    assert found.over(date(2026, 3, 11))


def test_a_deadline_that_passed_stays_open():
    found = skill_deadline(1, "SQL", date(2026, 3, 10), 1)
    assert found.note == "1 step left."
    assert found.open(date(2027, 1, 1))
    assert not found.over(date(2027, 1, 1))


def test_what_is_done_is_neither_open_nor_coming():
    today = date(2026, 3, 3)
    now, later = own(1, "now", today), own(2, "later", date(2026, 3, 9))
    assert open_ones([later, now], set(), today) == [now]
    assert coming([later, now], set(), today) == [later]
    assert open_ones([now], {now.key}, today) == []
    assert coming([later], {later.key}, today) == []


def test_a_calendar_entry_keeps_its_identity():
    entry = event(feedback_request(7, "Acme", date(2026, 3, 3)))
    assert entry.uid == "feedback-request-7@interview-practice"
    assert (entry.first, entry.last) == (date(2026, 3, 6), date(2026, 3, 8))
    assert reminders.NO_REPLY in entry.description
