"""Checks of everything that knows sound: the speech model, FFmpeg inside av, the microphone."""

import math
import re
import tempfile
import time
from array import array
from pathlib import Path

from interview_practice.audio import flac, microphone, speech_models
from interview_practice.core.checks import Check
from interview_practice.core.errors import Unavailable

AV_BELOW = 19
LISTEN_BLOCKS = 10
FFMPEG_SOUND = (8, 1, 3)
"""Older ones have known holes, such as CVE-2026-125267 in a decoder of sound."""

FAINT = 0.002
"""Below this a microphone gives nothing at all, or is muted: even a quiet room is louder."""


def speech_model_files(setting: str | None, data: Path) -> Check:
    """Whether the speech model is there and its files are what they were."""
    name, folder = "speech model", speech_models.resolve(setting, data)
    wanted = setting or speech_models.PACKAGED
    if folder is None:
        return Check(name, "problem", f"{wanted} is not on this machine.",
                     f"interview-practice speech-models fetch {wanted}")  # fmt: skip
    if wrong := speech_models.wrong_files(folder):
        return Check(name, "problem", f"{wanted}: {', '.join(wrong)} is damaged.",
                     f"interview-practice speech-models fetch {wanted}")  # fmt: skip
    return Check(name, "ok", f"{wanted}, its files as they should be.")


def speech_model_load(setting: str | None, data: Path, threads: int) -> Check:
    """Whether the speech model can be loaded and hears."""
    name, folder = "speech model loads", speech_models.resolve(setting, data)
    if folder is None:
        return Check(name, "problem", "There is none to load.",
                     "interview-practice speech-models fetch tiny.en")  # fmt: skip
    from interview_practice.audio import speech

    begun = time.monotonic()
    try:
        speech.load(folder, threads)
    except (RuntimeError, ValueError, OSError, ImportError) as error:
        return Check(name, "problem", f"{folder.name} cannot be loaded: {error}",
                     "interview-practice speech-models verify")  # fmt: skip
    return Check(name, "ok", f"Loaded and tried in {time.monotonic() - begun:.1f} s.")


def ffmpeg() -> Check:
    """Whether FFmpeg, inside av, keeps a sound as FLAC and gives it back unchanged."""
    name = "FFmpeg in av"
    try:
        import av
    except ImportError as error:
        return Check(name, "problem", f"av cannot be loaded: {error}",
                     "pip install --force-reinstall 'av>=16,<19'")  # fmt: skip
    versions = f"av {av.__version__}, libavcodec {_dotted(av.library_versions['libavcodec'])}"
    if int(av.__version__.partition(".")[0]) >= AV_BELOW:
        return Check(name, "problem", f"{versions}: too new for faster-whisper.",
                     "pip install 'av<19'")  # fmt: skip
    if not _keeps_sound():
        return Check(name, "problem", f"{versions}: FLAC does not give a sound back.",
                     "pip install --force-reinstall 'av>=16,<19'")  # fmt: skip
    if release(av.ffmpeg_version_info) < FFMPEG_SOUND:
        return Check(name, "warning",
                     f"{versions}: FFmpeg {av.ffmpeg_version_info} has known holes. Files are read "
                     "in a process of their own, in a few containers and codecs only.",
                     "Until pip install --upgrade 'av<19' brings "
                     f"{_dotted(FFMPEG_SOUND)}, give it only files that you trust.")  # fmt: skip
    return Check(name, "ok", f"{versions}, FFmpeg {av.ffmpeg_version_info}.")


def release(version: str) -> tuple[int, ...]:
    """The numbers of a version such as "n8.1.2-10-g0a"; of a version without any, nothing is
    known, and it counts as the newest."""
    found = re.match(r"n?(\d+(?:\.\d+)*)", version)
    return tuple(map(int, found[1].split("."))) if found else (99,)


def microphone_library() -> Check:
    """Whether PortAudio is there; only `rehearse` needs it."""
    name = "PortAudio"
    try:
        version = microphone.library_version()
    except Unavailable as error:
        return Check(name, "warning", "rehearse has no microphone; the browser needs none of it.",
                     str(error))  # fmt: skip
    return Check(name, "ok", version.partition(",")[0] + ".")


def microphone_level() -> Check:
    """How loud the default microphone is just now."""
    name = "microphone"
    try:
        with microphone.opened() as opened:
            loudest = max(microphone.level(opened.read()) for _ in range(LISTEN_BLOCKS))
    except Unavailable as error:
        return Check(name, "warning", str(error),
                     "Plug one in, or practice in the browser or by typing.")  # fmt: skip
    if loudest < FAINT:
        return Check(name, "warning", f"{opened.name} gives silence.",
                     "Unmute it, or turn up its input level.")  # fmt: skip
    decibels = 20 * math.log10(loudest)
    return Check(name, "ok", f"{opened.name}, {opened.sample_rate} Hz, peak {decibels:.0f} dB.")


def _keeps_sound() -> bool:
    tone = array("h", (round(9000 * math.sin(n / 7)) for n in range(16_000)))
    with tempfile.TemporaryDirectory() as folder:
        pcm, kept = Path(folder, "tone.pcm"), Path(folder, "tone.flac")
        pcm.write_bytes(tone.tobytes())
        flac.encode(pcm, kept, 16_000)
        return flac.same(pcm, kept)


def _dotted(version: tuple) -> str:
    return ".".join(map(str, version))
