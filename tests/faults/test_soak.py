"""Hundreds of answers through one running server: it stays as small and as quick as it was."""

import statistics
import time
from pathlib import Path

import pytest

from tests.faults.servers import Recorder, noise, until

pytestmark = pytest.mark.faults

GROWTH_MB = 40
FILES_MORE = 4
SECONDS = 1.0


def memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def open_files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def page_seconds(server, path: str) -> float:
    def once():
        begun = time.monotonic()
        assert server.request("GET", path, Accept="text/html")[0] == 200
        return time.monotonic() - begun

    return statistics.median(once() for _ in range(5))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_many_answers_leave_the_server_as_it_was(serving, times, rng, row):
    server, runs = serving(), times(16, 500)
    warm = max(6, runs // 10)
    for number in range(runs):
        recorder = Recorder(server, noise(rng, 1), rng)
        recorder.finish()
        server.form(f"{recorder.path}/ratings", rating=rng.randint(1, 4), stage="gut")
        server.request("GET", recorder.path, Accept="text/html")
        server.request("GET", "/", Accept="text/html")
        if number == warm:
            settle(server, recorder)
            memory, files = memory_mb(server.pid), open_files(server.pid)
    settle(server, recorder)
    grown, more = memory_mb(server.pid) - memory, open_files(server.pid) - files
    slowest = max(page_seconds(server, path) for path in ("/", "/attempts", recorder.path))
    assert grown < GROWTH_MB
    assert more <= FILES_MORE
    assert slowest < SECONDS
    row("soak: answers through the running server", runs, 500,
        f"memory {grown:+.0f} MB, open files {more:+d} after warm-up; slowest page "
        f"{slowest * 1000:.0f} ms (median of 5)")  # fmt: skip


def settle(server, recorder) -> None:
    until(lambda: server.state(recorder.id)["state"] == "ready", 300)
    until(lambda: not list((server.data / "recordings").glob("*.pcm")), 300)
