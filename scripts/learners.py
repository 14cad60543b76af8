"""Simulated learners: hidden strength by area, forgetting, and ratings with noise and bias.

The model is of the kind Bjork and Bjork describe (1992, "A new theory of disuse"): what was ever
learned stays stored, what can be brought up right now fades. It shares no formula and no
constant with the scheduler it is used to judge. docs/choosing.md has it in words.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

BIAS = {"steady": 0.0, "overconfident": 0.15, "underconfident": -0.15}
"""By how much a learner's own ratings are off, in strength."""

NOISE = 0.12
"""Spread of a single rating, in strength."""

PERCEPTION = 0.10
"""Spread of what somebody believes of an area before practicing it."""

STEPS = (0.30, 0.55, 0.80)
"""Below the first an answer feels like Froze, below the next Shaky, then Solid, then Nailed it."""

FEELS_WEAK = 0.5
MOST_MARKED = 5
SAME_WORDING = 0.5
"""What repeating the area's previous wording teaches, against another wording."""


@dataclass(slots=True)
class Skill:
    """One area in one head: `access` is the hidden strength, 0 to 1, at time `at` (days)."""

    base: float
    access: float
    stored: float = 0.0
    at: float = 0.0
    wording: str = ""


@dataclass
class World:
    """What varies between the checks of how much the result depends on the model."""

    fades: tuple[float, float] = (4.0, 10.0)
    """Days in which a new gain falls to 37 %, drawn for every learner from this range."""
    teaches: tuple[float, float] = (0.15, 0.35)
    """Share of what is missing that one answer adds, drawn likewise."""
    lasting: float = 0.35
    """How far stored practice lifts the level to which an area falls back."""
    spread: tuple[float, float] = (0.12, 0.13)
    """Spread of strengths between types, and between the areas of a type."""


@dataclass
class Learner:
    """Somebody who practices. `skills` is hidden from every way of choosing but the oracles."""

    kind: str
    world: World
    fades: float
    teaches: float
    rng: random.Random
    skills: dict[str, Skill] = field(default_factory=dict)

    def strength(self, area: str, day: float) -> float:
        """The chance, 0 to 1, that an answer to a new question of the area would hold."""
        skill = self.skills[area]
        rest = skill.base + (1 - skill.base) * self.world.lasting * (1 - math.exp(-skill.stored))
        days = max(0.0, day - skill.at)
        faded = math.exp(-days / (self.fades * (1 + skill.stored)))
        return rest + (skill.access - rest) * faded

    def answer(self, area: str, wording: str, day: float) -> int:
        """Practice once: the rating the learner gives, after which the area is stronger."""
        skill = self.skills[area]
        before = self.strength(area, day)
        fresh = SAME_WORDING if wording == skill.wording else 1.0
        skill.access = before + fresh * self.teaches * (1 - before)
        skill.stored += fresh * (1 - before)
        skill.at, skill.wording = day, wording
        return rated(before + BIAS[self.kind] + self.rng.gauss(0, NOISE))

    def marked(self) -> list[str]:
        """The areas, up to five, that the learner believes to be the weakest."""
        believed = {
            area: skill.access + BIAS[self.kind] + self.rng.gauss(0, PERCEPTION)
            for area, skill in self.skills.items()
        }
        weak = [area for area in believed if believed[area] < FEELS_WEAK]
        return sorted(weak, key=believed.__getitem__)[:MOST_MARKED]

    def weakest(self, count: int, day: float) -> list[str]:
        return sorted(self.skills, key=lambda area: self.strength(area, day))[:count]


def rated(felt: float) -> int:
    return 1 + sum(felt >= step for step in STEPS)


def make(kind: str, areas: Sequence[str], world: World, seed: int) -> Learner:
    """A learner with strengths that go together within a type, the same for the same seed."""
    rng = random.Random(seed)
    learner = Learner(
        kind, world, rng.uniform(*world.fades), rng.uniform(*world.teaches), random.Random(seed + 1)
    )
    types: Mapping[str, float] = {
        kind: rng.gauss(0.48, world.spread[0])
        for kind in sorted({area.partition("/")[0] for area in areas})
    }
    for area in areas:
        level = min(0.95, max(0.03, rng.gauss(types[area.partition("/")[0]], world.spread[1])))
        learner.skills[area] = Skill(level, level)
    return learner
