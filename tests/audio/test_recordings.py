"""The append-only store: its length is the truth, whatever happens to a block."""

import contextlib
import errno
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_practice.audio import flac, wav
from interview_practice.audio.recordings import Recordings, WrongOffset
from interview_practice.core.errors import Invalid, NotFound, StorageFull, TooLarge
from tests.sounds import RATE, tone

ATTEMPT = UUID(int=7)
SOUND = bytes(range(256)) * 6


@pytest.fixture
def recordings(tmp_path):
    return Recordings(tmp_path)


def append(recordings, offset, block, attempt=ATTEMPT, rate=RATE):
    return recordings.append(attempt, offset, block, rate)


def files(recordings):
    return {path.name: path.read_bytes() for path in recordings.folder.iterdir()}


def test_nothing_is_held_before_the_first_block(recordings):
    assert recordings.length(ATTEMPT) == 0
    with pytest.raises(NotFound):
        recordings.open_pcm(ATTEMPT)
    with pytest.raises(NotFound):
        recordings.open_playable(ATTEMPT, RATE)


def test_blocks_follow_each_other(recordings):
    assert append(recordings, 0, b"abcd") == 4
    assert append(recordings, 4, b"ef") == 6
    assert append(recordings, 6, b"") == 6
    assert recordings.read(ATTEMPT, 0) == b"abcdef"
    assert recordings.read(ATTEMPT, 2, 4) == b"cd"
    assert recordings.read(ATTEMPT, 4, 2) == b""
    assert files(recordings) == {f"{ATTEMPT}.pcm": b"abcdef"}


@pytest.mark.parametrize("torn", [5, 1])
def test_half_a_sample_that_a_crash_left_is_written_over(recordings, torn):
    sound, path = tone(0.1), recordings.folder / f"{ATTEMPT}.pcm"
    path.write_bytes(sound[:torn])
    assert recordings.length(ATTEMPT) == torn - 1
    file, size, _ = recordings.open_playable(ATTEMPT, RATE)
    assert len(file.read()) == size == wav.HEADER_BYTES + torn - 1
    assert len(recordings.peaks(ATTEMPT, 10)) == torn // 2
    assert append(recordings, torn - 1, sound[torn - 1 :]) == len(sound)
    assert path.read_bytes() == sound


def test_half_a_sample_at_the_end_does_not_become_flac(recordings):
    sound = tone(0.1)
    (recordings.folder / f"{ATTEMPT}.pcm").write_bytes(sound + b"x")
    recordings.save_flac(ATTEMPT, RATE, recordings.folder / "saved.flac")
    recordings.seal(ATTEMPT, RATE)
    assert recordings.read(ATTEMPT, 0) == sound
    assert b"".join(flac.blocks(recordings.folder / "saved.flac")) == sound
    assert not (recordings.folder / f"{ATTEMPT}.pcm").exists()


@pytest.mark.parametrize(("offset", "block"), [(0, b"abcd"), (2, b"cd"), (0, b"ab"), (2, b"")])
def test_a_repeated_block_is_accepted_without_effect(recordings, offset, block):
    append(recordings, 0, b"abcd")
    assert append(recordings, offset, block) == 4
    assert recordings.read(ATTEMPT, 0) == b"abcd"


@pytest.mark.parametrize(
    ("offset", "block"),
    [(6, b"gh"), (2, b"cdef"), (0, b"abcdef"), (0, b"abXX"), (2, b"XX"), (1 << 60, b"ab")],
)
def test_a_gap_an_overlap_or_other_bytes_change_nothing(recordings, offset, block):
    append(recordings, 0, b"abcd")
    with pytest.raises(WrongOffset) as refusal:
        append(recordings, offset, block)
    assert refusal.value.held == 4
    assert recordings.read(ATTEMPT, 0) == b"abcd"


