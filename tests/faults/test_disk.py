"""ENOSPC, EIO and EMFILE at every write, fsync, rename and opening, one after the other."""

import contextlib
import errno
import io
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from tests.conftest import RATE
from tests.faults.servers import check_database, pcm
from tests.files import sound_file
from tests.sounds import tone

pytestmark = pytest.mark.faults

FAULTS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EMFILE": errno.EMFILE}
CALLS = ("write", "fsync", "rename", "open")
MOST = 60
SOUND = tone(0.4)


class Disk:
    """Fails the n-th call of one kind that concerns the recordings."""

    def __init__(self, folder: Path, call: str, number: int, code: int):
        self.folder, self.call, self.left, self.code = folder, call, number, code
        self.failed = False

    def reached(self, call: str) -> None:
        if call != self.call or self.failed:
            return
        self.left -= 1
        if self.left == 0:
            self.failed = True
            raise OSError(self.code, os.strerror(self.code))

    @contextlib.contextmanager
    def failing(self):
        opened, fsync, rename, low = Path.open, os.fsync, Path.rename, os.open
        disk = self

        class File(io.FileIO):
            def write(self, block):
                super().write(block[: len(block) // 2])  # a part of it gets through
                disk.reached("write")
                return len(block) // 2 + super().write(block[len(block) // 2 :])

        def path_open(path, mode="r", *given, **named):
            if disk.folder not in path.parents:
                return opened(path, mode, *given, **named)
            disk.reached("open")
            return File(path, "ab") if mode == "ab" else opened(path, mode, *given, **named)

        def low_open(path, *given, **named):
            if Path(path) == disk.folder or disk.folder in Path(path).parents:
                disk.reached("open")
            return low(path, *given, **named)

        def path_rename(path, target):
            disk.reached("rename")
            return rename(path, target)

        def synced(handle):
            disk.reached("fsync")
            return fsync(handle)

        Path.open, os.fsync, Path.rename, os.open = path_open, synced, path_rename, low_open
        try:
            yield self
        finally:
            Path.open, os.fsync, Path.rename, os.open = opened, fsync, rename, low


class Answer:
    """One answer through the pages, block by block, and then as FLAC."""

    def __init__(self, script, practice):
        self.script, self.practice, self.id = script, practice, uuid4()
        self.at, self.acknowledged, self.finished = f"/attempts/{self.id}/recording", 0, False
        form = {"id": str(self.id), "question": next(iter(practice.bank.questions)),
                "sample_rate": str(RATE)}  # fmt: skip
        assert script.post("/attempts", data=form).status_code == 201

    def go_on(self) -> None:
        """As far as it goes; what is acknowledged must be true at once."""
        while self.acknowledged < len(SOUND):
            block = SOUND[self.acknowledged :][:5000]
            headers = {"Upload-Offset": str(self.acknowledged)}
            response = self.script.patch(self.at, data=block, headers=headers)
            if response.status_code != 200:
                assert response.status_code in (500, 507)
                return
            self.acknowledged += len(block)
        done = self.script.post(f"{self.at}/completion",
                                headers={"Upload-Length": str(len(SOUND))})  # fmt: skip
        assert done.status_code == 200
        with contextlib.suppress(OSError):
            self.practice.recordings.seal(self.id, RATE)
            self.finished = True

    def check(self) -> None:
        kept = self.practice.recordings.read(self.id, 0) if self.acknowledged else b""
        assert len(kept) >= self.acknowledged
        assert SOUND.startswith(kept)


class File(Answer):
    """One answer that comes as a whole file."""

    def go_on(self) -> None:
        response = self.script.put(self.at, data=sound_file("flac", seconds=0.3))
        assert response.status_code in (201, 500, 507)
        self.finished = response.status_code == 201
        self.acknowledged = 2 if self.finished else 0

    def check(self) -> None:
        held = self.practice.recordings.length(self.id)
        assert (held > 0) == self.finished
        assert not [p for p in self.practice.recordings.folder.iterdir() if p.suffix == ".part"]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", [Answer, File], ids=["blocks", "file"])
def test_a_disk_that_fails_anywhere_takes_nothing_back(app, script, practice, row, fault, kind,
                                                       request):  # fmt: skip
    every = kind is Answer or fault == "EIO" or request.config.getoption("--faults")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    reached = 0
    for call in CALLS:
        for number in range(1, MOST):
            answer = kind(script, practice)
            with Disk(practice.recordings.folder, call, number, FAULTS[fault]).failing() as disk:
                answer.go_on()
            if not disk.failed:
                break
            reached += 1
            answer.check()
            answer.go_on()
            answer.check()
            assert answer.finished, f"{call} {number}: not whole once the fault is gone"
            if not every:  # a whole file takes its time for each n
                break
        else:
            pytest.fail(f"{call} never ended")
    check_database(practice.settings.database_file)
    row(f"{fault} at the n-th write, fsync, rename, open ({kind.__name__.lower()})", reached,
        reached, "nothing acknowledged in vain; whole once the fault is gone")  # fmt: skip


SMALL = """
import sys
from pathlib import Path
sys.path[:0] = {path!r}
from tests.faults.small_disk import run
run(Path({folder!r}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk of its own")
def test_a_disk_that_is_really_full(tmp_path, row):
    """The real server on a file system of 24 MB, filled to the last byte while it records."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    (tmp_path / "disk").mkdir()
    code = SMALL.format(path=[os.getcwd(), *sys.path], folder=str(tmp_path / "disk"))
    mounted = f"mount -t tmpfs -o size=24m,mode=700 small '{tmp_path}/disk' && exec \"$@\""
    done = subprocess.run(["unshare", "-m", "sh", "-c", mounted, "sh", sys.executable, "-c", code],
                          capture_output=True, text=True, timeout=120)  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    row("a real disk that is full", 1, 1, done.stdout.strip().splitlines()[-1])


def test_what_it_is_compared_with_is_not_empty():
    assert len(SOUND) > 5000 * 2
    assert pcm(b"RIFF" + bytes(40) + SOUND) == SOUND
