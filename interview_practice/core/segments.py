"""Where a recording is cut into packs: at pauses, decided by the sound alone.

Everything begins anew at a mark, the place where the last pack ended. So the packs depend on
the sound only, and a program that was killed finds the same packs again from its last mark.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from interview_practice.core.transcript import SAMPLE_RATE

FRAME = 512
"""Samples that one voice probability speaks for: 32 ms."""

STARTS = 0.5
"""Speech begins at this probability ..."""

ENDS = 0.35
"""... and ends below this one, so that a wavering voice does not flicker."""


Span = tuple[int, int]
"""A stretch of speech as (start, end) in samples from the mark."""


def samples(seconds: float) -> int:
    """A duration as samples of the sound that packs hold."""
    return round(seconds * SAMPLE_RATE)


GAP = samples(0.096)
"""Silence that ends a stretch of speech; shorter ones are the closures of p, t and k."""

LEAD = samples(0.2)
TRAIL = samples(0.3)
"""Sound kept before the first speech of a pack and after the last."""

SPECULATE = TRAIL
"""Silence after which the open tail may be decoded: all of its sound is there."""

PAUSES = ((0, samples(2.5)), (samples(16), samples(0.5)), (samples(21), samples(0.3)))
"""(length, silence): a pack at least this long closes at a silence this long. Shorter packs cost
words: cut off from what was said before, the model misses more of them (24 clips of six voices:
386 words wrong in packs from 13 s on, 365 from 16 s on, and no fewer in longer ones)."""

SETTLING = samples(2)
"""Sound heard on before a pack that a pause has ended is final. Its words are found meanwhile, so a
Stop finds them there, or comes so early that the pack is the last and is not waited for."""

LONGEST = samples(27)
"""A pack is cut here at the latest, so that it fits a window of 30 s with its margin."""

SEARCH = samples(5)
"""How far before LONGEST the least speech-like place is looked for."""

EMPTY = samples(30)
KEPT = samples(1)
"""Without speech the mark moves on after EMPTY, but leaves the last moment for a voice that
is just beginning."""

STEP = samples(9)
REST = samples(1)
"""An open pack is decoded in parts of at least STEP, each up to a pause that has REST of speech
behind it. So at Stop only the last part is new. (Wrong words in the last packs of ten clips: 124 in
parts from 7 s on, 114 from 9 s on, 113 in one piece; from 11 s on a guess costs more.)"""

LEAST_SPEECH = 0.3
"""Seconds of speech below which a pack is not worth decoding: a model would invent words."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A pack's place and the speech in it, in samples from the mark; `parts` are those in which
    an open one is decoded, none if that is in one piece."""

    start: int
    end: int
    speech: tuple[Span, ...] = ()
    parts: tuple["Cut", ...] = ()


class Segmenter:
    """Follows one probability of a voice for each frame from the mark, until a pack is final."""

    def __init__(self) -> None:
        self.heard = 0
        self.closing: Cut | None = None
        """The pack that a pause has ended, and that is final once SETTLING has passed."""
        self._final = 0  # heard by then
        self._spans: list[Span] = []
        self._begun: int | None = None  # where the open stretch of speech began
        self._quiet: int | None = None  # where it may have ended
        self._recent: deque[float] = deque(maxlen=SEARCH // FRAME)

    def feed(self, probability: float) -> Cut | None:
        """Hears the next frame; the pack that it closes, if it does."""
        self._follow(probability, self.heard)
        self._recent.append(probability)
        self.heard += FRAME
        return self._closed()

    def tail(self) -> Cut | None:
        """The open pack up to its last pause, as it will be if nothing more was said there; None
        before the first pause."""
        spans = self._until_pause()
        return _in_parts(self._packed(spans, spans[-1][1] + TRAIL)) if spans else None

    @property
    def silence(self) -> int:
        """Samples since somebody spoke; 0 if nobody has."""
        return self.heard - self._voice_end if self._spoken else 0

    def finish(self, heard: int) -> Cut:
        """What is left when the recording ends after `heard` samples, which may lie inside
        the last frame. Without speech it is all of it."""
        self.heard = heard
        return _in_parts(self._cut()) if self._spoken else Cut(0, heard)

    @property
    def _spoken(self) -> bool:
        return bool(self._spans) or self._begun is not None

    @property
    def _start(self) -> int:
        first = self._spans[0][0] if self._spans else self._begun
        return max(0, first - LEAD)

    @property
    def _voice_end(self) -> int:
        if self._begun is None:
            return self._spans[-1][1]
        return self.heard if self._quiet is None else self._quiet

    def _follow(self, probability: float, now: int) -> None:
        if probability >= STARTS:
            self._begun = now if self._begun is None else self._begun
            self._quiet = None
        elif self._begun is not None:
            if self._quiet is None and probability < ENDS:
                self._quiet = now
            if self._quiet is not None and now + FRAME - self._quiet >= GAP:
                self._spans.append((self._begun, self._quiet))
                self._begun = self._quiet = None

    def _closed(self) -> Cut | None:
        if not self._spoken:
            return Cut(0, self.heard - KEPT) if self.heard >= EMPTY else None
        if not self.closing and self.silence >= _needed(self._voice_end - self._start):
            self.closing, self._final = self._cut(), self.heard + SETTLING
        if self.heard - self._start > LONGEST:
            return self.closing or self._forced()
        return self.closing if self.heard >= self._final else None

    def _cut(self) -> Cut:
        return self._until(min(self._voice_end + TRAIL, self.heard))

    def _forced(self) -> Cut:
        """Cut in the middle of the three frames in a row that sound least like speech."""
        recent = list(self._recent)
        dips = [sum(recent[i : i + 3]) for i in range(len(recent) - 2)]
        frames_back = len(recent) - dips.index(min(dips)) - 1
        return self._until(self.heard - frames_back * FRAME + FRAME // 2)

    def _until(self, end: int) -> Cut:
        return self._packed(self._voiced, end)

    def _packed(self, spans: Sequence[Span], end: int) -> Cut:
        return Cut(self._start, end, tuple((a, min(b, end)) for a, b in spans if a < end))

    @property
    def _voiced(self) -> list[Span]:
        """All stretches of speech, the one that is open included."""
        open_one = [] if self._begun is None else [(self._begun, self._voice_end)]
        return [*self._spans, *open_one]

    def _until_pause(self) -> list[Span]:
        """The stretches of speech before the last pause."""
        spans = self._voiced
        following = [begin for begin, _ in spans[1:]] + [self.heard]
        paused = [n for n, (_, end) in enumerate(spans) if following[n] - end >= SPECULATE]
        return spans[: paused[-1] + 1] if paused else []


def _in_parts(cut: Cut) -> Cut:
    """The pack with the parts in which it is decoded."""
    spans, parts = cut.speech, []
    for stop in _stops(spans):
        before, spans = spans[:stop], spans[stop:]
        parts.append(Cut(_leads(cut, parts, before), before[-1][1] + TRAIL, before))
    if not parts:
        return cut
    return replace(cut, parts=(*parts, Cut(_leads(cut, parts, spans), cut.end, spans)))


def _stops(spans: Sequence[Span]) -> Iterator[int]:
    """How many stretches each part holds, but for the last."""
    first = 0
    for n, ((_, end), (begin, _)) in enumerate(pairwise(spans), 1):
        rest = sum(b - a for a, b in spans[n:])
        if begin - end >= SPECULATE and end - spans[first][0] >= STEP and rest >= REST:
            yield n - first
            first = n


def _leads(cut: Cut, parts: Sequence[Cut], spans: Sequence[Span]) -> int:
    """Where a part begins: a moment before its speech, and after that of the part before."""
    return max(parts[-1].speech[-1][1] + GAP, spans[0][0] - LEAD) if parts else cut.start


def _needed(length: int) -> int:
    """The silence that closes a pack of this length."""
    return next(silence for least, silence in reversed(PAUSES) if length >= least)
