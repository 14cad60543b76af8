"""Wins the program can see: a first Solid, an area ready, a final, an answer that held."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import pairwise

from interview_practice.core.readiness import DAYS, PAIRS, SOLID, Rated, readiness


@dataclass(frozen=True, slots=True)
class Noticed:
    """A win under a key of its own, so that it is noticed once. `place` names the company."""

    key: str
    on: date
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """A round of an application, as far as wins go."""

    id: int
    stage: str
    outcome: str
    on: date
    role: str
    company: str


def first_solids(days: Mapping[str, date], names: Mapping[str, str]) -> list[Noticed]:
    """By area: the day of its first answer rated Solid or better."""
    return [
        Noticed(f"first-solid/{area}", day, f"First solid answer in {_named(area, names)}.")
        for area, day in days.items()
    ]


def first_solid_at(answers: Sequence[Rated]) -> datetime | None:
    """When an answer first stood as Solid or better. `answers` are in order of time."""
    return next((answer.at for answer in answers if answer.rating >= SOLID), None)


def first_ready_at(
    answers: Sequence[Rated], failures: Iterable[datetime], zone: tzinfo | None
) -> datetime | None:
    """When an area was ready for the first time; None while it never was.

    `answers` are in order of time, `failures` those in real interviews.
    """
    ends = sorted(failures)
    for begin, end in pairwise([None, *ends, None]):
        between = [a for a in answers if (not begin or a.at > begin) and (not end or a.at <= end)]
        if at := _ready_in(between, zone):
            return at
    return None


def _ready_in(answers: Sequence[Rated], zone: tzinfo | None) -> datetime | None:
    """Once there are enough days only answers rated again after listening can change anything."""
    enough = _enough(answers, zone)
    if enough is None:
        return None
    first, later = answers[:enough], [a for a in answers[enough:] if a.reviewed]
    for number in range(len(later) + 1):
        known = [*first, *later[max(0, number - PAIRS) : number]]
        if readiness(known, None, zone).ready:
            return known[-1].at
    return None


def _enough(answers: Sequence[Rated], zone: tzinfo | None) -> int | None:
    """The least number of answers that holds enough Solid days; more answers never hold fewer."""

    def holds(number: int) -> bool:
        return readiness(answers[:number], None, zone).days >= DAYS

    high = DAYS
    while not holds(min(high, len(answers))):
        if high >= len(answers):
            return None
        high *= 2
    return bisect_left(range(min(high, len(answers))), True, key=holds)


def retired(days: Mapping[str, date], names: Mapping[str, str]) -> list[Noticed]:
    """By area: the day on which it was ready."""
    return [
        Noticed(f"retired/{area}", day, f"Ready: {_named(area, names)} held on three days.")
        for area, day in days.items()
    ]


def rounds(found: Iterable[Round]) -> list[Noticed]:
    """Finals and offers."""
    noticed = []
    for item in found:
        role = f" for {item.role}" if item.role else ""
        if item.outcome == "offer":
            noticed.append(Noticed(f"offer/{item.id}", item.on, f"An offer{role}.", item.company))
        if item.stage == "final":
            text = f"Reached the final round{role}."
            noticed.append(Noticed(f"final/{item.id}", item.on, text, item.company))
    return noticed


def held(found: Iterable[tuple[int, date, str, str]], names: Mapping[str, str]) -> list[Noticed]:
    """(asked question, day, area, company) each: practice that held in a real interview."""
    return [
        Noticed(f"held/{number}", day,
                f"It came up in an interview and held: {_named(area, names)}.", company)
        for number, day, area, company in found
    ]  # fmt: skip


def _named(area: str, names: Mapping[str, str]) -> str:
    return names.get(area, area.rpartition("/")[2].replace("-", " ")).lower()
