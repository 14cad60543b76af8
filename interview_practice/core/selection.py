"""What comes next, and why: what is weak and due, then what else is due, then what is new.

docs/choosing.md tells how these rules were tried, and on what.
"""

import random
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from interview_practice.core.days import day_ends, on_day
from interview_practice.core.questions import Area, Question
from interview_practice.core.schedule import NAMES, Memory, retrievability
from interview_practice.core.struggles import Struggle, sentence

CONFIDENT_TYPES = ("strengths", "motivation", "values")
"""Where a warm-up ends when nothing was answered well yet."""

DOUBTFUL = 0.2
"""From this weight of evidence on, an area may not be left alone for long, whatever it was rated
last: one kind rating is not enough to send it away."""

LONGEST_AWAY_DAYS = 6
NEW_AT = 3
"""The place (from 0) in a session that goes to an area not practiced yet. Marks miss some weak
areas; without such a place, days on which much is due would never find them."""

EXPECTED_WEIGHT, EXPECTED_CASES = 0.45, 2
"""What is assumed of a type before anything of it was answered, and for how many cases that
counts."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a choice depends on. `session` holds the areas this session already asked,
    oldest first; `now` is in the user's time zone."""

    areas: Mapping[str, Area]
    now: datetime
    memories: Mapping[str, Memory] = field(default_factory=dict)
    struggles: Mapping[str, Struggle] = field(default_factory=dict)
    session: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """An area to practice and the sentence that says why."""

    area: str
    reason: str


def choose(desk: Desk, rng: random.Random) -> Choice | None:
    """The next area of an ordinary session; None when the bank is empty."""
    rules = [_late, _weak, _due, _unseen, _weakest]
    if len(desk.session) == NEW_AT:
        rules.insert(1, _unseen)
    for rule in rules:
        ranked = [choice for choice in rule(desk, rng) if choice.area not in desk.session]
        if ranked:
            return _interleaved(ranked, desk)
    return _interleaved(_weakest(desk, rng), desk) if desk.areas else None


def warm_up(desk: Desk, position: int, length: int, rng: random.Random) -> Choice | None:
    """The area at a position (from 0) of a warm-up: an opener first, a confident one last."""
    if position == 0:
        return _opener(desk, rng) or choose(desk, rng)
    if position == length - 1:
        return _confident(desk, rng) or choose(desk, rng)
    return choose(desk, rng)


def due(desk: Desk) -> list[Choice]:
    """All areas due today: weak ones first, then the one most likely forgotten."""
    return _due(desk, random.Random(0))


def struggling(desk: Desk) -> list[Choice]:
    """Areas with a struggle that were not practiced yet, the greatest first."""
    return _struggling(desk, random.Random(0))


def wording(
    questions: Sequence[Question],
    asked: Mapping[str, datetime],
    last: str | None,
    failed: Collection[str],
    rng: random.Random,
) -> Question | None:
    """The question of an area to ask: never `last` again if there is another, the longest unasked
    first, and one that failed in a real interview after all others, as the area's test."""
    others = [question for question in questions if question.slug != last] or list(questions)
    if not others:
        return None
    rng.shuffle(others)
    return min(others, key=lambda q: _wording_rank(q, asked, failed))


def _wording_rank(question: Question, asked: Mapping[str, datetime], failed: Collection[str]):
    when = asked.get(question.slug)
    return (
        when is not None,
        question.slug in failed and when is None,
        when.timestamp() if when else 0.0,
        question.difficulty,
    )


def _late(desk: Desk, rng: random.Random) -> list[Choice]:
    """Areas with some evidence against them that nobody looked at for days."""
    away = {
        area: (desk.now - memory.last_review).days
        for area, memory in desk.memories.items()
        if area in desk.areas and _weight(desk, area) >= DOUBTFUL
    }
    late = [area for area in away if away[area] >= LONGEST_AWAY_DAYS]
    late.sort(key=lambda area: (-away[area], area))
    return [Choice(area, _late_reason(desk, area, away[area])) for area in late]


def _weak(desk: Desk, rng: random.Random) -> list[Choice]:
    """Areas with an open struggle that are due or were never practiced, the greatest first."""
    open_ones = [choice for choice in _due(desk, rng) if _is_open(desk, choice.area)]
    choices = open_ones + _struggling(desk, rng)
    return sorted(choices, key=lambda choice: -_weight(desk, choice.area))


def _due(desk: Desk, rng: random.Random) -> list[Choice]:
    end = day_ends(desk.now, desk.now.tzinfo)
    areas = [a for a, memory in desk.memories.items() if memory.due < end and a in desk.areas]
    areas.sort(key=lambda area: _due_rank(desk, area))
    return [Choice(area, _due_reason(desk, area)) for area in areas]


