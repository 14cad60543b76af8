"""How an answer sounded, as plain figures; no verdict on the person."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from interview_practice.core import fillers, pace, pauses, phrases, repetitions
from interview_practice.core.fillers import Filler
from interview_practice.core.pauses import Pause
from interview_practice.core.questions import Type
from interview_practice.core.repetitions import Repeat
from interview_practice.core.tokens import Token, tokens
from interview_practice.core.transcript import Segment, Span

LENGTHS: dict[str, tuple[int, int]] = {
    "opener": (60, 90),
    "motivation": (45, 75),
    "behavioural": (90, 120),
    "situational": (60, 90),
    "strengths": (45, 75),
    "career-story": (60, 120),
    "technical": (60, 120),
    "design": (180, 300),
    "case": (180, 300),
    "salary": (20, 40),
    "values": (60, 90),
    "closing": (15, 30),
}
"""Seconds that suit an answer of each type. Career offices say 60 to 120 in general; the ranges
for single types are this project's reading of their advice, not a published set."""

USUAL = (60, 120)
"""Seconds for any other type (https://climbtheladder.com/how-long-should-my-answers-be-in-an-interview)."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The figures of one answer. Times are seconds from the recording's start, rates are per
    minute; None stands where there is too little to measure."""

    seconds: float
    target: tuple[float, float]
    started: float | None
    length: float
    words: int
    speech_rate: float | None
    articulation_rate: float | None
    pace: tuple[tuple[float, float], ...]
    pauses: tuple[Pause, ...]
    sounds: tuple[Filler, ...]
    hesitations: tuple[Filler, ...]
    phrases: tuple[Filler, ...]
    repetitions: tuple[Repeat, ...]
    restarts: tuple[Repeat, ...]
    i_words: int
    we_words: int

    @property
    def silent(self) -> bool:
        return self.started is None

    @property
    def inside(self) -> tuple[Pause, ...]:
        """The pauses inside sentences."""
        return tuple(pause for pause in self.pauses if pause.inside)

    @property
    def long_pauses(self) -> tuple[Pause, ...]:
        return tuple(pause for pause in self.pauses if pause.long)

    @property
    def i_share(self) -> float | None:
        """The share of I in all I and we, 0 to 1."""
        both = self.i_words + self.we_words
        return round(self.i_words / both, 3) if both else None

    def a_minute(self, count: int) -> float | None:
        """A count as a rate per minute of the answer; None for answers under 5 s."""
        return round(60 * count / self.length, 1) if self.length >= SHORTEST_RATED else None

    def to_dict(self) -> dict[str, Any]:
        """The figures as JSON takes them, with the ones that follow from others."""
        pauses_ = [{**asdict(p), "seconds": round(p.seconds, 3), "long": p.long}
                   for p in self.pauses]  # fmt: skip
        return asdict(self) | {
            "pauses": pauses_,
            "i_share": self.i_share,
            "sounds_a_minute": self.a_minute(len(self.sounds)),
            "phrases_a_minute": self.a_minute(len(self.phrases)),
        }


SHORTEST_RATED = 5.0
"""Seconds an answer must last before a rate per minute is told; a convention of this project."""


def measure(
    segments: Sequence[Segment], seconds: float, target_seconds: float, type: Type | str
) -> Delivery:
    """The figures of an answer that was recorded for `seconds`.

    `target_seconds` is what the question itself asks for, `type` its type. Without segments and
    with 0 seconds (a typed answer) there is nothing to measure, and `meters` has nothing to say.
    """
    heard = tokens(segments)
    spoken = pauses.speech(segments)
    paused = pauses.pauses(spoken, heard)
    return Delivery(
        seconds=round(float(seconds), 3),
        target=target(type, target_seconds),
        started=round(max(0.0, spoken[0][0]), 3) if spoken else None,
        length=round(_length(spoken), 3),
        pauses=tuple(paused),
        pace=tuple(pace.points(heard, spoken)),
        **_rates(heard, spoken, sum(pause.seconds for pause in paused)),
        **_disfluencies(heard, spoken, pauses.paused_before(paused, heard)),
    )


def target(type: str, seconds: float = 0) -> tuple[float, float]:
    """The seconds that suit an answer: the type's range, or one that ends at the question's own
    target where that lies outside of the type's."""
    low, high = LENGTHS.get(type, USUAL)
    if not seconds or low <= seconds <= high:
        return float(low), float(high)
    return round(low / high * seconds, 1), float(seconds)


def _length(spoken: Sequence[Span]) -> float:
    return spoken[-1][1] - spoken[0][0] if spoken else 0.0


def _rates(heard: Sequence[Token], spoken: Sequence[Span], paused: float) -> dict[str, Any]:
    words = len(pace.counted(heard))
    return {
        "words": words,
        "speech_rate": pace.rate(words, _length(spoken)),
        "articulation_rate": pace.rate(words, pace.articulation_seconds(spoken, paused, heard)),
    }


def _disfluencies(
    heard: Sequence[Token], spoken: Sequence[Span], paused: set[int]
) -> dict[str, Any]:
    own, ours = repetitions.perspective(heard)
    return {
        "sounds": tuple(fillers.sounds(heard)),
        "hesitations": tuple(fillers.hesitations(spoken, heard)),
        "phrases": tuple(phrases.phrases(heard, paused)),
        "repetitions": tuple(repetitions.repetitions(heard)),
        "restarts": tuple(repetitions.restarts(heard)),
        "i_words": own,
        "we_words": ours,
    }
