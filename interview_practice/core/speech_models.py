"""The speech models one can choose from, and which one suits a machine."""

from collections.abc import Mapping
from dataclasses import dataclass

KEEPS_UP = 20.0
"""Seconds of work a minute of speech up to which the words come while one speaks; a convention
of this project, three times as fast as speech."""


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A model for faster-whisper. `parameters` are in millions; the work grows with them."""

    name: str
    repository: str
    parameters: int

    @property
    def megabytes(self) -> int:
        """About what it takes on the disk: two bytes a parameter."""
        return 2 * self.parameters


MODELS = {
    model.name: model
    for model in (
        SpeechModel("tiny.en", "Systran/faster-whisper-tiny.en", 39),
        SpeechModel("base.en", "Systran/faster-whisper-base.en", 74),
        SpeechModel("small.en", "Systran/faster-whisper-small.en", 244),
        SpeechModel("distil-large-v3", "Systran/faster-distil-whisper-large-v3", 756),
        SpeechModel("large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", 809),
    )
}
"""By name, the smallest first."""


def expected(name: str, measured: Mapping[str, float]) -> float | None:
    """Seconds a minute of speech: as measured, else reckoned from the nearest measured model by
    the number of parameters; None when nothing was measured."""
    if name in measured:
        return measured[name]
    known = [MODELS[other] for other in measured if other in MODELS]
    if not known or name not in MODELS:
        return None
    wanted = MODELS[name]
    nearest = min(known, key=lambda other: abs(other.parameters - wanted.parameters))
    return measured[nearest.name] * wanted.parameters / nearest.parameters


def recommended(measured: Mapping[str, float]) -> str | None:
    """The largest model that keeps up with speech here; the smallest when none does."""
    if not measured:
        return None
    speeds = {name: expected(name, measured) for name in MODELS}
    fast = [name for name, speed in speeds.items() if speed is not None and speed <= KEEPS_UP]
    return fast[-1] if fast else next(iter(MODELS))