def _due_rank(desk: Desk, area: str) -> tuple[bool, float, str]:
    weak = _is_open(desk, area)
    rank = -_weight(desk, area) if weak else retrievability(desk.memories[area], desk.now)
    return not weak, rank, area


def _struggling(desk: Desk, rng: random.Random) -> list[Choice]:
    """Areas with a struggle that were not yet practiced: practiced ones wait for their due date,
    unless they failed in a real interview since."""
    open_ones = [
        struggle
        for struggle in desk.struggles.values()
        if struggle.open
        and struggle.area in desk.areas
        and (struggle.area not in desk.memories or struggle.failed_for_real)
    ]
    open_ones.sort(key=lambda struggle: (-struggle.weight, struggle.latest.at, struggle.area))
    return [
        Choice(struggle.area, sentence(struggle, desk.areas[struggle.area].name, desk.now))
        for struggle in open_ones
    ]


def _unseen(desk: Desk, rng: random.Random) -> list[Choice]:
    """Areas never practiced, those of types that went badly first."""
    areas = [area for area in desk.areas if area not in desk.memories]
    rng.shuffle(areas)
    weights = _type_weights(desk)
    areas.sort(key=lambda area: -weights.get(_type(area), EXPECTED_WEIGHT))
    return [Choice(area, "You have not practiced this area yet.") for area in areas]


def _type_weights(desk: Desk) -> dict[str, float]:
    """The mean weight of each type's areas, held back where there are few."""
    by_type = defaultdict(list)
    for struggle in desk.struggles.values():
        by_type[_type(struggle.area)].append(struggle.weight)
    return {
        kind: (sum(weights) + EXPECTED_CASES * EXPECTED_WEIGHT) / (len(weights) + EXPECTED_CASES)
        for kind, weights in by_type.items()
    }


def _weakest(desk: Desk, rng: random.Random) -> list[Choice]:
    areas = sorted(
        (area for area in desk.areas if area in desk.memories),
        key=lambda area: (retrievability(desk.memories[area], desk.now), area),
    )
    return [
        Choice(area, "Nothing is due; this one is the most likely to have faded.") for area in areas
    ]


def _interleaved(ranked: list[Choice], desk: Desk) -> Choice | None:
    """The best choice of another type than the question before, or simply the best."""
    if not ranked:
        return None
    before = _type(desk.session[-1]) if desk.session else None
    return next((c for c in ranked if _type(c.area) != before), ranked[0])


def _opener(desk: Desk, rng: random.Random) -> Choice | None:
    openers = [area for area in desk.areas if area.startswith("opener/")]
    openers.sort(key=lambda area: (area in desk.memories and -_faded(desk, area), area))
    reason = "A warm-up starts with an opener: the first answer colors the rest."
    return Choice(openers[0], reason) if openers else None


def _confident(desk: Desk, rng: random.Random) -> Choice | None:
    held = [
        area
        for area, memory in desk.memories.items()
        if memory.last_rating >= 3 and area in desk.areas and area not in desk.session
    ]
    if held:
        best = max(held, key=lambda area: (desk.memories[area].stability, area))
        memory = desk.memories[best]
        when = on_day(memory.last_review, desk.now)
        return Choice(
            best, f"To end on: you rated this {NAMES[memory.last_rating].lower()} {when}."
        )
    easy = [
        area
        for area in desk.areas
        if _type(area) in CONFIDENT_TYPES and area not in desk.session and not _is_open(desk, area)
    ]
    return Choice(rng.choice(easy), "To end on something that is yours to tell.") if easy else None


def _due_reason(desk: Desk, area: str) -> str:
    memory = desk.memories[area]
    rating, when = NAMES[memory.last_rating].lower(), on_day(memory.last_review, desk.now)
    return f"Due today: you rated {desk.areas[area].name.lower()} {rating} {when}."


def _late_reason(desk: Desk, area: str, days: int) -> str:
    return f"{desk.areas[area].name} went badly before, and was not practiced for {days} days."


def _weight(desk: Desk, area: str) -> float:
    return desk.struggles[area].weight if area in desk.struggles else 0.0


def _is_open(desk: Desk, area: str) -> bool:
    return area in desk.struggles and desk.struggles[area].open


def _type(area: str) -> str:
    return area.partition("/")[0]


def _faded(desk: Desk, area: str) -> float:
    return 1 - retrievability(desk.memories[area], desk.now)
