"""300 damaged and hostile files of sound: refused or read, and nothing else happens."""

import random
import resource
import socket
import time

import pytest

from interview_practice.audio import uploads
from interview_practice.core.errors import PracticeError
from tests.faults import hostile

pytestmark = pytest.mark.faults

CPU_SECONDS = 10
MEMORY_KB = 1 << 20
SECRET = b"the secret that no sound file may reach "


@pytest.fixture
def watched():
    """A port of our own; what connects to it was led there by a file."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def test_no_file_does_any_harm(watched, tmp_path, times, seed, row):
    secret = tmp_path / "secret.wav"
    secret.write_bytes(SECRET * 100)
    port, count = watched.getsockname()[1], times(24, hostile.COUNT)
    given, pcm = tmp_path / "given", tmp_path / "pcm"
    refused, read, most = 0, 0, 0.0
    made = hostile.files(seed, max(count, hostile.COUNT), port, str(secret))
    for name, content in list(made)[:count]:
        given.write_bytes(content)
        before, begun = cpu(), time.monotonic()
        try:
            rate = uploads.decode(given, pcm)
        except PracticeError as error:
            refused += str(error).endswith(".") and not pcm.exists()
        else:
            assert 8000 <= rate <= 48_000, name
            assert SECRET not in pcm.read_bytes(), name
            read += 1
            pcm.unlink()
        most = max(most, cpu() - before)
        assert cpu() - before <= CPU_SECONDS, f"{name}: {time.monotonic() - begun:.1f} s"
    assert refused + read == count, "a refusal has its sentence and leaves nothing"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= MEMORY_KB
    with pytest.raises(BlockingIOError):
        watched.accept()
    row("hostile and damaged files of sound", count, hostile.COUNT,
        f"{refused} refused with a sentence, {read} read as far as they were whole; no connection, "
        f"at most {most:.1f} s CPU each")  # fmt: skip


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_the_files_are_what_they_claim(tmp_path):
    made = dict(hostile.files(1))
    assert len(made) == hostile.COUNT
    assert made == dict(hostile.files(1))
    assert len(made["36 hours of silent FLAC"]) < 1_000_000
    (tmp_path / "silent").write_bytes(hostile.silent_flac(1000))
    assert uploads.decode(tmp_path / "silent", tmp_path / "pcm") == 8000
    assert (tmp_path / "pcm").stat().st_size > 2 * 8000 * 900, "it really is silence, at length"


def test_the_loudest_of_random_bytes_is_no_sound(tmp_path):
    (tmp_path / "given").write_bytes(random.Random(1).randbytes(100_000))
    with pytest.raises(PracticeError):
        uploads.decode(tmp_path / "given", tmp_path / "pcm")
