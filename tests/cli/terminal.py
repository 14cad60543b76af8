"""A person at a terminal: presses keys and reads what the program shows."""

import os
import re
import select
import subprocess
import termios
import time
from collections.abc import Callable

from tests.cli.conftest import PROGRAM


class Terminal:
    """The program on a pseudo-terminal of 100 columns."""

    def __init__(self, *arguments, env=None):
        self.ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, (30, 100))
        self.before = termios.tcgetattr(theirs)
        self._theirs = theirs
        environment = {"TERM": "xterm", **(env or dict(os.environ))}
        self.process = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
            start_new_session=True, preexec_fn=_take_terminal,
        )  # fmt: skip
        self.shown = ""
        self._read_until = 0

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def wait_for(self, text: str, seconds: float = 30) -> str:
        """Everything shown since the last wait, once `text` is among it."""
        return self._wait(lambda new: text in new, text, seconds)

    def wait_for_sound(self, least: int) -> str:
        """The same, once so many seconds are recorded. Sound can come two seconds at a time, so
        that no single figure needs to be shown."""
        return self._wait(lambda new: recorded(new) >= least, f"{least} s of sound", 30)

    def _wait(self, seen: Callable[[str], bool], what: str, seconds: float) -> str:
        until = time.monotonic() + seconds
        while not seen(new := self.shown[self._read_until :]):
            assert time.monotonic() < until, f"{what!r} was not shown, but {self.plain[-1500:]!r}"
            self._read(0.2)
        self._read_until = len(self.shown)
        return new

    def end(self, seconds: float = 30) -> int:
        """The exit code, once the program has ended."""
        until = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < until, f"still running: {self.plain[-1500:]!r}"
            self._read(0.2)
        self._read(0)
        return self.process.returncode

    def restored(self) -> bool:
        """Whether the terminal is in the mode it was in before."""
        return termios.tcgetattr(self._theirs) == self.before

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.ours)
        os.close(self._theirs)

    @property
    def plain(self) -> str:
        """What was shown, without colors and cursor movements."""
        return plain(self.shown)

    def _read(self, seconds: float) -> None:
        while select.select([self.ours], [], [], seconds)[0]:
            try:
                self.shown += os.read(self.ours, 65_536).decode(errors="replace")
            except OSError:
                return
            seconds = 0


def plain(shown: str) -> str:
    return re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", "", shown).replace("\r", "")


def recorded(shown: str) -> int:
    """The most seconds that a recording was said to have."""
    times = re.findall(r"(\d+):(\d\d) of", plain(shown))
    return max((60 * int(minutes) + int(seconds) for minutes, seconds in times), default=0)


def _take_terminal() -> None:
    import fcntl

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