@pytest.mark.parametrize(("offset", "block"), [(0, b"a"), (0, b"abc"), (3, b"ab"), (1, b"a")])
def test_half_a_sample_is_refused(recordings, offset, block):
    with pytest.raises(Invalid, match="even"):
        append(recordings, offset, block)
    assert files(recordings) == {}


def test_an_answer_ends_after_thirty_minutes(recordings):
    rate = 8_000
    longest = 30 * 60 * rate * 2
    with recordings.folder.joinpath(f"{ATTEMPT}.pcm").open("wb") as file:
        file.truncate(longest - 4)
    assert append(recordings, longest - 4, b"ab", rate=rate) == longest - 2
    with pytest.raises(TooLarge, match="30 minutes"):
        append(recordings, longest - 2, b"abcd", rate=rate)
    assert append(recordings, longest - 2, b"cd", rate=rate) == longest
    assert recordings.length(ATTEMPT) == longest


pieces = st.lists(st.integers(20, 500), min_size=1, max_size=20)
accidents = st.lists(
    st.tuples(st.sampled_from(["lost", "twice", "late", "restart"]), st.integers(0, 19)),
    max_size=12,
)


@given(pieces, accidents)
@settings(max_examples=60)
def test_any_split_repeat_reorder_and_loss_gives_the_same_bytes(tmp_path, sizes, accidents):
    """As a browser does it: what was refused or lost is sent again from the true offset."""
    recordings, attempt, blocks = Recordings(tmp_path), uuid4(), list(split(sizes))
    for what, which in accidents:
        if what == "restart":
            recordings = Recordings(tmp_path)
            continue
        sent = blocks[which % len(blocks) :][: 2 if what == "late" else 1]
        for offset, block in reversed(sent):
            deliver(recordings, attempt, offset, block, twice=what == "twice")
    while (held := recordings.length(attempt)) < len(SOUND):
        offset, block = next((o, b) for o, b in blocks if o + len(b) > held)
        deliver(recordings, attempt, max(offset, held), block[max(0, held - offset) :])
    assert recordings.read(attempt, 0) == SOUND


def split(sizes):
    start = 0
    while start < len(SOUND):
        for size in sizes:
            if block := SOUND[start : start + 2 * size]:
                yield start, block
            start += 2 * size


def deliver(recordings, attempt, offset, block, twice=False):
    for _ in range(1 + twice):
        with contextlib.suppress(WrongOffset):
            recordings.append(attempt, offset, block, RATE)


def test_two_pages_that_send_the_same_answer_leave_one(recordings):
    blocks = [(start, SOUND[start : start + 64]) for start in range(0, len(SOUND), 64)]

    def send(_):
        for offset, block in blocks:
            while recordings.length(ATTEMPT) < offset + len(block):
                deliver(recordings, ATTEMPT, offset, block)

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(send, range(3)))
    assert recordings.read(ATTEMPT, 0) == SOUND


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from uuid import UUID
from interview_practice.audio.recordings import Recordings
from interview_practice.core.errors import StorageFull

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
recordings, attempt = Recordings(Path(sys.argv[1])), UUID(int=7)
assert recordings.append(attempt, 0, b"a" * 600, 16000) == 600
try:
    recordings.append(attempt, 600, b"b" * 600, 16000)
except StorageFull as refusal:
    print(refusal)
