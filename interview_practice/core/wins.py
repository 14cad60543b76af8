"""Wins the program can see: a first Solid, an area ready, a final, an answer that held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


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


def retired(days: Mapping[str, date], names: Mapping[str, str]) -> list[Noticed]:
    """By area: the day on which it was ready."""
    return [
        Noticed(f"retired/{area}", day, f"Ready: {_named(area, names)} held three times.")
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
