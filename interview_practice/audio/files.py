"""Files of sound: decoded, listened to and put into words, without keeping anything."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from interview_practice.audio import uploads
from interview_practice.audio.hearing import Hearing
from interview_practice.audio.recordings import Recordings
from interview_practice.core.transcript import SAMPLE_RATE, Segment, Transcriber

LONGEST_SECONDS = 4 * 3600
"""A whole interview fits. Counted in decoded samples, whatever the file says of itself."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was heard in a file that lasts `seconds`."""

    seconds: float
    segments: list[Segment]


def transcribe(source: Path, engine: Transcriber,
               progress: Callable[[float, float], None]) -> Spoken:  # fmt: skip
    """The words of a file of sound; `progress` is told (seconds done, seconds in all).

    Raises Unsupported, Invalid or TooLarge for what cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="interview-practice-") as folder:
        name, recordings = uuid4(), Recordings(Path(folder))
        rate = uploads.decode(source, Path(folder, f"{name}.pcm"), LONGEST_SECONDS)
        seconds = recordings.length(name) / 2 / rate
        hearing, segments, mark, finished = Hearing(recordings, lambda: engine), [], 0, False
        try:
            while not finished:
                pack, finished = hearing.next_pack(name, rate, mark, final=True)
                segments.append(hearing.hear(pack))
                mark = pack.end
                progress(min(seconds, mark / SAMPLE_RATE), seconds)
        finally:
            hearing.forget(name)
    return Spoken(seconds, [segment for segment in segments if segment])
