"""What a set of stories covers, and where one story carries too much."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

PARTS: dict[str, tuple[str, str]] = {
    "situation": ("Situation", "Where and when. Two sentences are enough."),
    "task": ("Task", "What was asked of you, and what was at stake."),
    "action": ("Action", "What you did yourself, step by step."),
    "result": ("Result", "What came of it, with a number if there is one."),
    "learning": ("Learning", "What you have done differently since."),
}
"""STAR with learning: the name of each part and what belongs there."""


def without_story(weak: Iterable[str], told: Iterable[Collection[str]]) -> list[str]:
    """The weak areas, in their order, that no story answers."""
    covered = {area for areas in told for area in areas}
    return [area for area in weak if area not in covered]


def told_twice(told: Iterable[str]) -> list[tuple[str, int]]:
    """The titles among these that occur more than once, with how often."""
    return [(title, count) for title, count in Counter(told).items() if count > 1]


def missing_parts(parts: Mapping[str, str]) -> list[str]:
    """The names of the parts that are still empty."""
    return [name for key, (name, _) in PARTS.items() if not parts.get(key, "").strip()]
