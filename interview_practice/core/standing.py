"""Where an area stands: its strength with the evidence, when it comes back, and its readiness."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from interview_practice.core.readiness import Readiness
from interview_practice.core.strength import Entry, course, direction, level, step
from interview_practice.core.struggles import STRUGGLING

WEAK = 4 - 3 * STRUGGLING
"""The strength at and below which an area is worked on: the same line as in core.struggles."""

TRENDS = {"up": "rising", "down": "falling", "level": "steady", "": ""}


@dataclass(frozen=True)
class Standing:
    """An area with its latest entries, oldest first; without any it was only marked."""

    area: str
    readiness: Readiness
    answers: int = 0
    entries: Sequence[Entry] = ()
    due: datetime | None = None
    kept_open: bool = False
    """Whether it was marked, or failed in a real interview since."""
    course: Sequence[float] | None = None
    """The strength after each entry; None: to be reckoned."""

    def __post_init__(self):
        if self.course is None:
            object.__setattr__(self, "course", course(self.entries))

    @property
    def strength(self) -> float | None:
        """The mean rating of late, 1 to 4."""
        return self.course[-1] if self.course else None

    @property
    def open(self) -> bool:
        """Whether it is being worked on."""
        weak = self.strength is None or self.strength <= WEAK
        return not self.readiness.ready and (weak or self.kept_open)

    @property
    def level(self) -> str:
        return level(self.strength) if self.strength else ""

    @property
    def step(self) -> int:
        return step(self.strength) if self.strength else 0

    @property
    def trend(self) -> str:
        return TRENDS[direction(self.course)]

    @property
    def sentence(self) -> str:
        """What the picture of the area shows."""
        first, last = self.course[0], self.course[-1]
        if len(self.course) == 1:
            return f"One rating so far: {self.level.lower()}."
        now = ", ".join(filter(None, (f"now about {self.level.lower()}", self.trend)))
        return f"From {first:.1f} to {last:.1f} in {len(self.course)} ratings; {now}."


def weakest_first(standings: Sequence[Standing]) -> list[Standing]:
    """Those that are ready come last, whatever their strength."""
    return sorted(standings, key=lambda s: (s.readiness.ready, s.strength or 0.0, s.area))
