"""Keys as they are pressed, on a terminal; lines, when something else is the input."""

import os
import queue
import sys
import threading
import time

ENTER = "enter"
LEAVE = "q"
"""Also what the end of the input means: a command never waits for keys that cannot come."""


class Lines:
    """Input that is no terminal: each line is a key, an empty one is Enter."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, name="keys", daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def get(self, seconds: float | None = None) -> str | None:
        """The next key, None when none comes in time."""
        try:
            line = (
                self._waiting.get(timeout=seconds) if seconds != 0 else self._waiting.get_nowait()
            )
        except queue.Empty:
            return None
        if line is None:
            self._waiting.put(None)
            return LEAVE
        return line.strip().lower() or ENTER

    def text(self) -> str:
        """Lines up to an empty one."""
        lines = []
        while (line := self._waiting.get()) and line.strip():
            lines.append(line.rstrip("\n"))
        if line is None:
            self._waiting.put(None)
        return "\n".join(lines)

    def _read(self) -> None:
        try:
            for line in sys.stdin:
                self._waiting.put(line)
        except (ValueError, OSError):
            pass  # closed meanwhile
        self._waiting.put(None)


class Typing:
    """What both kinds of terminal share: a key is read once there is one."""

    def get(self, seconds: float | None = None) -> str | None:
        """The next key, None when none comes in time."""
        pressed = self._pressed(seconds)
        if pressed is None:
            return None
        return ENTER if pressed in ("\r", "\n") else (pressed.lower() or LEAVE)

    def text(self) -> str:
        """Lines up to an empty one, which can be corrected while they are typed."""
        with self._lines():
            lines: list[str] = []
            try:
                while (line := input()) or not lines:
                    lines.append(line)
            except EOFError:
                pass
            return "\n".join(lines).strip()


class Terminal(Typing):
    """A terminal of Linux or macOS, in the mode that gives single keys and shows none."""

    def __enter__(self):
        import termios
        import tty

        self._typed = ""
        self._kept = termios.tcgetattr(sys.stdin)
        tty.setcbreak(sys.stdin)
        return self

    def __exit__(self, *exception):
        import termios

        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._kept)

    def _pressed(self, seconds: float | None) -> str | None:
        import select

        if not self._typed:
            if not select.select([sys.stdin], [], [], seconds)[0]:
                return None
            self._typed = os.read(sys.stdin.fileno(), 32).decode(errors="replace")
        if self._typed.startswith("\x1b"):
            self._typed = ""  # an arrow or the like comes as several bytes: no key of ours
            return "escape"
        pressed, self._typed = self._typed[:1], self._typed[1:]
        return pressed

    def _lines(self):
        return _Cooked(self)


class _Cooked:
    """The terminal's usual mode, for a while."""

    def __init__(self, terminal: Terminal):
        self.terminal = terminal

    def __enter__(self):
        self.terminal.__exit__()

    def __exit__(self, *exception):
        self.terminal.__enter__()


class Console(Typing):
    """A terminal of Windows."""

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def _pressed(self, seconds: float | None) -> str | None:
        import msvcrt

        until = None if seconds is None else time.monotonic() + seconds
        while not msvcrt.kbhit():
            if until is not None and time.monotonic() >= until:
                return None
            time.sleep(0.02)
        return msvcrt.getwch()

    def _lines(self):
        return self


def keys() -> Lines | Typing:
    """The keys of whatever the input is."""
    if not sys.stdin or not sys.stdin.isatty():
        return Lines()
    return Console() if os.name == "nt" else Terminal()
