"""FLAC: completed recordings, compressed without loss."""

import io
from pathlib import Path
from typing import BinaryIO

BLOCK_SAMPLES = 65_536


def encode(pcm: Path, target: Path, sample_rate: int) -> None:
    """Write 16-bit mono PCM as FLAC; half a sample at the end is left out."""
    import av
    import numpy as np

    with av.open(str(target), "w", format="flac") as container, pcm.open("rb") as source:
        stream = container.add_stream("flac", rate=sample_rate, layout="mono", format="s16")
        while len(block := source.read(BLOCK_SAMPLES * 2)) > 1:
            samples = np.frombuffer(block, "<i2", len(block) // 2)[None, :]
            frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
            frame.sample_rate = sample_rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def blocks(path: Path):
    """The PCM bytes of one of our own FLAC files, block by block."""
    import av

    with av.open(str(path), format="flac") as container:
        for frame in container.decode(audio=0):
            yield frame.to_ndarray().astype("<i2").tobytes()


def decoded(path: Path) -> BinaryIO:
    """The whole PCM of one of our own FLAC files."""
    return io.BytesIO(b"".join(blocks(path)))


def same(pcm: Path, path: Path) -> bool:
    """Whether a FLAC file holds exactly this PCM."""
    with pcm.open("rb") as source:
        return all(source.read(len(block)) == block for block in blocks(path)) and not source.read()
