"""kill -9: at random moments, at named places, and while words are found."""

import contextlib
import threading
import time
from functools import partial

import pytest

from tests.faults.program import HALF
from tests.faults.servers import GONE, Recorder, check_database, check_files, noise, until
from tests.sounds import silence, spoken

pytestmark = pytest.mark.faults

READY_SECONDS = 3


def test_no_acknowledged_byte_is_lost_when_the_server_is_killed(serving, times, rng, row):
    """Answer after answer on one folder; each is killed at a random moment and then resumed."""
    server, starts, runs = serving(), [], times(6, 200)
    for _ in range(runs):
        recorder = Recorder(server, noise(rng, 6), rng)
        client = threading.Thread(target=slowly, args=[recorder])
        client.start()
        time.sleep(rng.uniform(0, 0.4))
        server.kill()
        client.join()
        check_database(server.data / "practice.db")
        starts.append(server.restart())
        if recorder.begun:
            recorder.check()
        recorder.finish()
        assert recorder.kept() == recorder.sound
    starts.sort()
    middle, slowest = starts[runs // 2], starts[-1]
    assert middle < READY_SECONDS
    check_files(server.data / "recordings")
    row("kill -9 the server while a client records", runs, 200,
        f"0 acknowledged bytes lost; answers again after {middle:.1f} s (median, forked; slowest "
        f"{slowest:.1f} s)")  # fmt: skip


def slowly(recorder):
    with contextlib.suppress(*GONE):
        recorder.begin()
        while recorder.send():
            time.sleep(recorder.rng.uniform(0, 0.03))


PLACES = [
    "before fsync", "after fsync", HALF, "before commit", "after commit", "before completion",
    "after completion", "before FLAC", "after FLAC", "after comparison", "before rename",
    "after rename", "before unlink", "after unlink", "before deletion", "after deletion",
    "after forgetting",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_no_place_is_a_bad_one_to_die_at(serving, times, rng, row, place):
    """An answer is recorded, completed, converted and deleted; the n-th time there is the last."""
    runs, died = times(1, 20), 0
    server = serving()
    for _ in range(runs):
        server.stop()
        server.crash = f"{place} {rng.choice(often(place))}"
        kept, deleted = (Recorder(server, noise(rng, 2), rng) for _ in range(2))
        server.start()
        asked = through_all(server, kept, deleted)
        died += not server.alive()
        check_database(server.data / "practice.db")
        assert server.restart() < PATIENT_SECONDS
        if kept.begun:
            kept.check()
        kept.finish()
        assert kept.kept() == kept.sound
        if asked:
            until(partial(gone, server, deleted))
        check_files(server.data / "recordings")
    assert died == runs, "the place was not reached"
    row(f"kill -9 {place}", runs, 20, "bytes equal, database sound, deletion whole")


PATIENT_SECONDS = 20


def often(place):
    """How often a place is reached for certain in what `through_all` does."""
    single = ("FLAC", "comparison", "completion", "deletion", "forgetting", "rename")
    if place == HALF:
        return [1, 2]  # each of the two answers may be one block
    return [1] if place.endswith(single) else [1, 2, 3]


def through_all(server, kept, deleted) -> bool:
    """Whether the deletion was asked for before the server died."""
    asked = False
    with contextlib.suppress(*GONE):
        deleted.finish()
        kept.finish()
        until(lambda: all(sealed(server, r) for r in (kept, deleted)) or not server.alive())
        server.request("GET", "/")
        asked = True
        status, *_ = server.request("DELETE", f"/attempts/{deleted.id}")
        asked = status == 204 or not server.alive()
    until(lambda: not server.alive(), 5)  # fails where the place was not reached
    return asked


def sealed(server, recorder):
    files = server.data / "recordings"
    name = recorder.id
    return (files / f"{name}.flac").exists() and not (files / f"{name}.pcm").exists()


def gone(server, recorder) -> bool:
    """The deletion is whole, or it never was: an answer with all of its sound, or nothing."""
    files = {path.suffix for path in (server.data / "recordings").glob(f"{recorder.id}.*")}
    status, *_ = server.request("GET", recorder.path)
    return files == set() if status == 404 else recorder.kept() == recorder.sound


@pytest.fixture(scope="module")
def speech():
    """Several packs."""
    return (spoken("We had an outage on a Friday.") + silence(2.6)) * 4 + silence(0.4)


def test_every_transcript_is_made_once_whenever_the_program_dies(serving, times, rng, row, speech):
    server, runs, made = serving(engine="slow"), times(3, 100), []
    expected = None
    for _ in range(runs):
        recorder = Recorder(server, speech, rng)
        recorder.finish()
        time.sleep(rng.uniform(0, 0.5))
        server.restart()
        until(lambda r=recorder: server.state(r.id)["state"] == "ready")
        made.append(server.state(recorder.id))
        expected = expected or unbroken(server, speech, rng)
        assert made[-1]["text"] == expected["text"]
        starts = [segment["start"] for segment in made[-1]["segments"]]
        assert starts == [segment["start"] for segment in expected["segments"]]
        assert recorder.kept() == speech
    check_database(server.data / "practice.db")
    row("kill -9 during transcription", runs, 100, "every answer ready, no word twice or missing")


def unbroken(server, speech, rng):
    recorder = Recorder(server, speech, rng)
    recorder.finish()
    until(lambda: server.state(recorder.id)["state"] == "ready")
    return server.state(recorder.id)


def test_a_real_start_after_a_kill_is_quick(tmp_path, row):
    """Without the fork: a fresh interpreter, which has everything to load."""
    from tests.browser.server import Server

    server, starts = Server(tmp_path / "data"), []
    for _ in range(3):
        server.kill()
        begun = time.monotonic()
        server.start()
        server.request("HEAD", "/")
        starts.append(time.monotonic() - begun)
    server.stop()
    row("a fresh start after kill -9", 3, 3, f"answers after {min(starts):.1f} s at best")
