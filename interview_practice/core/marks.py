"""The transcript as it is read: words, the fillers among them, and the pauses between."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge

from interview_practice.core.delivery import Delivery
from interview_practice.core.tokens import tokens
from interview_practice.core.transcript import Segment

SHOWN_PAUSE = 1.0
"""Seconds from which a pause is marked between the words; shorter ones would clutter the text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of a transcript: a word, a filler or a pause; times in seconds."""

    kind: str
    text: str
    start: float
    end: float


def marks(segments: Sequence[Segment], delivery: Delivery) -> list[Mark]:
    """Everything to show of an answer, in the order of time."""
    fillers = {(f.start, f.end) for f in (*delivery.sounds, *delivery.phrases)}
    words = [
        Mark("filler" if token.sound or _inside(token, fillers) else "word", token.text,
             token.start, token.end)
        for token in tokens(segments)
    ]  # fmt: skip
    pauses = [
        Mark("pause", f"{pause.seconds:.1f} s", pause.start, pause.end)
        for pause in delivery.pauses
        if pause.seconds >= SHOWN_PAUSE
    ]
    return list(merge(words, pauses, key=lambda mark: mark.start + mark.end))


def _inside(token, spans: set[tuple[float, float]]) -> bool:
    middle = (token.start + token.end) / 2
    return any(start <= middle <= end for start, end in spans)
