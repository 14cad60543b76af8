"""Stand-ins for what a test cannot wait for: the clock and the speech model."""

from datetime import UTC, datetime, timedelta

from interview_practice.core.transcript import Heard, Word

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
"""A Tuesday."""


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self, now: datetime = NOW):
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go(self, **time) -> None:
        self.now += timedelta(**time)


class FakeEngine:
    """Hears one word for every half second of a pack, numbered by its length."""

    name = "fake"

    def __init__(self):
        self.heard = 0
        self.broken = None

    def decode(self, sound, speech) -> Heard:
        if self.broken:
            raise self.broken
        self.heard += 1
        count = max(1, len(sound) // 8000)
        words = tuple(Word(f"word{n}", n / 2, n / 2 + 0.4, 0.9) for n in range(count))
        return Heard(" ".join(word.word for word in words), words)


class HesitantEngine(FakeEngine):
    """Hears an "um" where the speech of a pack begins."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def fillers(self, sound, speech, words) -> tuple[Word, ...]:
        if self.broken:
            raise self.broken
        self.asked.append((len(sound), words))
        start = speech[0][0]
        return (Word("um", start, start + 0.1, 0.5),)
