"""PortAudio itself: loaded late, called by one thread, and never waited for without end.

A sound server or a driver that hangs takes every caller along: closing a stream of a PulseAudio
that hung never returned. So the calls are made by a thread that can be left behind.
"""

import atexit
import os
import queue
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from functools import cache
from threading import Thread
from typing import Any

from interview_practice.core.errors import Unavailable

PATIENCE_SECONDS = 10.0
"""A call takes less than a second; with many devices, or over Bluetooth, a few."""

CLOSING_SECONDS = 2.0
"""A close that hangs is not waited for: the sound is saved, and the person wants to go on."""

NO_PACKAGE = "The microphone needs the package sounddevice: pip install 'interview-practice[mic]'."
NO_LIBRARY = {
    "linux": "PortAudio is missing. Install it: sudo apt install libportaudio2, or your system's "
             "package portaudio.",
    "darwin": "PortAudio is missing. Install it: brew install portaudio.",
}  # fmt: skip
STUCK = "The sound system of this machine does not answer. Restart it, or type your answers."


class Caller:
    """Makes the calls one after the other, all in one thread: PortAudio is not made for more, and
    on Windows a stream belongs to the thread that opened it."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[tuple[Future, Callable]] = queue.SimpleQueue()
        self._last: Future | None = None

    def call(self, do: Callable) -> Any:
        """What `do` gives. Raises Unavailable when the sound system hangs."""
        outcome = self._put(do)
        try:
            return outcome.result(PATIENCE_SECONDS)
        except TimeoutError:
            outcome.cancel()  # what has not begun yet must not happen later, unasked
            raise Unavailable(STUCK) from None

    def close(self, do: Callable) -> None:
        """Make a call that is needed in any case, however late."""
        wait([self._put(do)], CLOSING_SECONDS)

    @property
    def stuck(self) -> bool:
        return self._last is not None and not self._last.done()

    def _put(self, do: Callable) -> Future:
        if self._last is None:
            Thread(target=self._work, name="portaudio", daemon=True).start()
        outcome = self._last = Future()
        self._waiting.put((outcome, do))
        return outcome

    def _work(self) -> None:
        while True:
            outcome, do = self._waiting.get()
            if not outcome.set_running_or_notify_cancel():
                continue
            try:
                outcome.set_result(do())
            except BaseException as error:  # whoever waits for it gets it
                outcome.set_exception(error)


caller = Caller()


@cache
def load() -> Any:
    """The module sounddevice. Raises Unavailable without it or without PortAudio."""
    try:
        import sounddevice
    except ImportError:
        raise Unavailable(NO_PACKAGE) from None
    except OSError:
        raise Unavailable(NO_LIBRARY.get(sys.platform, "PortAudio is missing.")) from None
    atexit.unregister(sounddevice._exit_handler)
    atexit.register(_leave, sounddevice._exit_handler)
    return sounddevice


def look_again(sound: Any) -> None:
    """Let PortAudio look for devices anew: it lists them once, when it is initialized."""
    try:
        while sound._initialized:
            sound._terminate()
        sound._initialize()
    except sound.PortAudioError:
        raise Unavailable(STUCK) from None


@contextmanager
def hushed() -> Iterator[None]:
    """Keep what PortAudio and ALSA print about a device out of a terminal's screen."""
    if not os.isatty(2):
        yield
        return
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _leave(exit_handler: Callable) -> None:
    # Ending PortAudio closes its streams: where one hangs, the program would never end.
    if not caller.stuck:
        exit_handler()
