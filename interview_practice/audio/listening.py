"""Listening to a recording from a mark on, until a pack of speech is complete."""

from collections.abc import Iterator

from interview_practice.audio.vad import VoiceDetector
from interview_practice.core.segments import FRAME, Cut, Segmenter
from interview_practice.core.transcript import SAMPLE_RATE, Pack

WIDTH = 2
"""Bytes a sample: 16-bit little-endian, mono."""


class Listener:
    """Hears the bytes of one recording (16-bit little-endian mono at `sample_rate` Hz) that
    follow `mark`, in samples at 16 kHz from the recording's start.

    It ends with the first pack that closes; the next one is heard by a new listener at
    `pack.end`. So packs do not depend on the sizes of blocks, on delays or on restarts.
    """

    def __init__(self, sample_rate: int, mark: int = 0) -> None:
        self.mark = mark
        self.position = round(mark * sample_rate / SAMPLE_RATE) * WIDTH
        """Byte of the recording that is to be heard next."""
        # Resampled in steps of 20 ms, whatever the blocks are, so that results are the same.
        self._step = max(1, sample_rate // 50) * WIDTH
        self._resample = _resampler(sample_rate)
        self._voice = VoiceDetector()
        self._segmenter = Segmenter()
        self._bytes = b""
        self._sound = _Sound()
        self.finished = False
        """Whether the recording's end was reached: what follows the last pack is silence."""

    @property
    def silence(self) -> float:
        """Seconds since somebody spoke; 0 if nobody has."""
        return self._segmenter.silence / SAMPLE_RATE

    @property
    def tail(self) -> Pack | None:
        """The open pack as it would be if nothing had been said after its last pause of 0.3 s:
        exactly the sound that the final one would hold. None before the first pause."""
        cut = self._segmenter.tail()
        return self._pack(cut) if cut else None

    @property
    def closing(self) -> Pack | None:
        """The pack that a pause has ended already: the next one, if enough sound follows."""
        cut = self._segmenter.closing
        return self._pack(cut) if cut else None

    def hear(self, pcm: bytes, final: bool = False) -> Pack | None:
        """The pack that closes within `pcm`, the bytes that follow `position`; None when more
        sound is needed. With `final` no more will come: there is always a pack then, at the
        latest the rest of the recording (`finished`), perhaps without speech. Nothing can be heard
        after a pack."""
        self.position += len(pcm)
        for sound in self._resampled(pcm, final):
            self._sound.add(sound)
            cut = self._follow()
            if cut:
                return self._pack(cut)
        return self._last() if final else None

    def _resampled(self, pcm: bytes, final: bool) -> Iterator:
        waiting = self._bytes + pcm
        whole = len(waiting) - len(waiting) % self._step
        self._bytes = waiting[whole:]
        for start in range(0, whole, self._step):
            yield self._resample(waiting[start : start + self._step], False)
        if final:
            rest = len(self._bytes) // WIDTH * WIDTH
            yield self._resample(self._bytes[:rest], True)

    def _follow(self) -> Cut | None:
        for frame in self._sound.frames():
            cut = self._segmenter.feed(self._voice.probability(frame))
            if cut:
                return cut
        return None

    def _last(self) -> Pack:
        self.finished = True
        length = len(self._sound)
        self._sound.fill_frame()
        self._follow()
        return self._pack(self._segmenter.finish(length))

    def _pack(self, cut: Cut) -> Pack:
        return Pack(
            start=self.mark + cut.start,
            end=self.mark + cut.end,
            sound=self._sound.between(cut.start, cut.end),
            speech=tuple((self._seconds(start), self._seconds(end)) for start, end in cut.speech),
            parts=tuple(map(self._pack, cut.parts)),
        )

    def _seconds(self, offset: int) -> float:
        return (self.mark + offset) / SAMPLE_RATE


class _Sound:
    """Sound at 16 kHz as it comes in, given on in whole frames and kept for the pack."""

    def __init__(self) -> None:
        import numpy as np

        self._np = np
        self._kept: list = []  # whole frames
        self._rest = np.empty(0, np.float32)

    def __len__(self) -> int:
        return len(self._kept) * FRAME + len(self._rest)

    def add(self, sound) -> None:
        self._rest = self._np.concatenate([self._rest, sound])

    def fill_frame(self) -> None:
        """Complete the last frame with silence."""
        missing = -len(self._rest) % FRAME
        self.add(self._np.zeros(missing, self._np.float32))

    def frames(self) -> Iterator:
        while len(self._rest) >= FRAME:
            frame, self._rest = self._rest[:FRAME], self._rest[FRAME:]
            self._kept.append(frame)
            yield frame

    def between(self, start: int, end: int):
        first, last = start // FRAME, -(-end // FRAME)
        frames = [*self._kept[first:last], self._np.empty(0, self._np.float32)]
        return self._np.concatenate(frames)[start - first * FRAME : end - first * FRAME]


def at_16_khz(pcm: bytes, sample_rate: int):
    """A whole stretch of a recording as float32 sound, the way packs hold it."""
    return _resampler(sample_rate)(pcm, True)


def _resampler(sample_rate: int):
    """A function from (bytes, last) to float32 sound at 16 kHz that remembers its stream."""
    import numpy as np
    import soxr

    def floats(pcm: bytes, last: bool):
        return np.frombuffer(pcm, "<i2").astype(np.float32) / 32768

    if sample_rate == SAMPLE_RATE:
        return floats
    stream = soxr.ResampleStream(sample_rate, SAMPLE_RATE, 1, "float32")
    return lambda pcm, last: stream.resample_chunk(floats(pcm, last), last=last)
