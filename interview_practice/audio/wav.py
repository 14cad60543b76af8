"""A PCM file seen as a WAV file, without a copy."""

import io
import struct
from pathlib import Path

HEADER_BYTES = 44


def header(pcm_bytes: int, sample_rate: int) -> bytes:
    """The RIFF header of 16-bit mono PCM."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF", 36 + pcm_bytes, b"WAVE",
        b"fmt ", 16, 1, 1, sample_rate, sample_rate * 2, 2, 16,
        b"data", pcm_bytes,
    )  # fmt: skip


class View(io.RawIOBase):
    """Reads like the WAV file of a PCM file as long as it was when opened."""

    def __init__(self, pcm: Path, sample_rate: int):
        self._file = pcm.open("rb")
        length = self._file.seek(0, io.SEEK_END) // 2 * 2  # whole samples
        self._header = header(length, sample_rate)
        self.size = HEADER_BYTES + length
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, size: int = -1) -> bytes:
        end = self.size if size is None or size < 0 else min(self.size, self._position + size)
        start = min(self._position, end)
        data = self._header[start:end]
        if end > HEADER_BYTES:
            self._file.seek(max(0, start - HEADER_BYTES))
            data += self._file.read(end - max(start, HEADER_BYTES))
        self._position = start + len(data)
        return data

    def close(self) -> None:
        self._file.close()
        super().close()
