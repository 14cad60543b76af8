"""What comes back in the next two weeks, and what is enough before an interview."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from interview_practice.core.days import day_of
from interview_practice.core.readiness import DAYS

AHEAD_DAYS = 14
MOST_AREAS = 4
"""More areas than this are too many to get ready before one interview."""


@dataclass(frozen=True, slots=True)
class Enough:
    """What to do before an interview: answers by area, and the day to be done by."""

    answers: Mapping[str, int]
    by: date
    interview: date
    short: int
    """Answers that would be needed beyond what the days allow, one of an area a day."""

    @property
    def total(self) -> int:
        return sum(self.answers.values())


def ahead(due: Mapping[str, datetime], now: datetime) -> dict[date, list[str]]:
    """The areas that come back on each of the next 14 days; what is late counts today."""
    today = day_of(now, now.tzinfo)
    days = {today + timedelta(days=n): [] for n in range(AHEAD_DAYS)}
    for area in sorted(due, key=lambda area: (due[area], area)):
        day = max(today, day_of(due[area], now.tzinfo))
        if day in days:
            days[day].append(area)
    return days


def enough(
    solid_days: Mapping[str, int], ready: Collection[str], interview: date | None, now: datetime
) -> Enough | None:
    """What is enough before an interview: in each of the first four areas that are not ready, an
    answer on as many days as are missing from three. None without an interview or an open area.

    `solid_days` holds the areas by urgency, with the days on which they were Solid so far.
    """
    today = day_of(now, now.tzinfo)
    open_ones = [area for area in solid_days if area not in ready][:MOST_AREAS]
    if interview is None or interview <= today or not open_ones:
        return None
    days = (interview - today).days
    wanted = {area: max(1, DAYS - solid_days[area]) for area in open_ones}
    answers = {area: min(count, days) for area, count in wanted.items()}
    short = sum(wanted.values()) - sum(answers.values())
    return Enough(answers, interview - timedelta(days=1), interview, short)
