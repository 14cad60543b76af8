"""How strong an area is by its ratings, over time, and how well the gut knows it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from interview_practice.core.days import day_of
from interview_practice.core.schedule import NAMES
from interview_practice.core.struggles import COUNTS, HALF_LIFE_DAYS

FLOOR = 3
"""Cases below which nothing is claimed."""

CLOSE, STEP = 0.25, 0.75
"""Mean differences, in steps of the rating: below the first the gut is right, from the second on
it is off by a step."""


RIGHT = "about right"


@dataclass(frozen=True, slots=True)
class Entry:
    """One rating of an area: of a practice answer, or of a question in a real interview.

    `ref` is the answer's or the interview's id; `rated` is whether the user gave the rating, or a
    question counts so that was only written down.
    """

    at: datetime
    gut: int
    reviewed: int | None = None
    question: str = ""
    ref: str = ""
    source: str = "review"
    rated: bool = True

    @property
    def rating(self) -> int:
        return self.reviewed or self.gut


@dataclass(frozen=True, slots=True)
class Pair:
    """An answer rated from the gut and again after listening."""

    area: str
    at: datetime
    gut: int
    reviewed: int

    @property
    def difference(self) -> int:
        """Above 0: it was better than it felt."""
        return self.reviewed - self.gut


@dataclass(frozen=True, slots=True)
class Judgment:
    """How far the gut is off, over a number of pairs."""

    pairs: int
    difference: float

    @property
    def sentence(self) -> str:
        """The end of a sentence that begins with what is rated: `right`, `a step too low`."""
        if abs(self.difference) < CLOSE:
            return RIGHT
        much = "a step" if abs(self.difference) >= STEP else "a little"
        return f"{much} too {'low' if self.difference > 0 else 'high'}"


def course(entries: Sequence[Entry]) -> list[float]:
    """The strength after each entry, oldest first: the mean rating on the scale of 1 to 4, in
    which an entry counts half after 14 days and a real interview counts double."""
    strengths, total, weight = [], 0.0, 0.0
    for before, entry in zip([*entries[:1], *entries], entries, strict=False):
        days = max(0.0, (entry.at - before.at).total_seconds() / 86_400)
        kept, counts = 0.5 ** (days / HALF_LIFE_DAYS), COUNTS[entry.source]
        total, weight = total * kept + counts * entry.rating, weight * kept + counts
        strengths.append(round(total / weight, 2))
    return strengths


def level(strength: float) -> str:
    """The name of the rating that a strength is nearest to."""
    return NAMES[step(strength)]


def step(strength: float) -> int:
    """The rating, 1 to 4, that a strength is nearest to."""
    return min(4, max(1, int(strength + 0.5)))


def direction(strengths: Sequence[float]) -> str:
    """Where the last ratings lead: up, down or level; nothing below four of them."""
    if len(strengths) <= FLOOR:
        return ""
    change = strengths[-1] - strengths[-1 - FLOOR]
    return "level" if abs(change) < CLOSE else ("up" if change > 0 else "down")


def pairs_of(area: str, entries: Iterable[Entry]) -> list[Pair]:
    return [Pair(area, e.at, e.gut, e.reviewed) for e in entries if e.reviewed]


def judge(pairs: Sequence[Pair]) -> Judgment | None:
    """None below three pairs."""
    if len(pairs) < FLOOR:
        return None
    return Judgment(len(pairs), round(sum(p.difference for p in pairs) / len(pairs), 2))


def by_area(pairs: Iterable[Pair]) -> dict[str, Judgment]:
    """The judgments of areas with three pairs or more, those furthest off first."""
    grouped: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        grouped[pair.area].append(pair)
    judged = {area: judgment for area, own in grouped.items() if (judgment := judge(own))}
    return dict(sorted(judged.items(), key=lambda item: -abs(item[1].difference)))


def by_month(pairs: Iterable[Pair], zone: tzinfo | None) -> dict[date, Judgment]:
    """The judgments of months with three pairs or more, oldest first."""
    grouped: dict[date, list[Pair]] = defaultdict(list)
    for pair in pairs:
        grouped[day_of(pair.at, zone).replace(day=1)].append(pair)
    return {month: judged for month, own in sorted(grouped.items()) if (judged := judge(own))}
