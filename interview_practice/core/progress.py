"""Practice by week and day, and what it did: plain figures with their counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from interview_practice.core.strength import FLOOR

WEEKS = 12
FIRST = 5
"""Answers of an area that count as the beginning."""

HIGHER = 0.25
"""The least difference of two mean ratings that is called one."""


@dataclass(frozen=True, slots=True)
class Day:
    """What was practiced on a day."""

    day: date
    answers: int
    seconds: float
    words: int


@dataclass(frozen=True, slots=True)
class Week:
    """What was practiced in the week that begins on Monday `start`."""

    start: date
    days: tuple[Day, ...]

    @property
    def answers(self) -> int:
        return sum(day.answers for day in self.days)

    @property
    def minutes(self) -> float:
        return round(sum(day.seconds for day in self.days) / 60, 1)

    @property
    def words(self) -> int:
        return sum(day.words for day in self.days)


@dataclass(frozen=True, slots=True)
class Effect:
    """An area's mean rating in its first five answers and in those since, with the counts, and
    what happened when it came up in real interviews after practice."""

    area: str
    first: float
    later: float
    later_count: int
    held: int = 0
    asked: int = 0

    @property
    def change(self) -> float:
        return round(self.later - self.first, 2)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(days: Iterable[Day], today: date, count: int = WEEKS) -> list[Week]:
    """The last weeks, this one included, oldest first, with a Day for every day up to today."""
    known = {day.day: day for day in days}
    starts = [monday(today) - timedelta(weeks=n) for n in reversed(range(count))]
    return [Week(start, tuple(_days(known, start, today))) for start in starts]


def practiced_days(weeks: Sequence[Week]) -> int:
    return sum(day.answers > 0 for week in weeks for day in week.days)


def effect(area: str, first: Sequence[int], later: Sequence[int],
           held: Sequence[bool] = ()) -> Effect | None:  # fmt: skip
    """None before there are five answers and three more."""
    if len(first) < FIRST or len(later) < FLOOR:
        return None
    return Effect(
        area,
        round(sum(first) / len(first), 2),
        round(sum(later) / len(later), 2),
        len(later),
        sum(held),
        len(held),
    )


def effect_sentence(effects: Sequence[Effect]) -> str:
    """What the effects say together; empty below three areas."""
    if len(effects) < FLOOR:
        return ""
    higher = sum(effect.change >= HIGHER for effect in effects)
    lower = sum(effect.change <= -HIGHER for effect in effects)
    return (
        f"In {higher} of {len(effects)} areas the ratings since are higher than in the first "
        f"five answers, in {lower} lower."
    )


def held_sentence(held: Mapping[str, Sequence[bool]]) -> str:
    """What happened to practiced areas in real interviews; empty below three cases."""
    cases = [case for area in held.values() for case in area]
    if len(cases) < FLOOR:
        return ""
    return (
        f"Practiced areas came up {len(cases)} times in real interviews; {sum(cases)} of them held."
    )


def _days(known: Mapping[date, Day], start: date, today: date) -> Iterable[Day]:
    for day in (start + timedelta(days=n) for n in range(7)):
        if day <= today:
            yield known.get(day) or Day(day, 0, 0.0, 0)
