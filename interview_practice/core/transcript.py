"""What a speech model heard: words, segments and the promise an engine must keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

SAMPLE_RATE = 16_000
"""Samples a second of the sound that packs hold and speech models hear."""

Span = tuple[float, float]
"""A stretch of time as (start, end) in seconds."""

Place = tuple[int, int, tuple[Span, ...]]
"""Start, end and speech, which make two packs of one recording the same."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and when it was said, in seconds; `probability` is the model's own, 0 to 1."""

    word: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What an engine made of one pack; times count from the start of the pack's sound.

    `uncertain` marks words that failed the engine's own checks twice.
    """

    text: str
    words: tuple[Word, ...]
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """A finished stretch of speech. `start` and `end` are samples at 16 kHz from the
    recording's start, `sound` is float32 mono between them, `speech` the stretches (in seconds
    from the recording's start) in which the voice detector heard somebody, without padding.
    `parts` are those in which an open pack is decoded, none if that is in one piece."""

    start: int
    end: int
    sound: Any
    speech: tuple[Span, ...]
    parts: tuple["Pack", ...] = ()

    @property
    def place(self) -> Place:
        return self.start, self.end, self.speech

    @property
    def spoken(self) -> float:
        """Seconds of speech inside the pack."""
        return sum(end - start for start, end in self.speech)


@dataclass(frozen=True, slots=True)
class Segment:
    """A pack as it is stored: all times in seconds from the recording's start. `fillers` are
    sounds such as "um" that the words leave out; None until they are looked for."""

    start: float
    end: float
    text: str
    words: tuple[Word, ...]
    speech: tuple[Span, ...] = ()
    fillers: tuple[Word, ...] | None = ()
    uncertain: bool = False


class Transcriber(Protocol):
    """An engine that turns sound into words. Two threads may call it at once: one with a pack that
    is closing, one with what is said meanwhile."""

    name: str

    def decode(self, sound: Any, speech: Sequence[Span]) -> Heard:
        """The words of `sound`, float32 mono at 16 kHz, at most 30 s.

        `speech` are the stretches with speech, in seconds from the start of `sound`.
        """
        ...


@runtime_checkable
class FillerFinder(Protocol):
    """What an engine may also do: look for fillers when the words stand already."""

    def fillers(self, sound: Any, speech: Sequence[Span], words: Sequence[Word]
                ) -> tuple[Word, ...]:  # fmt: skip
        """The filler sounds that `words` leave out; times count from the start of `sound`."""
        ...


def place(pack: Pack, heard: Heard) -> Segment:
    """A pack and its words, moved onto the recording's timeline."""
    offset = pack.start / SAMPLE_RATE
    return Segment(
        start=offset,
        end=pack.end / SAMPLE_RATE,
        text=heard.text,
        words=moved(heard.words, offset),
        speech=pack.speech,
        fillers=None,
        uncertain=heard.uncertain,
    )


def joined(segments: Sequence[Segment]) -> str:
    """The text of a whole answer."""
    return " ".join(segment.text.strip() for segment in segments if segment.text.strip())


def moved(words: Sequence[Word], seconds: float) -> tuple[Word, ...]:
    """Words so many seconds later, or earlier."""
    return tuple(
        Word(word.word, round(word.start + seconds, 3), round(word.end + seconds, 3),
             word.probability)
        for word in words
    )  # fmt: skip