assert recordings.read(attempt, 0) == b"a" * 600
assert recordings.append(attempt, 600, b"c" * 400, 16000) == 1000
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_block_that_fits_only_in_part_leaves_the_file_as_it_was(recordings):
    done = subprocess.run([sys.executable, "-c", FULL_DISK, recordings.folder],
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "The disk is full" in done.stdout
    assert files(recordings) == {f"{ATTEMPT}.pcm": b"a" * 600 + b"c" * 400}


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, StorageFull), (errno.EDQUOT, StorageFull), (errno.EIO, OSError)],
)
def test_a_disk_that_cannot_make_it_last_keeps_nothing_of_the_block(
    recordings, monkeypatch, number, kind
):
    append(recordings, 0, b"abcd")

    def fail(handle):
        raise OSError(number, "no")

    with monkeypatch.context() as fault:
        fault.setattr("os.fsync", fail)
        with pytest.raises(kind):
            append(recordings, 4, b"ef")
    assert recordings.read(ATTEMPT, 0) == b"abcd"
    assert append(recordings, 4, b"ef") == 6


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000, 96_000])
def test_a_sealed_recording_is_the_same_sound_in_less_space(recordings, rate):
    sound = tone(1.5, rate)
    append(recordings, 0, sound, rate=rate)
    recordings.seal(ATTEMPT, rate)
    [(name, content)] = files(recordings).items()
    assert (name, content[:4]) == (f"{ATTEMPT}.flac", b"fLaC")
    assert len(content) < len(sound)
    assert recordings.read(ATTEMPT, 0) == sound
    assert recordings.read(ATTEMPT, 100, 200) == sound[100:200]
    assert recordings.sealed(ATTEMPT)
    assert recordings.unsealed() == []
    recordings.seal(ATTEMPT, rate)
    assert files(recordings) == {name: content}, "the same again has no effect"


def test_a_seal_that_was_broken_off_is_made_anew(recordings):
    sound = tone(1)
    append(recordings, 0, sound)
    (recordings.folder / f"{ATTEMPT}.flac.part").write_bytes(b"half")
    assert recordings.unsealed() == [ATTEMPT]
    recordings.seal(ATTEMPT, RATE)
    assert list(files(recordings)) == [f"{ATTEMPT}.flac"]
    assert recordings.read(ATTEMPT, 0) == sound


def test_a_seal_that_was_broken_off_at_its_end_is_finished(recordings):
    sound = tone(1)
    append(recordings, 0, sound)
    recordings.seal(ATTEMPT, RATE)
    (recordings.folder / f"{ATTEMPT}.pcm").write_bytes(sound)
    recordings.seal(ATTEMPT, RATE)
    assert list(files(recordings)) == [f"{ATTEMPT}.flac"]


def test_the_sound_is_let_go_only_for_an_equal_one(recordings, monkeypatch):
    append(recordings, 0, tone(1))
    encode = flac.encode

    def careless(pcm, target, rate):
        other = pcm.with_suffix(".other")
        other.write_bytes(tone(1)[:-2] + b"\x55\x55")
        encode(other, target, rate)
        other.unlink()

    monkeypatch.setattr(flac, "encode", careless)
    with pytest.raises(OSError, match="differs"):
        recordings.seal(ATTEMPT, RATE)
    assert files(recordings) == {f"{ATTEMPT}.pcm": tone(1)}


def test_an_empty_recording_is_not_sealed(recordings):
    recordings.seal(ATTEMPT, RATE)
    assert files(recordings) == {}


def test_a_growing_recording_can_be_played(recordings):
    append(recordings, 0, b"abcd")
    file, size, kind = recordings.open_playable(ATTEMPT, RATE)
    with file:
        append(recordings, 4, b"ef")
        assert (len(file.read()), size, kind) == (size, 48, "audio/wav")


def test_deleting_takes_every_file_of_the_answer_and_no_other(recordings):
    other = uuid4()
    for attempt in (ATTEMPT, other):
        append(recordings, 0, b"abcd", attempt)
    for ending in ("flac", "flac.part", "upload.part", "pcm.part"):
        (recordings.folder / f"{ATTEMPT}.{ending}").write_bytes(b"x")
    recordings.delete(ATTEMPT)
    assert list(files(recordings)) == [f"{other}.pcm"]
    recordings.delete(ATTEMPT)


def test_files_that_are_no_recordings_are_left_alone(recordings):
    append(recordings, 0, b"abcd")
    (recordings.folder / "mine.pcm").write_bytes(b"?")
    assert recordings.unsealed() == [ATTEMPT]
