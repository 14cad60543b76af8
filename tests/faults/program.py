"""Starts servers by forking, in a fraction of a second each, told where they have to die.

Reads one JSON object a line: {"data", "port", "crash", "engine", "output"}; answers with the
process id. A server is the real `interview-practice serve`. The program itself knows nothing of
crash points: they are put around the functions below here, in the child alone.
"""

import importlib
import io
import json
import os
import signal
import sys
import threading
from pathlib import Path

from tests.faults.engines import ENGINES

HALF = "half a write"


def places() -> dict[str, tuple]:
    """(owner, attribute) of what a crash can stand before or after."""
    from sqlalchemy.orm import Session

    from interview_practice.actions import attempts
    from interview_practice.audio import flac
    from interview_practice.audio.recordings import Recordings
    from interview_practice.models import search

    return {
        "fsync": (os, "fsync"),
        "rename": (Path, "rename"),
        "unlink": (Path, "unlink"),
        "commit": (Session, "commit"),
        "completion": (attempts, "complete"),
        "FLAC": (flac, "encode"),
        "comparison": (flac, "same"),
        "deletion": (Recordings, "delete"),
        "forgetting": (search, "forget"),
    }


def install(crash: str) -> None:
    """Die at a place: "before fsync 3", "after commit 1", "half a write 2"."""
    place, _, number = crash.rpartition(" ")
    left = Countdown(int(number))
    if place == HALF:
        half_writes(left)
        return
    when, _, name = place.partition(" ")
    owner, attribute = places()[name]
    inner = getattr(owner, attribute)

    def around(*given, **named):
        last = left.reached()
        if last and when == "before":
            die()
        result = inner(*given, **named)
        if last:
            die()
        return result

    setattr(owner, attribute, around)


class Countdown:
    def __init__(self, number: int):
        self.left, self.lock = number, threading.Lock()

    def reached(self) -> bool:
        with self.lock:
            self.left -= 1
            return self.left == 0


def half_writes(left: Countdown) -> None:
    """The file takes half of the block, and then the program dies."""
    opened = Path.open

    class Half(io.FileIO):
        def write(self, block):
            if left.reached():
                super().write(block[: len(block) // 2])
                die()
            return super().write(block)

    def half(self, mode="r", *given, **named):
        return Half(self, "ab") if mode == "ab" else opened(self, mode, *given, **named)

    Path.open = half


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def serve(told: dict) -> None:
    from interview_practice import app
    from interview_practice.cli import main

    output = os.open(told["output"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ["INTERVIEW_PRACTICE_TOKEN"] = told["token"]
    if told["engine"]:
        engine = ENGINES[told["engine"]]()
        app.speech_engine = lambda settings: engine
    if told["crash"]:
        install(told["crash"])
    main(["serve", "--no-browser", "--data", told["data"], "--port", str(told["port"])],
         prog_name="interview-practice")  # fmt: skip


def load() -> None:
    """Import once what every server needs, and read the bank once."""
    from interview_practice import config
    from interview_practice.models import bank

    for name in ("interview_practice.cli.serve", "soxr", "onnxruntime", "av", "numpy",
                 "faster_whisper.vad", "interview_practice.audio.vad"):  # fmt: skip
        importlib.import_module(name)
    shipped, read = config.shipped("question_bank"), bank.read
    known = {path: read(path, path.name) for path in sorted(shipped.rglob("*.toml"))}
    bank.read = lambda path, name: known[path] if path in known else read(path, name)


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the dead
    load()
    print("ready", flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # the decoder is waited for
            sys.stdin.close()
            try:
                serve(told)
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(1)
        print(child, flush=True)


if __name__ == "__main__":
    main()
