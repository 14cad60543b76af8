"""Sound that takes the decoder down: the server lives, says so, and goes on with the next."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from tests.conftest import RATE
from tests.faults.servers import GONE, Recorder, until
from tests.files import sound_file
from tests.sounds import silence, spoken

pytestmark = pytest.mark.faults

CRASHES = {
    "a fault in memory": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "an abort": "import os; os.abort()",
    "no memory": "bytes(1 << 40)",
    "too many files": "kept = [open('/dev/null') for _ in range(1000)]",
    "no end": "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass",
}
"""What stands in for FFmpeg in the decoder's process."""


MOST_DEATHS = 8
"""Three while words are found after completion, and some while it was still being spoken."""


@pytest.fixture
def crashing(tmp_path, monkeypatch):
    def put(code: str) -> None:
        (tmp_path / "stand-in").mkdir(exist_ok=True)
        (tmp_path / "stand-in" / "av.py").write_text(code)
        monkeypatch.setattr(sys, "path", [str(tmp_path / "stand-in"), *sys.path])

    return put


def test_a_decoder_that_dies_costs_one_file(script, practice, times, row, crashing, monkeypatch):
    form = {"question": next(iter(practice.bank.questions)), "sample_rate": str(RATE)}
    runs = 0
    for _ in range(times(1, 4)):
        for code in CRASHES.values():
            attempt = uuid4()
            script.post("/attempts", data={**form, "id": str(attempt)})
            with monkeypatch.context():
                crashing(code)
                refused = script.put(f"/attempts/{attempt}/recording", data=sound_file("wav"))
            assert refused.status_code == 415
            assert refused.get_json()["detail"].endswith(".")
            sys.path[:] = [p for p in sys.path if not p.endswith("stand-in")]
            assert list(practice.recordings.folder.iterdir()) == []
            again = script.put(f"/attempts/{attempt}/recording", data=sound_file("wav"))
            assert again.status_code == 201, "the next one is taken"
            for path in practice.recordings.folder.iterdir():
                path.unlink()
            runs += 1
    row("a file that crashes or exhausts its decoder", runs, 20, "refused with a sentence; the "
        "server lives, the next file is taken")  # fmt: skip


@pytest.fixture(scope="module")
def long_one():
    return spoken(
        "We had an outage on a Friday, and I rolled it back at once, and told them."
    ) + silence(0.4)


def test_sound_that_kills_the_program_is_given_up_and_can_be_tried_again(serving, rng, row, times,
                                                                         long_one):  # fmt: skip
    runs = times(1, 5)
    for number in range(runs):
        server = serving(f"data-{number}", engine="deadly")
        recorder = Recorder(server, long_one, rng)
        died = deaths(server, recorder)
        assert died <= MOST_DEATHS
        assert "stopped three times" in server.state(recorder.id)["failure"]
        assert recorder.kept() == long_one
        following = Recorder(server, spoken("Yes.") + silence(0.4), rng)
        following.finish()
        until(lambda s=server, r=following: s.state(r.id)["state"] == "ready")
        server.engine = "fake"
        server.restart()
        assert server.form(f"{recorder.path}/transcript")[0] == 303
        until(lambda s=server, r=recorder: s.state(r.id)["state"] == "ready")
    row("sound that kills the program while words are found", runs, 5,
        "failed after three tries, with its reason; sound kept, retry works, the next one "
        "proceeds")  # fmt: skip


def deaths(server, recorder) -> int:
    """How often the program died before it gave the answer up; started anew each time, as a
    supervisor or the user would."""
    died = 0
    while died <= MOST_DEATHS:
        with contextlib.suppress(*GONE):
            if not recorder.complete:
                recorder.finish()
            until(lambda: not server.alive() or server.state(recorder.id)["state"] == "failed")
        until_gone(server)
        if server.alive():
            break
        died += 1
        server.start()
    return died


def until_gone(server) -> None:
    """A moment for a death that was just on its way."""
    with contextlib.suppress(AssertionError):
        until(lambda: not server.alive(), 0.3)


def test_sound_that_needs_too_much_memory_is_said(serving, rng, long_one):
    server = serving(engine="hungry")
    recorder = Recorder(server, long_one, rng)
    recorder.finish()
    until(lambda: server.state(recorder.id)["state"] == "failed")
    assert "no memory" in server.state(recorder.id)["failure"]
    assert recorder.kept() == long_one


def test_the_stand_in_really_dies(tmp_path):
    (tmp_path / "av.py").write_text(CRASHES["an abort"])
    done = subprocess.run([sys.executable, "-c", "import av"], capture_output=True,
                          env={**os.environ, "PYTHONPATH": str(Path(tmp_path))})  # fmt: skip
    assert done.returncode < 0
