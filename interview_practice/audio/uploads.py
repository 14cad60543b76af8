"""Uploaded files of sound, decoded in a process of their own that can do no harm."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from interview_practice.core.errors import (
    DISK_FULL,
    FULL,
    Invalid,
    PracticeError,
    StorageFull,
    TooLarge,
    Unsupported,
)
from interview_practice.core.recording import LONGEST_SECONDS

SECONDS_ALLOWED = 120
CPU_SECONDS = 60
MEMORY_BYTES = 1 << 30
OPEN_FILES = 32

HIGHEST_RATE = 48_000
CODECS = frozenset({
    "opus", "vorbis", "aac", "flac", "mp3", "mp3float",
    "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_u8",
})  # fmt: skip

UNREADABLE, NO_SOUND, TOO_LONG, NO_SPACE = 3, 4, 5, 6
REFUSALS = {
    UNREADABLE: (
        Unsupported,
        "This file cannot be read as sound. Send WAV, WebM, MP4, Ogg, FLAC or MP3.",
    ),
    NO_SOUND: (Invalid, "There is no sound in this file."),
    TOO_LONG: (TooLarge, "The sound may last {minutes} minutes at most. Send a shorter file."),
    NO_SPACE: (StorageFull, DISK_FULL),
}


def container(head: bytes) -> str:
    """FFmpeg's name of the container that the first 12 bytes show; raises Unsupported.

    The container is pinned by its bytes: left to guess, FFmpeg would follow a playlist that
    calls itself a sound file to other files and hosts.
    """
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if head[4:8] == b"ftyp":
        return "mov"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"fLaC"):
        return "flac"
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "mp3"
    raise refusal(UNREADABLE)


def refusal(number: int, longest: int = LONGEST_SECONDS) -> PracticeError:
    """What a child's exit code means to the user."""
    kind, sentence = REFUSALS.get(number, REFUSALS[UNREADABLE])
    return kind(sentence.format(minutes=longest // 60))


def decode(source: Path, target: Path, longest: int = LONGEST_SECONDS) -> int:
    """Write a file of sound, at most `longest` seconds, as 16-bit mono PCM; its rate in Hz.

    Raises Unsupported, Invalid, TooLarge or StorageFull; `target` is then not there.
    """
    halves = max(1, longest // LONGEST_SECONDS)
    with source.open("rb") as file:
        kind = container(file.read(12))
    command = [sys.executable, "-m", "interview_practice.audio.uploads",
               kind, source.resolve(), target.resolve(), str(longest)]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=halves * SECONDS_ALLOWED,
                              env=_bare(), cwd=target.parent)  # fmt: skip
        if done.returncode == 0:
            return int(done.stdout)
        raise refusal(done.returncode, longest)
    except (subprocess.TimeoutExpired, PracticeError) as error:
        target.unlink(missing_ok=True)
        if isinstance(error, subprocess.TimeoutExpired):
            raise refusal(UNREADABLE) from None
        raise


def _bare() -> dict[str, str]:
    """An environment with nothing in it but what Python needs to find its packages."""
    kept = ("PATH", "PYTHONPATH", "SYSTEMROOT", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),
    }


def _limit_self(halves: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, halves * CPU_SECONDS),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _write_pcm(kind: str, source: Path, target: Path, longest: int) -> int:
    """The child's work; returns the rate, or raises SystemExit with a refusal's number."""
    import av

    try:
        with source.open("rb") as file, av.open(file, format=kind) as opened:
            stream = next(iter(opened.streams.audio), None)
            if stream is None:
                raise SystemExit(NO_SOUND)
            if stream.codec_context.name not in CODECS:
                raise SystemExit(UNREADABLE)
            rate = min(stream.codec_context.sample_rate, HIGHEST_RATE)
            if rate < 8_000:
                raise SystemExit(UNREADABLE)
            samples = _copy(opened, stream, rate, target, longest * rate)
    except av.error.FFmpegError:
        raise SystemExit(UNREADABLE) from None
    except OSError as error:
        raise SystemExit(NO_SPACE if error.errno in FULL else UNREADABLE) from None
    if not samples:
        raise SystemExit(NO_SOUND)
    return rate


def _copy(opened, stream, rate: int, target: Path, most: int) -> int:
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    samples = 0
    with target.open("wb") as out:
        for frame in _frames(opened, stream):
            for part in resampler.resample(frame):
                samples += part.samples
                if samples > most:
                    raise SystemExit(TOO_LONG)
                out.write(part.to_ndarray().tobytes())
    return samples


def _frames(opened, stream):
    """Every frame that can be decoded: a damaged end does not cost what came before it."""
    import av

    with contextlib.suppress(av.error.InvalidDataError, av.error.EOFError):
        yield from opened.decode(stream)
    yield None


if __name__ == "__main__":
    seconds = int(sys.argv[4])
    _limit_self(max(1, seconds // LONGEST_SECONDS))
    print(_write_pcm(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), seconds))
