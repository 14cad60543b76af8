"""Recordings on disk: append-only PCM while it grows, FLAC once it is complete."""

import contextlib
import errno
import os
import shutil
import threading
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from interview_practice.audio import flac, uploads, wav
from interview_practice.core.errors import (
    DISK_FULL,
    FULL,
    Conflict,
    Invalid,
    NotFound,
    StorageFull,
    TooLarge,
)
from interview_practice.core.recording import LONGEST_SECONDS, SAMPLE_BYTES


class WrongOffset(Conflict):
    """The block does not follow what is held; `held` is the true length in bytes."""

    def __init__(self, held: int):
        super().__init__(f"The recording holds {held} bytes; send what follows them.")
        self.held = held


class Recordings:
    """A folder of recordings: 16-bit little-endian mono PCM at the microphone's own rate.

    The length of a file is the truth about what is saved; any prefix can be played. Half a sample
    at its end, left by a program that died while it wrote, does not count and is written over.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self._locks: dict[UUID, threading.RLock] = defaultdict(threading.RLock)

    def alone(self, attempt: UUID) -> threading.RLock:
        """Holds off everybody else who would change this recording, while it is entered."""
        return self._locks[attempt]

    def length(self, attempt: UUID) -> int:
        """Bytes held; 0 before the first block."""
        try:
            return whole(self._pcm(attempt).stat().st_size)
        except FileNotFoundError:
            return 0

    def append(self, attempt: UUID, offset: int, block: bytes, sample_rate: int) -> int:
        """Save a block durably at `offset` and return the new length in bytes.

        A block that is already held is accepted without effect. Raises WrongOffset on a gap or
        different bytes, Invalid on half a sample, TooLarge past 30 minutes and StorageFull when
        the disk takes no more; the file is then as it was.
        """
        if len(block) % 2 or offset % 2:
            raise Invalid("A block must hold whole 16-bit samples: an even number of bytes.")
        with self._locks[attempt]:
            held = self.length(attempt)
            if offset != held:
                return self.repeated(attempt, offset, block, held)
            if held + len(block) > LONGEST_SECONDS * sample_rate * SAMPLE_BYTES:
                raise TooLarge("An answer may last 30 minutes at most. Everything so far is saved.")
            if block:
                self._write(self._pcm(attempt), held, block)
            return held + len(block)

    def repeated(self, attempt: UUID, offset: int, block: bytes, held: int) -> int:
        """`held`, the length, when exactly this block is there already; else WrongOffset."""
        end = offset + len(block)
        if end > held or (block and self.read(attempt, offset, end) != block):
            raise WrongOffset(held)
        return held

    def read(self, attempt: UUID, start: int, end: int | None = None) -> bytes:
        """Bytes of PCM from `start` on; of a finished recording too."""
        with self.open_pcm(attempt) as file:
            file.seek(start)
            return file.read() if end is None else file.read(max(0, end - start))

    def open_pcm(self, attempt: UUID) -> BinaryIO:
        try:
            return self._pcm(attempt).open("rb")
        except FileNotFoundError:
            return flac.decoded(self._existing_flac(attempt))

    def open_playable(self, attempt: UUID, sample_rate: int) -> tuple[BinaryIO, int, str]:
        """What a player can be given: (file, size in bytes, media type)."""
        with contextlib.suppress(FileNotFoundError):
            path = self._flac(attempt)
            return path.open("rb"), path.stat().st_size, "audio/flac"
        try:
            file = wav.View(self._pcm(attempt), sample_rate)
        except FileNotFoundError:
            raise NotFound("This answer has no sound.") from None
        return file, file.size, "audio/wav"

    def peaks(self, attempt: UUID, count: int) -> list[float]:
        """The waveform as `count` peaks, 0 to 1."""
        import numpy as np

        with self.open_pcm(attempt) as file:
            sound = file.read()
        samples = np.frombuffer(sound[: whole(len(sound))], "<i2")
        if not len(samples):
            return []
        parts = np.array_split(np.abs(samples.astype(np.int32)), min(count, len(samples)))
        return [round(float(part.max()) / 32768, 3) for part in parts]

    def sealed(self, attempt: UUID) -> bool:
        """Whether the recording is FLAC already."""
        return self._flac(attempt).exists()

    def unsealed(self) -> list[UUID]:
        """Recordings that are PCM still: being made, broken off, or not yet converted."""
        return [attempt for path in self.folder.glob("*.pcm") if (attempt := _named(path))]

    def seal(self, attempt: UUID, sample_rate: int) -> None:
        """Keep a completed recording as FLAC, and let the PCM go once both are known equal."""
        with self._locks[attempt]:
            source, target = self._pcm(attempt), self._flac(attempt)
            if source.exists() and source.stat().st_size and not target.exists():
                part = target.with_suffix(".flac.part")
                try:
                    os.truncate(source, self.length(attempt))
                    flac.encode(source, part, sample_rate)
                    if not flac.same(source, part):
                        raise OSError(errno.EIO, "the FLAC file differs from the recording")
                    _sync(part)
                except BaseException:
                    part.unlink(missing_ok=True)
                    raise
                part.rename(target)
                _sync(self.folder)
            if target.exists():
                source.unlink(missing_ok=True)

    def save_flac(self, attempt: UUID, sample_rate: int, target: Path) -> bool:
        """Write a recording as FLAC somewhere else; False when it has no sound."""
        with self._locks[attempt]:
            if self.sealed(attempt):
                shutil.copyfile(self._flac(attempt), target)
            elif self.length(attempt):
                flac.encode(self._pcm(attempt), target, sample_rate)
            else:
                return False
        return True

    def upload(self, attempt: UUID, file: bytes, known: Callable[[int], None]) -> int:
        """Take a whole file of sound as the recording, and return its length in bytes. `known` is
        told the sample rate before the sound stands under its name.

        Raises Unsupported, Invalid or TooLarge, and then keeps nothing.
        """
        given, pcm = (self.folder / f"{attempt}.{name}.part" for name in ("upload", "pcm"))
        with self._locks[attempt]:
            try:
                self._write(given, 0, file)
                sample_rate = uploads.decode(given, pcm)
                _sync(pcm)
                known(sample_rate)
                pcm.rename(self._pcm(attempt))
                try:
                    _sync(self.folder)
                except OSError:
                    self._pcm(attempt).unlink()
                    raise
            finally:
                given.unlink(missing_ok=True)
                pcm.unlink(missing_ok=True)
            return self.length(attempt)

    def delete(self, attempt: UUID) -> None:
        """Remove every file of the attempt from disk."""
        with self._locks[attempt]:
            for path in self.folder.glob(f"{attempt}.*"):
                if path != self._condemned(attempt):
                    path.unlink(missing_ok=True)
            _sync(self.folder)
        self._locks.pop(attempt, None)

    def condemn(self, attempt: UUID) -> None:
        """Note on disk that an answer is being deleted, so that it is finished whatever happens."""
        self._condemned(attempt).touch(0o600)
        _sync(self.folder)

    def spare(self, attempt: UUID) -> None:
        """Take the note away: the answer is gone everywhere, or was not deleted after all."""
        self._condemned(attempt).unlink(missing_ok=True)

    def condemned(self) -> list[UUID]:
        return [found for path in self.folder.glob("*.deleted") if (found := _named(path))]

    def _write(self, path: Path, held: int, block: bytes) -> None:
        with path.open("ab", buffering=0) as file:
            try:
                os.ftruncate(file.fileno(), held)
                written = 0
                while written < len(block):
                    written += file.write(block[written:])
                os.fsync(file.fileno())
                if held == 0:
                    _sync(self.folder)
            except OSError as error:
                with contextlib.suppress(OSError):
                    os.ftruncate(file.fileno(), held)
                if error.errno in FULL:
                    raise StorageFull(DISK_FULL) from error
                raise

    def _pcm(self, attempt: UUID) -> Path:
        return self.folder / f"{attempt}.pcm"

    def _condemned(self, attempt: UUID) -> Path:
        return self.folder / f"{attempt}.deleted"

    def _flac(self, attempt: UUID) -> Path:
        return self.folder / f"{attempt}.flac"

    def _existing_flac(self, attempt: UUID) -> Path:
        path = self._flac(attempt)
        if not path.exists():
            raise NotFound("This answer has no sound.")
        return path


def whole(length: int) -> int:
    """The bytes of whole samples among so many."""
    return length - length % SAMPLE_BYTES


def _named(path: Path) -> UUID | None:
    """The attempt that a file is named after; None for a file that somebody else put there."""
    with contextlib.suppress(ValueError):
        return UUID(path.stem)
    return None


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open a folder; it has no need to
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
