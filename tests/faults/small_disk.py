"""Run inside a mount of its own: fills the disk under the real server, and frees it again."""

import os
import random
from pathlib import Path

from tests.browser.server import Server
from tests.faults.servers import Recorder, check_database, noise, until


def run(folder: Path) -> None:
    server = Server(folder / "data")
    rng = random.Random(1)
    recorder = Recorder(server, noise(rng, 30), rng)
    recorder.begin()
    for _ in range(3):
        recorder.send()
    fill(folder / "ballast")
    refused = 0
    for _ in range(10):
        before = recorder.acknowledged
        recorder.send()
        refused += recorder.acknowledged == before
    assert refused, "the disk was not full"
    status, *_ = server.request("POST", f"{recorder.path}/recording/completion",
                                     Upload_Length=str(recorder.acknowledged + 2))  # fmt: skip
    assert status in (409, 507)
    recorder.check()
    server.kill()
    (folder / "ballast").unlink()
    server.start()
    recorder.check()
    recorder.finish()
    assert recorder.kept() == recorder.sound
    until(lambda: server.json(f"{recorder.path}/transcript")["state"] in ("ready", "failed"), 60)
    assert server.json(f"{recorder.path}/transcript")["state"] == "ready"
    server.stop()
    check_database(folder / "data" / "practice.db")
    print(f"{refused} blocks refused with 507, none lost, whole once there was room")


def fill(path: Path) -> None:
    size = 1 << 20
    with path.open("wb", buffering=0) as file:
        while size:
            try:
                file.write(os.urandom(size))
            except OSError:
                size //= 2
