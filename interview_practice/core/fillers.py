"""Fillers: sounds that were heard, and short stretches of speech that no word explains."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview_practice.core.tokens import Token
from interview_practice.core.transcript import Span

SHORTEST_HESITATION = 0.18
LONGEST_HESITATION = 1.2
"""Seconds; a filler sound lasts about this long. Conventions of this project."""

WORD_EDGE = 0.1
"""Seconds by which the times of words are commonly off; so much beside a word is still its own."""


@dataclass(frozen=True, slots=True)
class Filler:
    """A filler and when it was said, in seconds; `text` is its usual spelling."""

    text: str
    start: float
    end: float


def sounds(heard: Sequence[Token]) -> list[Filler]:
    """um, uh, er, hmm and the like, as far as the speech model wrote them."""
    return [Filler(token.key, token.start, token.end) for token in heard if token.sound]


def hesitations(spoken: Sequence[Span], heard: Sequence[Token]) -> list[Filler]:
    """Short stretches of speech that no word covers; likely fillers, or a cough, or a door."""
    covers = [(token.start - WORD_EDGE, token.end + WORD_EDGE) for token in heard]
    left = _without(spoken, sorted(covers))
    return [
        Filler("", round(start, 3), round(end, 3))
        for start, end in left
        if SHORTEST_HESITATION <= end - start <= LONGEST_HESITATION
    ]


def _without(spoken: Sequence[Span], covers: Sequence[Span]) -> list[Span]:
    """What is left of the stretches of speech when the covers are taken out."""
    left, first = [], 0
    for start, end in spoken:
        while first < len(covers) and covers[first][1] <= start:
            first += 1
        position = first
        while position < len(covers) and covers[position][0] < end:
            if covers[position][0] > start:
                left.append((start, covers[position][0]))
            start = max(start, covers[position][1])
            position += 1
        if start < end:
            left.append((start, end))
    return left
