"""Sound made in the test: spoken by espeak-ng, or written by FFmpeg in many containers."""

import subprocess
from pathlib import Path

from tests.needs import need

ANSWER = (
    "I led a team of four people. We had a conflict about the deadline. "
    "I asked everybody what they needed. In the end we delivered two days early."
)


def spoken(folder: Path, text: str = ANSWER) -> Path:
    """A WAV file of espeak-ng saying something."""
    need("espeak-ng")
    target = folder / "answer.wav"
    subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-w", target, text], check=True)
    return target


def converted(source: Path, target: Path, container: str, codec: str) -> Path:
    """A file of sound in another container and codec."""
    import av

    with av.open(str(source)) as opened, av.open(str(target), "w", format=container) as out:
        stream = out.add_stream(codec, rate=48_000, layout="mono")
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=48_000,
                                      frame_size=stream.frame_size or 960)  # fmt: skip
        for frame in [*opened.decode(audio=0), None]:
            for part in resampler.resample(frame):
                out.mux(stream.encode(part))
        out.mux(stream.encode(None))
    return target
