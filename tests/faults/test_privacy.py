"""Nothing leaves the machine, nothing is open to others, and what was deleted is gone."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.servers import Recorder, noise, until
from tests.needs import need

pytestmark = pytest.mark.faults

MARKER = "zyzzogetonmarker"
LOOP = "tests/browser/loop.py"

ALONE = """
import fcntl, os, socket, struct, sys
with socket.socket() as any_socket:  # brings loopback up, with no help from other programs
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14s", b"lo", 0x49, bytes(14)))
with open("/proc/net/dev") as devices:
    names = [line.split(":")[0].strip() for line in devices.readlines()[2:]]
assert names == ["lo"], names
pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
os.execv(sys.executable, [*pytest, *sys.argv[1:]])
"""


@pytest.mark.browser
@pytest.mark.speech
def test_the_whole_loop_works_without_any_network(row):
    """In a network namespace that has loopback and nothing else."""
    need("chromium", "espeak-ng")
    if os.geteuid() != 0 or not shutil.which("unshare"):
        pytest.skip("only root can make a network namespace")
    done = subprocess.run(["unshare", "-n", sys.executable, "-c", ALONE, LOOP],
                          capture_output=True, text=True, timeout=300)  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    assert "1 passed" in done.stdout
    row("the whole loop, browser included, with loopback alone", 1, 1, "works")


def test_the_guard_of_these_tests_refuses_other_machines():
    with socket.socket() as outside, pytest.raises(AssertionError, match="tried to reach"):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="looked up"):
        socket.getaddrinfo("example.org", 80)


def test_every_file_is_for_its_owner_only(serving, rng):
    """After answers, ratings, a backup, an own question and a restart."""
    server = serving()
    recorder = Recorder(server, noise(rng, 1), rng)
    recorder.finish()
    until(lambda: server.state(recorder.id)["state"] == "ready")
    server.form(f"{recorder.path}/ratings", rating=2, stage="gut")
    server.form("/attempts", question="opener-tell-me-about-yourself", text="Well.")
    backup = ["backup", "--data", server.data, server.data / "backups" / "mine.zip"]
    subprocess.run([sys.executable, "-m", "interview_practice", *backup], check=True,
                   capture_output=True)  # fmt: skip
    server.restart()
    until(lambda: list((server.data / "backups").glob("auto-*.db")))
    modes = {path: path.lstat().st_mode & 0o777 for path in [server.data, *server.data.rglob("*")]}
    open_ones = {str(path): oct(mode) for path, mode in modes.items()
                 if mode != (0o700 if path.is_dir() else 0o600)}  # fmt: skip
    assert open_ones == {}
    assert len(modes) > 8


def found(folder: Path, marker: str) -> list[str]:
    """Files that hold the marker in any of the spellings that text is stored in."""
    spellings = (marker.encode(), marker.encode("utf-16-le"), marker.encode("utf-16-be"))
    return [path.name for path in folder.rglob("*") if path.is_file()
            and any(s in path.read_bytes().lower() for s in spellings)]  # fmt: skip


@pytest.fixture
def marked(serving):
    """A server that knows the marker from an answer, a note and a search."""
    server = serving()
    _, headers, _ = server.form("/attempts", question="opener-tell-me-about-yourself",
                                text=f"I said {MARKER} twice. {MARKER.upper()}.")  # fmt: skip
    path = headers["Location"]
    server.form(f"{path}/notes", notes=f"Say {MARKER} less often.")
    server.request("GET", f"/attempts?words={MARKER}")
    server.restart()
    until(lambda: list((server.data / "backups").glob("auto-*.db")))
    server.form(f"{path}/notes", notes=f"Never say {MARKER} again.")
    assert found(server.data, MARKER)
    return server, path


def test_a_deleted_answer_is_nowhere(marked):
    server, path = marked
    assert server.request("DELETE", path)[0] == 204
    assert found(server.data, MARKER) == []
    server.stop()
    output = server.data.parent / "data.out"
    assert MARKER not in output.read_text().lower()


def test_a_deleted_answer_goes_from_the_log_once_a_reader_leaves_it(marked):
    server, path = marked
    with closing(sqlite3.connect(server.data / "practice.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM attempt").fetchone()
        assert server.request("DELETE", path)[0] == 204
        assert found(server.data, MARKER), "the reader must be in the way, or this shows nothing"
    until(lambda: found(server.data, MARKER) == [])


def test_a_deleted_answer_goes_from_the_log_at_the_next_start(marked):
    server, path = marked
    with closing(sqlite3.connect(server.data / "practice.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM attempt").fetchone()
        server.request("DELETE", path)
        server.kill()
        assert found(server.data, MARKER)
    server.start()
    until(lambda: found(server.data, MARKER) == [])
