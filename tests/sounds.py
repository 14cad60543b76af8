"""Sound for the tests above the audio level: 16-bit mono PCM at 16 kHz, spoken or made."""

import struct
import subprocess
import tempfile
import wave
from functools import cache
from math import pi, sin

from tests.needs import need

RATE = 16_000


@cache
def spoken(text: str) -> bytes:
    """The text as espeak-ng says it."""
    need("espeak-ng")
    with tempfile.NamedTemporaryFile(suffix=".wav") as target:
        subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-w", target.name, text],
                       check=True)  # fmt: skip
        with wave.open(target.name) as file:
            return _at_16_khz(file.readframes(file.getnframes()), file.getframerate())


def _at_16_khz(pcm: bytes, rate: int) -> bytes:
    import numpy as np
    import soxr

    return soxr.resample(np.frombuffer(pcm, "<i2"), rate, RATE).astype("<i2").tobytes()


def silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * RATE))


@cache
def tone(seconds: float, rate: int = RATE) -> bytes:
    """A quiet note, so that files of sound are not all zeros."""
    samples = (round(3000 * sin(2 * pi * 440 * n / rate)) for n in range(round(seconds * rate)))
    return b"".join(struct.pack("<h", sample) for sample in samples)
