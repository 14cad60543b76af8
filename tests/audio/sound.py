"""Sound for tests: spoken by espeak-ng or flite, or made from noise, as float32 at 16 kHz."""

import re
import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest

RATE = 16_000

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="needs espeak-ng to speak the answers"
)
needs_flite = pytest.mark.skipif(
    shutil.which("flite") is None, reason="needs flite to speak the answers"
)


def speak(text: str, path: Path, voice: str = "en-us", speed: int = 150) -> np.ndarray:
    """The text as espeak-ng says it; `path` is where its WAV file goes."""
    subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-w", str(path), text], check=True)
    return read_wav(path)


def speak_flite(text: str, path: Path, voice: str = "slt") -> np.ndarray:
    """The text as flite says it (voices slt, kal16)."""
    subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
    return read_wav(path)


def read_wav(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        pcm, rate = file.readframes(file.getnframes()), file.getframerate()
    return resampled(np.frombuffer(pcm, "<i2").astype(np.float32) / 32768, rate, RATE)


def resampled(sound: np.ndarray, rate: int, wanted: int) -> np.ndarray:
    import soxr

    return soxr.resample(sound, rate, wanted)


def pcm(sound: np.ndarray, rate: int = RATE) -> bytes:
    """16-bit little-endian samples at `rate`, as a browser records them."""
    at_rate = resampled(sound, RATE, rate)
    return (np.clip(at_rate, -1, 1) * 32767).astype("<i2").tobytes()


def silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * RATE), np.float32)


def hiss(seconds: float, level: float = 0.003, seed: int = 1) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, level, round(seconds * RATE))
    return noise.astype(np.float32)


def hum(seconds: float) -> np.ndarray:
    """A mains hum with its overtones."""
    time = np.arange(round(seconds * RATE)) / RATE
    tones = sum(np.sin(2 * np.pi * 50 * n * time) / n for n in range(1, 8))
    return (0.03 * tones).astype(np.float32)


def typing(seconds: float, seed: int = 2) -> np.ndarray:
    """Key strokes: short clicks of noise, four a second, over faint hiss."""
    random = np.random.default_rng(seed)
    sound = hiss(seconds, 0.001, seed)
    for start in random.integers(0, len(sound) - 800, int(seconds * 4)):
        fade = np.exp(-np.arange(800) / random.uniform(30, 200))
        sound[start : start + 800] += (random.normal(0, 0.3, 800) * fade).astype(np.float32)
    return sound


def plain(text: str) -> str:
    """The words alone, for comparing what was said with what was heard."""
    return " ".join(re.sub(r"[^a-z0-9' ]+", " ", text.lower()).split())
