from datetime import date, timedelta

import pytest

from interview_practice.core import forecast
from tests.fakes import NOW

TODAY = date(2026, 3, 3)


def test_two_weeks_are_shown_and_what_is_late_counts_today():
    due = {
        "late": NOW - timedelta(days=9),
        "tonight": NOW + timedelta(hours=17),
        "tomorrow": NOW + timedelta(hours=19),
        "last": NOW + timedelta(days=13),
        "beyond": NOW + timedelta(days=14),
    }
    days = forecast.ahead(due, NOW)
    assert len(days) == 14
    assert {day: areas for day, areas in days.items() if areas} == {
        TODAY: ["late", "tonight"],
        date(2026, 3, 4): ["tomorrow"],
        date(2026, 3, 16): ["last"],
    }


@pytest.mark.parametrize(
    ("solid", "ready", "in_days", "answers", "short"),
    [
        ({"a": 0, "b": 1, "c": 2, "d": 1}, (), 5, {"a": 3, "b": 2, "c": 1, "d": 2}, 0),
        ({"a": 0, "b": 0, "c": 0, "d": 0, "e": 0}, (), 9, dict.fromkeys("abcd", 3), 0),
        ({"a": 0, "b": 1}, ("a",), 5, {"b": 2}, 0),
        ({"a": 0, "b": 1}, (), 1, {"a": 1, "b": 1}, 3),
        ({"a": 3}, (), 5, {"a": 1}, 0),
    ],
    ids=["eight in four", "four areas at most", "without what is ready", "no time for all",
         "one when only the second ratings are missing"],
)  # fmt: skip
def test_what_is_enough_before_an_interview(solid, ready, in_days, answers, short):
    interview = TODAY + timedelta(days=in_days)
    found = forecast.enough(solid, ready, interview, NOW)
    assert (dict(found.answers), found.short) == (answers, short)
    assert found.total == sum(answers.values())
    assert (found.by, found.interview) == (interview - timedelta(days=1), interview)


@pytest.mark.parametrize(
    ("solid", "interview"),
    [({"a": 0}, None), ({"a": 0}, TODAY), ({"a": 0}, TODAY - timedelta(days=1)),
     ({}, TODAY + timedelta(days=3))],
    ids=["no interview", "it is today", "it is over", "nothing is open"],
)  # fmt: skip
def test_nothing_is_asked_for_when_there_is_nothing_to_be_ready_for(solid, interview):
    assert forecast.enough(solid, (), interview, NOW) is None
