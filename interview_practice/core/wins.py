"""Wins the program can see: a first Solid, an area ready, a final, an answer that held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from interview_practice.core.days import day_of
from interview_practice.core.readiness import PAIRS, Rated, readiness

LATEST = 60
"""Answers of an area that are looked at together."""


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


def ready_on(
    answers: Sequence[Rated], failures: Sequence[datetime], zone: tzinfo | None
) -> date | None:
    """The day on which an area was ready for the first time; None while it never was.

    `answers` are in order of time, `failures` those in real interviews.
    """
    reviewed = [number for number, answer in enumerate(answers, 1) if answer.reviewed]
    if len(reviewed) < PAIRS:
        return None
    for number in range(reviewed[PAIRS - 1], len(answers) + 1):
        until = answers[max(0, number - LATEST) : number]
        failed_at = max((at for at in failures if at <= until[-1].at), default=None)
        if readiness(until, failed_at, zone).ready:
            return day_of(until[-1].at, zone)
    return None


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
