"""Weekly goals in small numbers: what is counted, and how it reads. Nothing is ever missed."""

from dataclasses import dataclass
from datetime import date, timedelta

MOST = 99


@dataclass(frozen=True, slots=True)
class Kind:
    """Something worth counting, the number suggested, and whether one can add to it by hand."""

    one: str
    many: str
    target: int
    by_hand: bool


KINDS: dict[str, Kind] = {
    "answers": Kind("answer practiced", "answers practiced", 10, by_hand=False),
    "applications": Kind("tailored application", "tailored applications", 3, by_hand=True),
    "contacts": Kind("person contacted", "people contacted", 2, by_hand=True),
    "steps": Kind("skill step", "skill steps", 2, by_hand=False),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a goal is this week."""

    kind: str
    done: int
    target: int

    @property
    def reached(self) -> bool:
        return 0 < self.target <= self.done

    @property
    def sentence(self) -> str:
        kind = KINDS[self.kind]
        if not self.target:
            return counted(self.kind, self.done)
        named = kind.one if self.target == 1 else kind.many
        if self.done > self.target:
            return f"{self.done} {kind.many}, {self.done - self.target} more than you planned"
        return f"{self.done} of {self.target} {named}"


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def counted(kind: str, number: int) -> str:
    """1 person contacted; 3 people contacted."""
    return f"{number} {KINDS[kind].one if number == 1 else KINDS[kind].many}"
