"""Pauses of an answer, from the voice detector and on the recording's own timeline."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interview_practice.core.tokens import Token, vocabulary
from interview_practice.core.transcript import Segment, Span

SHORTEST = 0.25
"""Seconds; anything shorter belongs to articulation (Goldman-Eisler 1968, as discussed by De Jong
and Bosker 2013, https://www.isca-speech.org/archive/diss_2013/dis6_017.html)."""

LONG = 2.0
"""Seconds from which a pause inside a sentence is listed; a convention of this project."""

_ROUNDING = 1e-6

UNFINISHED = vocabulary(
    "a an the my your his her its our their this these those and or but because so if when while "
    "to of for with from in into on at by as than that which who whose i we they he she it you "
    "is are was were am be been have has had do does did will would can could should might may "
    "must i'm we're they're he's she's it's i've we've i'd we'd i'll we'll very really just"
)
"""Words that rarely end a sentence, whatever full stop the speech model put behind them."""

_MAY_END = vocabulary("that this these it you her so do did was were is are had have be i'd")


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence between two stretches of speech, in seconds from the recording's start."""

    start: float
    end: float
    inside: bool

    @property
    def seconds(self) -> float:
        return self.end - self.start

    @property
    def long(self) -> bool:
        return self.inside and self.seconds >= LONG - _ROUNDING


def speech(segments: Iterable[Segment]) -> list[Span]:
    """All stretches of speech, sorted and merged; words stand in where no detector ran."""
    spans = sorted(span for segment in segments for span in _spans(segment))
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def pauses(spoken: Sequence[Span], heard: Sequence[Token]) -> list[Pause]:
    """The gaps of `SHORTEST` and longer; silence before the first and after the last speech is
    none. `heard` is in the order of time, as `tokens` gives it."""
    middles = [token.start + token.end for token in heard]
    found = []
    for (_, start), (end, _) in pairwise(spoken):
        if end - start >= SHORTEST - _ROUNDING:
            inside = _inside(heard, bisect_left(middles, start + end))
            found.append(Pause(round(start, 3), round(end, 3), inside))
    return found


def paused_before(found: Sequence[Pause], heard: Sequence[Token]) -> set[int]:
    """The positions of words that a pause precedes."""
    middles = [token.start + token.end for token in heard]
    return {bisect_left(middles, pause.start + pause.end) for pause in found}


def _spans(segment: Segment) -> Sequence[Span]:
    if segment.speech or not segment.words:
        return segment.speech
    return ((segment.words[0].start, segment.words[-1].end),)


def _inside(heard: Sequence[Token], following: int) -> bool:
    """Whether the words before and after a gap belong to one sentence."""
    before = next((token for token in reversed(heard[:following]) if not token.sound), None)
    opening = _up_to_a_word(heard[following:])
    if before is None or not opening:
        return False
    if not before.ends_sentence:
        return True
    # A pack ends with a full stop even where the speaker had only stopped to think.
    dangling = before.key in UNFINISHED - _MAY_END
    goes_on = all(token.text[:1].islower() for token in opening)
    return before.mark == "." and (dangling or goes_on)


def _up_to_a_word(heard: Sequence[Token]) -> Sequence[Token]:
    """The first word and the filler sounds before it; nothing where no word follows."""
    end = next((n for n, token in enumerate(heard) if not token.sound), None)
    return () if end is None else heard[: end + 1]
