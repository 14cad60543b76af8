"""Days as people count them: the night belongs to the evening before."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from interview_practice.core import days

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
"""A Tuesday."""


def at(month, day, hour=10, minute=0, year=2026, zone=UTC):
    return datetime(year, month, day, hour, minute, tzinfo=zone)


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        (at(3, 3, 3, 59), UTC, date(2026, 3, 2)),
        (at(3, 3, 4, 0), UTC, date(2026, 3, 3)),
        (at(3, 3, 23, 59), UTC, date(2026, 3, 3)),
        (at(3, 4, 1), UTC, date(2026, 3, 3)),
        (at(3, 3, 2, 30), BERLIN, date(2026, 3, 2)),
        (at(3, 3, 3, 30), BERLIN, date(2026, 3, 3)),
        (at(3, 3, 8, 30), NEW_YORK, date(2026, 3, 2)),
        (at(1, 1, 3, 0), UTC, date(2025, 12, 31)),
    ],
)
def test_a_day_begins_at_four(moment, zone, day):
    assert days.day_of(moment, zone) == day


@pytest.mark.parametrize(
    ("now", "zone", "end"),
    [
        (at(3, 3), UTC, at(3, 4, 4)),
        (at(3, 3, 2), UTC, at(3, 3, 4)),
        (at(3, 3), BERLIN, at(3, 4, 3)),
        (at(3, 3, 8), NEW_YORK, at(3, 3, 9)),
        (at(3, 3), NEW_YORK, at(3, 4, 9)),
        (at(3, 28, 12), BERLIN, at(3, 29, 2)),  # the clocks go forward in that night
        (at(10, 24, 12), BERLIN, at(10, 25, 3)),  # and back in this one
    ],
)
def test_what_is_due_before_the_end_of_the_day_is_due_today(now, zone, end):
    assert days.day_ends(now, zone) == end


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "today"),
        (at(3, 4), "today"),  # a clock set back
        (at(3, 3, 4), "today"),
        (at(3, 3, 3), "yesterday"),
        (at(3, 2), "yesterday"),
        (at(3, 1), "on Sunday"),
        (at(2, 25), "on Wednesday"),
        (at(2, 24), "on February 24"),
        (at(12, 31, year=2025), "on December 31, 2025"),
    ],
)
def test_a_past_moment_as_one_says_it(moment, words):
    assert days.on_day(moment, NOW) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(2, 20), "today"),
        (at(3, 3, 23), "today"),
        (at(3, 4, 3), "today"),
        (at(3, 4, 4), "tomorrow"),
        (at(3, 5), "in 2 days"),
        (at(3, 24), "in 21 days"),
    ],
)
def test_a_future_moment_as_one_says_it(moment, words):
    assert days.comes_back(moment, NOW) == words


def test_days_are_read_where_the_user_is():
    evening = at(3, 2, 22, zone=NEW_YORK)
    assert days.on_day(evening, at(3, 3, 9, zone=NEW_YORK)) == "yesterday"
    assert days.on_day(evening, at(3, 3, 14)) == "yesterday"
    assert days.on_day(evening, at(3, 3, 14, zone=ZoneInfo("Asia/Tokyo"))) == "today"
