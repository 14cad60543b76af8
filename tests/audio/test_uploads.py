"""Uploaded files: real ones of every kind are read, and nothing else gets anywhere."""

import subprocess
import sys

import av
import numpy as np
import pytest

from interview_practice.audio import uploads
from interview_practice.core.errors import Invalid, TooLarge, Unsupported
from tests.files import KINDS, note_heard, refused_files, sound_file


@pytest.fixture
def read(tmp_path):
    """Decodes bytes as an uploaded file: (rate, samples)."""

    def decode(content):
        (tmp_path / "given").write_bytes(content)
        rate = uploads.decode(tmp_path / "given", tmp_path / "pcm")
        return rate, np.frombuffer((tmp_path / "pcm").read_bytes(), "<i2")

    return decode


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_a_browser_or_a_phone_makes_is_read(read, kind):
    rate, samples = read(sound_file(kind, seconds=1.0))
    assert rate == (48_000 if "opus" in kind or kind == "webm" else 44_100)
    assert len(samples) / rate == pytest.approx(1.0, abs=0.06)
    assert note_heard(samples, rate) == pytest.approx(440, abs=4)


@pytest.mark.parametrize("layout", ["mono", "stereo"])
def test_two_channels_become_one(read, layout):
    rate, samples = read(sound_file("wav", seconds=1.0, layout=layout))
    assert (rate, len(samples)) == (44_100, 44_100)


def test_a_higher_rate_than_any_voice_needs_is_lowered(read):
    rate, samples = read(sound_file("flac", seconds=1.0, rate=96_000))
    assert rate == 48_000
    assert len(samples) == pytest.approx(48_000, abs=100)


@pytest.mark.parametrize("name", refused_files())
def test_what_is_no_sound_is_refused_and_leaves_nothing(read, tmp_path, name):
    with pytest.raises((Unsupported, Invalid)) as refusal:
        read(refused_files()[name])
    assert str(refusal.value).endswith(".")
    assert not (tmp_path / "pcm").exists()


def test_a_damaged_end_does_not_cost_what_came_before(read):
    whole = sound_file("flac", seconds=4.0, noisy=True)
    rate, samples = read(whole[: len(whole) // 2])
    assert 1.0 < len(samples) / rate < 2.5


def test_a_recording_that_was_cut_off_by_a_browser_is_read(read):
    whole = sound_file("webm", seconds=4.0, noisy=True)
    rate, samples = read(whole[: len(whole) // 2])
    assert 1.0 < len(samples) / rate < 3.0


def test_more_than_thirty_minutes_are_refused(read, tmp_path):
    """Small on disk, long to hear: silence in FLAC."""
    with pytest.raises(TooLarge, match="30 minutes"):
        read(sound_file("flac", seconds=30 * 60 + 5, rate=8_000, silent=True))
    assert not (tmp_path / "pcm").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_child_cannot_take_more_than_its_share():
    code = (
        "import resource as r; from interview_practice.audio import uploads as u; u._limit_self(1);"
        "print(*(r.getrlimit(k)[1] for k in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_NOFILE)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == [str(1 << 30), "60", "32"]


def test_the_child_is_told_no_secret(monkeypatch):
    monkeypatch.setenv("INTERVIEW_PRACTICE_TOKEN", "secret")
    assert "secret" not in uploads._bare().values()


FULL_DISK = """
import resource, sys
from pathlib import Path
from interview_practice.audio import uploads
from interview_practice.core.errors import StorageFull

resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
given, pcm = map(Path, sys.argv[1:])
try:
    uploads.decode(given, pcm)
except StorageFull as refusal:
    print(refusal)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_sound_that_does_not_fit_on_the_disk_is_told_from_no_sound(tmp_path):
    given, pcm = tmp_path / "given", tmp_path / "pcm"
    given.write_bytes(sound_file("ogg-opus", seconds=4.0))
    done = subprocess.run([sys.executable, "-c", FULL_DISK, given, pcm],
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert "The disk is full" in done.stdout
    assert not pcm.exists()


def test_a_file_that_takes_too_long_is_given_up(read, monkeypatch, tmp_path):
    monkeypatch.setattr(uploads, "SECONDS_ALLOWED", 0.01)
    with pytest.raises(Unsupported):
        read(sound_file("wav", seconds=1.0))
    assert not (tmp_path / "pcm").exists()


def test_the_files_of_these_tests_are_what_they_claim(tmp_path):
    for kind in KINDS:
        (tmp_path / "file").write_bytes(sound_file(kind, seconds=1.0))
        with av.open(str(tmp_path / "file")) as opened:
            assert len(opened.streams.audio) == 1
