"""Hearing: a listener for every recording in progress, and the engine that finds the words."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import BinaryIO
from uuid import UUID

from interview_practice.audio.listening import WIDTH, Listener, at_16_khz
from interview_practice.audio.recordings import Recordings
from interview_practice.core.errors import Unavailable
from interview_practice.core.segments import LEAST_SPEECH
from interview_practice.core.transcript import (
    SAMPLE_RATE,
    FillerFinder,
    Pack,
    Place,
    Segment,
    Transcriber,
    Word,
    joined,
    moved,
    place,
)

READ_SECONDS = 10
"""Sound is read in pieces, so that half an hour never stands in memory at once."""

NEWS = 5.0
ENOUGH_QUIET = 0.8
"""Seconds of new sound that are worth another guess while somebody speaks, and of silence after
which any are."""


@dataclass(slots=True)
class Guess:
    """What is known of a pack that is still open: the words of its parts, each right if the
    part stays as it is, and where the last one ended; and of one that is closing, all of it."""

    mark: int
    parts: dict[Place, Segment | None] = field(default_factory=dict)
    text: str = ""
    end: int = 0
    closing: Future | None = None


class Hearing:
    """Used by one thread; only `tail` may be read by others. A pack that is closing is heard in a
    thread of its own, of which nobody else knows.

    `load` makes the engine on first need and returns None while no speech model is on disk.
    """

    def __init__(self, recordings: Recordings, load: Callable[[], Transcriber | None]):
        self.recordings = recordings
        self._load = load
        self._engine: Transcriber | None = None
        self._sounds: dict[UUID, BinaryIO] = {}
        self._listeners: dict[UUID, Listener] = {}
        self._guesses: dict[UUID, Guess] = {}
        self._recent: tuple = None, None
        """The pack decoded last, and its sound."""
        self._collected: dict[UUID, tuple[int, list[Segment]]] = {}
        self._beside = ThreadPoolExecutor(1, "beside")
        """Decodes a closing pack, so that a Stop need not wait for one that it makes the last."""

    def engine(self) -> Transcriber:
        """The loaded engine; raises Unavailable while there is none."""
        self._engine = self._engine or self._load()
        if self._engine is None:
            raise Unavailable("No speech model is on this machine yet. Get one: "
                              "interview-practice speech-models fetch tiny.en")  # fmt: skip
        return self._engine

    def next_pack(self, attempt: UUID, sample_rate: int, mark: int,
                  final: bool) -> tuple[Pack | None, bool]:  # fmt: skip
        """The pack that follows `mark`, if it is complete, and whether it is the last one."""
        listener = self._listener(attempt, sample_rate, mark)
        sound = self._sound(attempt)
        sound.seek(listener.position)
        pack = None
        while pack is None and (block := sound.read(READ_SECONDS * sample_rate * 2)):
            pack = listener.hear(block)
        if pack is None and final:
            pack = listener.hear(b"", final=True)
        if pack:
            del self._listeners[attempt]
        return pack, listener.finished

    def decode(self, attempt: UUID, pack: Pack, last: bool) -> Segment | None:
        """The words of a pack; None when nobody spoke in it.

        The last pack is decoded in parts, as guesses are, so that they can stand for it; all
        others whole, which is better. Which is which depends on the sound alone.
        """
        if not last:
            return self._whole(attempt, pack)
        known = self._guess(attempt, pack.start).parts
        return united(pack, [self._part(part, known) for part in pack.parts or (pack,)])

    def listen_again(self, attempt: UUID, sample_rate: int, segment: Segment
                     ) -> tuple[Word, ...]:  # fmt: skip
        """The fillers of a segment whose words stand: in the sound of its pack while that is at
        hand, which spares the engine half of the work; else in what the recording holds there."""
        decoded, sound = self._recent
        if decoded == (attempt, segment.start, segment.end):
            return self._fillers(sound, segment)
        first, last = (round(at * sample_rate) * WIDTH for at in (segment.start, segment.end))
        sound = at_16_khz(self.recordings.read(attempt, first, last), sample_rate)
        return self._fillers(sound, segment)

    def speculate(self, attempt: UUID) -> None:
        """Decode the open tail up to its last pause, if there is enough that is new in it, and
        begin to decode the pack that is closing."""
        listener = self._listeners.get(attempt)
        tail = listener.tail if listener else None
        if tail is None:
            return
        guess = self._guess(attempt, tail.start)
        first = listener.mark == 0 and not guess.text  # shows that somebody listens
        news = tail.end - guess.end >= NEWS * SAMPLE_RATE
        if first or news or listener.silence >= ENOUGH_QUIET:
            parts = [self._part(part, guess.parts) for part in tail.parts or (tail,)]
            segment = united(tail, parts)
            guess.text, guess.end = segment.text if segment else "", tail.end
        closing = None if guess.closing else listener.closing
        if closing and closing.place not in guess.parts:
            guess.closing = self._beside.submit(self.hear, closing)

    def tail(self, attempt: UUID, mark: int) -> str:
        """The words after `mark` as far as they are guessed already."""
        guess = self._guesses.get(attempt)
        return guess.text if guess and guess.end > mark else ""

    def collect(self, attempt: UUID, pack: Pack) -> list[Segment]:
        """Decode a pack of a second hearing, and give all segments that were heard so far."""
        _, segments = self._collected.get(attempt, (0, []))
        segment = self.hear(pack)
        segments = [*segments, segment] if segment else segments
        self._collected[attempt] = (pack.end, segments)
        return segments

    def hear(self, pack: Pack) -> Segment | None:
        """The words of a pack and the fillers between them; None when nobody spoke in it."""
        segment = self._decoded(pack)
        return segment and replace(segment, fillers=self._fillers(pack.sound, segment))

    def mark(self, attempt: UUID) -> int:
        """Where a second hearing goes on, in samples at 16 kHz."""
        return self._collected.get(attempt, (0, []))[0]

    def forget(self, attempt: UUID) -> None:
        """Let go of an attempt that is complete or deleted."""
        self._listeners.pop(attempt, None)
        self._guesses.pop(attempt, None)
        self._collected.pop(attempt, None)
        if sound := self._sounds.pop(attempt, None):
            sound.close()

    def close(self) -> None:
        """Let go of every attempt."""
        for attempt in [*self._sounds]:
            self.forget(attempt)
        self._beside.shutdown(wait=False)

    def _listener(self, attempt: UUID, sample_rate: int, mark: int) -> Listener:
        listener = self._listeners.get(attempt)
        if listener is None or listener.mark != mark:
            listener = self._listeners[attempt] = Listener(sample_rate, mark)
        return listener

    def _sound(self, attempt: UUID) -> BinaryIO:
        if attempt not in self._sounds:
            self._sounds[attempt] = self.recordings.open_pcm(attempt)
        return self._sounds[attempt]

    def _guess(self, attempt: UUID, start: int) -> Guess:
        """What is known of the open pack that begins at `start`."""
        guess = self._guesses.get(attempt)
        if guess is None or guess.mark != start:
            guess = self._guesses[attempt] = Guess(start, end=start)
        return guess

    def _whole(self, attempt: UUID, pack: Pack) -> Segment | None:
        guess = self._guess(attempt, pack.start)
        if pack.place in guess.parts:
            return guess.parts[pack.place]
        if guess.closing:
            closing, guess.closing = guess.closing, None  # what failed is tried anew
            return closing.result()
        self._recent = (attempt, pack.start / SAMPLE_RATE, pack.end / SAMPLE_RATE), pack.sound
        return self._decoded(pack)

    def _part(self, part: Pack, known: dict[Place, Segment | None]) -> Segment | None:
        """The words of a part, decoded unless they are known."""
        if part.place not in known:
            known[part.place] = self._decoded(part)
        return known[part.place]

    def _fillers(self, sound, segment: Segment) -> tuple[Word, ...]:
        engine = self.engine()
        if not isinstance(engine, FillerFinder):
            return ()
        speech = [(start - segment.start, end - segment.start) for start, end in segment.speech]
        found = engine.fillers(sound, speech, moved(segment.words, -segment.start))
        return moved(found, segment.start)

    def _decoded(self, pack: Pack) -> Segment | None:
        if pack.spoken < LEAST_SPEECH:
            return None
        start = pack.start / SAMPLE_RATE
        speech = [(begin - start, end - start) for begin, end in pack.speech]
        heard = self.engine().decode(pack.sound, speech)
        return place(pack, heard) if heard.text.strip() else None


def united(pack: Pack, parts: Iterable[Segment | None]) -> Segment | None:
    """The segment of a pack that was decoded in parts; None when nobody spoke in any."""
    heard = [part for part in parts if part]
    if not heard:
        return None
    return Segment(
        start=pack.start / SAMPLE_RATE,
        end=pack.end / SAMPLE_RATE,
        text=joined(heard),
        words=tuple(word for part in heard for word in part.words),
        speech=pack.speech,
        fillers=None,
        uncertain=any(part.uncertain for part in heard),
    )
