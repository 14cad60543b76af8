"""The evidence against an area: what was marked, what was rated, what failed for real."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from interview_practice.core.days import on_day
from interview_practice.core.schedule import NAMES

HALF_LIFE_DAYS = 14
"""After this time a piece of evidence counts half."""

COUNTS = {"marked": 1.0, "review": 1.0, "interview": 2.0}
"""A real interview weighs twice a practice answer: it is what the practice is for."""

STRUGGLING = 0.5
"""From this weight on (a mean rating of 2.5 or less) an area is worked on before it is due."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation of an area on the common scale, 1 (froze) to 4 (nailed it)."""

    area: str
    rating: int
    at: datetime
    source: Literal["marked", "review", "interview"]
    said: bool = True
    """False: it was asked in a real interview, and nobody has said yet how it went."""


@dataclass(frozen=True, slots=True)
class Struggle:
    """An area's evidence in sum: `weight` from 0 (always nailed) to 1 (always froze)."""

    area: str
    weight: float
    latest: Evidence

    @property
    def open(self) -> bool:
        return self.weight >= STRUGGLING or self.failed_for_real

    @property
    def failed_for_real(self) -> bool:
        """Whether a real interview had the last word, and it was a bad one."""
        return self.latest.source == "interview" and self.latest.rating <= 2


def weigh(evidence: Iterable[Evidence], now: datetime) -> dict[str, Struggle]:
    """The struggle of every area there is evidence for; recent evidence counts more."""
    by_area: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_area[item.area].append(item)
    return {area: _struggle(area, items, now) for area, items in by_area.items()}


def sentence(struggle: Struggle, name: str, now: datetime) -> str:
    """Why an area is being worked on: its latest evidence in words."""
    latest = struggle.latest
    when = on_day(latest.at, now)
    if latest.source == "marked":
        return f"You said you struggle with {name.lower()}."
    if latest.source == "interview":
        if not latest.said:
            return f"{name} came up in a real interview {when}."
        if latest.rating > 2:
            return f"{name} went well in a real interview {when}, and less so before."
        return f"{name} went badly in a real interview {when}."
    return f"You rated {name.lower()} {NAMES[latest.rating].lower()} {when}."


def _struggle(area: str, items: list[Evidence], now: datetime) -> Struggle:
    newest = min(now, max(item.at for item in items))
    weights = [_counts(item, newest) for item in items]
    weakness = sum(w * (4 - item.rating) / 3 for w, item in zip(weights, items, strict=True))
    return Struggle(area, weakness / sum(weights), max(items, key=lambda item: item.at))


def _counts(item: Evidence, newest: datetime) -> float:
    """What an observation counts beside the newest of its area; counted from now, all of them
    would be 0 after forty years."""
    days = max(0.0, (newest - item.at).total_seconds() / 86_400)
    return COUNTS[item.source] * 0.5 ** (days / HALF_LIFE_DAYS)
