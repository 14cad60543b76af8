"""Servers that can be killed and started again quickly, and clients that remember promises."""

import contextlib
import http.client
import io
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import av
import numpy as np

from tests.browser.server import TOKEN, Server

PATIENCE = 30
GONE = (OSError, http.client.HTTPException)


class Nursery:
    """The process that forks servers; see program.py."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.program"], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        assert self.process.stdout.readline() == "ready\n"

    def fork(self, **told) -> int:
        print(json.dumps({"token": TOKEN, **told}), file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


class QuickServer(Server):
    """A server of the nursery's. `crash` names the place where its next start has to die."""

    def __init__(self, nursery: Nursery, data: Path, crash: str = "", engine: str = "fake"):
        self.nursery, self.crash, self.engine = nursery, crash, engine
        self.pid = None
        super().__init__(data)

    @property
    def output(self) -> Path:
        """What the program said, through all its lives."""
        return self.data.parent / f"{self.data.name}.out"

    def start(self) -> None:
        output = self.output
        begun = output.stat().st_size if output.exists() else 0
        self.pid = self.nursery.fork(data=str(self.data), port=self.port, crash=self.crash,
                                     engine=self.engine, output=str(output))  # fmt: skip
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            told = output.read_text()[begun:] if output.exists() else ""
            if found := re.search(r"(http://127\.0\.0\.1:(\d+))/entry\S+", told):
                self.link, self.address, self.port = found[0], found[1], int(found[2])
                return
            if not self.alive():
                if self.crash or self.engine == "deadly":
                    return  # it died while it started
                raise RuntimeError(told)
            time.sleep(0.01)
        raise TimeoutError(output.read_text())

    def alive(self) -> bool:
        """Whether the process is there and is still ours: numbers of dead ones are used again.
        It is there as long as one of its threads is, with its files and its locks."""
        if self.pid is None:
            return False
        try:
            stat = Path(f"/proc/{self.pid}/stat").read_text()
        except OSError:
            return False
        return int(stat.rpartition(")")[2].split()[1]) == self.nursery.process.pid

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        if self.alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)
        self._gone()
        self.pid = None

    def restart(self) -> float:
        """Start it anew without any crash; seconds until it answers."""
        self.kill()
        self.crash = ""
        begun = time.monotonic()
        self.start()
        self.request("GET", "/")
        return time.monotonic() - begun

    def _gone(self) -> None:
        until = time.monotonic() + PATIENCE
        while self.alive():
            assert time.monotonic() < until, "the server does not end"
            time.sleep(0.005)

    def state(self, attempt) -> dict:
        return self.json(f"/attempts/{attempt}/transcript")


class Recorder:
    """Records one answer block by block, and remembers what the server has promised."""

    def __init__(self, server: Server, sound: bytes, rng: random.Random, rate: int = 16_000):
        self.server, self.sound, self.rng, self.rate = server, sound, rng, rate
        self.id = uuid4()
        self.path = f"/attempts/{self.id}"
        self.begun = self.complete = False
        self.acknowledged = 0

    def begin(self) -> None:
        status, *_ = self.server.form("/attempts", id=self.id, sample_rate=self.rate,
                                      question="opener-tell-me-about-yourself")  # fmt: skip
        assert status in (200, 201)
        self.begun = True

    def send(self) -> bool:
        """One block; False when all is sent. Raises one of GONE when the server is gone."""
        block = self.sound[self.acknowledged :][: 2 * self.rng.randrange(500, 40_000)]
        if not block:
            return False
        status, headers, told = self.server.request(
            "PATCH", f"{self.path}/recording", block, Upload_Offset=str(self.acknowledged)
        )
        assert status != 422, told
        if status == 200:
            self.acknowledged = int(headers["Upload-Offset"])
        return True

    def finish(self) -> None:
        """Send what is missing, as after a reload: from where the server says it is."""
        self.begin()
        if not self.complete:
            self.acknowledged = self.held()
        while self.send():
            pass
        status, *_ = self.server.request("POST", f"{self.path}/recording/completion",
                                         Upload_Length=str(len(self.sound)))  # fmt: skip
        assert status == 200
        self.complete = True

    def whole(self) -> None:
        """Everything in one go, as long as the server lives."""
        with contextlib.suppress(*GONE):
            self.finish()

    def held(self) -> int:
        status, headers, _ = self.server.request("HEAD", f"{self.path}/recording")
        return int(headers["Upload-Offset"]) if status == 200 else 0

    def kept(self) -> bytes:
        """The sound as the server gives it out."""
        status, _, body = self.server.request("GET", f"{self.path}/recording")
        return pcm(body) if status == 200 else b""

    def check(self) -> None:
        """Nothing that was acknowledged is lost, and nothing was mixed up."""
        held, kept = self.held(), self.kept()
        assert held >= self.acknowledged
        assert len(kept) == held
        assert self.sound.startswith(kept)


def pcm(file: bytes) -> bytes:
    if file[:4] == b"RIFF":
        return file[44:]
    with av.open(io.BytesIO(file)) as opened:
        return b"".join(f.to_ndarray().astype("<i2").tobytes() for f in opened.decode(audio=0))


def noise(rng: random.Random, seconds: float, rate: int = 16_000) -> bytes:
    """Sound of which no two places are alike."""
    samples = np.random.default_rng(rng.randrange(2**32)).normal(0, 2000, round(seconds * rate))
    return samples.astype("<i2").tobytes()


def check_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def check_files(folder: Path) -> None:
    """No half file stands under a final name."""
    for path in folder.glob("*.flac"):
        assert pcm(path.read_bytes())


def until(condition, seconds: float = PATIENCE):
    """Ask again until it holds."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)
    return found
