"""kill -9 of Chromium while it records from its microphone."""

import contextlib
import os
import re
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.browser.conftest import ARGUMENTS
from tests.faults.servers import until
from tests.needs import need

pytestmark = [pytest.mark.faults, pytest.mark.browser]

MOST_LOST_SECONDS = 3


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            found += family(int(status.parent.name))
    return found


def browser_of(profile: Path) -> int:
    """The first process that uses a profile."""
    for path in sorted(Path("/proc").glob("[0-9]*/cmdline"), key=lambda p: int(p.parent.name)):
        try:
            given = path.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if f"--user-data-dir={profile}" in given and not any("--type=" in g for g in given):
            return int(path.parent.name)
    raise LookupError(profile)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_a_killed_browser_costs_a_moment(playwright, serving, tmp_path, answer_wav, times, rng,
                                         row):  # fmt: skip
    need("chromium")
    server, runs, worst = serving(), times(1, 25), 0.0
    for number in range(runs):
        profile = tmp_path / f"profile-{number}"
        begun, shown, killed = record_and_die(playwright, server, profile, answer_wav, rng)
        worst = max(worst, resumed(playwright, server, profile, shown, killed - begun))
    assert worst <= MOST_LOST_SECONDS
    row("kill -9 Chromium while recording from a fake microphone", runs, 25,
        f"at most {worst:.1f} s lost, nothing that was shown as saved")  # fmt: skip


def launched(playwright, profile, answer_wav=None):
    hears = [f"--use-file-for-fake-audio-capture={answer_wav}"] if answer_wav else []
    return playwright.chromium.launch_persistent_context(
        str(profile), executable_path="/usr/bin/chromium", args=[*ARGUMENTS, *hears],
        permissions=["microphone"],
    )  # fmt: skip


def record_and_die(playwright, server, profile, answer_wav, rng):
    """(when recording began, seconds shown as saved, when it was killed)"""
    server.restart()
    context = launched(playwright, profile, answer_wav)
    page = context.new_page()
    page.goto(server.link)
    server.form("/sessions", focus="warm-up", length="5")
    page.goto(server.address)
    page.get_by_role("button", name=re.compile("Go on|warm-up")).first.click()
    page.wait_for_load_state()
    page.locator("[data-record]").click()
    page.locator(".recording").first.wait_for()
    begun = time.monotonic()
    page.get_by_text(re.compile("Saved to 0:0[2-9]")).wait_for()
    page.wait_for_timeout(rng.randint(0, 2500))
    shown = int(re.search(r"0:(\d\d)", page.locator("[data-saved]").inner_text())[1])
    for pid in family(browser_of(profile)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    killed = time.monotonic()
    with contextlib.suppress(Error):
        context.close()
    return begun, shown, killed


def resumed(playwright, server, profile, shown: int, spoken: float) -> float:
    """Seconds lost, once the browser was opened again."""
    newest = max((server.data / "recordings").glob("*.pcm"), key=lambda p: p.stat().st_mtime)
    for lock in profile.glob("Singleton*"):
        lock.unlink()
    server.restart()
    context = launched(playwright, profile)
    page = context.new_page()
    page.goto(server.link)
    page.get_by_text(re.compile("is safe, up to")).wait_for(timeout=30_000)
    context.close()
    told = until(lambda: server.state(newest.stem))
    assert told["seconds"] >= shown, "less than was shown as saved"
    return spoken - told["seconds"]
