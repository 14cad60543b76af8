"""How fast somebody speaks: words per minute, over the whole answer and along it."""

from bisect import bisect_left
from collections.abc import Sequence

from interview_practice.core.tokens import Token
from interview_practice.core.transcript import Span

BAND = (130, 160)
"""Words per minute that practice tools aim for; they cite Tauroza and Allison 1990
(https://doi.org/10.1093/applin/11.1.90)."""

FEWEST_WORDS = 10
"""Below this a rate says more about the counting than about the speaker; our convention."""

WINDOW = 20.0
STEP = 5.0


def counted(heard: Sequence[Token]) -> list[Token]:
    """The words that pace counts: no filler sounds, a hyphenated word once."""
    return [token for token in heard if not token.sound and not token.continued]


def rate(words: int, seconds: float) -> float | None:
    """Words per minute, or None when there are too few to tell."""
    if words < FEWEST_WORDS or seconds <= 0:
        return None
    return round(60 * words / seconds, 1)


def articulation_seconds(spoken: Sequence[Span], paused: float, heard: Sequence[Token]) -> float:
    """Seconds from the first to the last speech without pauses and without filler sounds."""
    if not spoken:
        return 0.0
    fillers = sum(_inside(token, spoken) for token in heard if token.sound)
    return max(0.0, spoken[-1][1] - spoken[0][0] - paused - fillers)


def points(heard: Sequence[Token], spoken: Sequence[Span]) -> list[tuple[float, float]]:
    """Pace along the answer as (seconds, words per minute), one point for each `STEP`.

    Each point looks at `WINDOW` seconds around it; a shorter answer is one point.
    """
    words = counted(heard)
    if len(words) < FEWEST_WORDS or not spoken:
        return []
    first, last = spoken[0][0], spoken[-1][1]
    middles = [(word.start + word.end) / 2 for word in words]
    return [_point(middles, start, min(start + WINDOW, last)) for start in _starts(first, last)]


def _starts(first: float, last: float) -> list[float]:
    steps = max(0, int((last - first - WINDOW) // STEP))
    return [first + STEP * step for step in range(steps + 1)]


def _point(middles: Sequence[float], start: float, end: float) -> tuple[float, float]:
    words = bisect_left(middles, end) - bisect_left(middles, start)
    minutes = (end - start) / 60
    return round((start + end) / 2, 1), round(words / minutes, 1) if minutes > 0 else 0.0


def _inside(token: Token, spoken: Sequence[Span]) -> float:
    """Seconds of a token in which the voice detector heard somebody."""
    return sum(max(0.0, min(token.end, end) - max(token.start, start)) for start, end in spoken)
