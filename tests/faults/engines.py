"""Engines for servers that are killed: one that is quick, and one that takes them down."""

import signal
import time

from tests.fakes import FakeEngine

DEADLY_SECONDS = 3
"""A pack at least this long kills the program that decodes it, as a fault in a library would."""


class Slow(FakeEngine):
    """Takes a moment for each pack, so that kills meet it at work."""

    def decode(self, sound, speech):
        time.sleep(0.05)
        return super().decode(sound, speech)


class Deadly(FakeEngine):
    def decode(self, sound, speech):
        if len(sound) >= DEADLY_SECONDS * 16_000:
            signal.raise_signal(signal.SIGSEGV)  # in this thread: it must not get any further
        return super().decode(sound, speech)


class Hungry(FakeEngine):
    """Runs out of memory over a long pack."""

    def decode(self, sound, speech):
        if len(sound) >= DEADLY_SECONDS * 16_000:
            raise MemoryError("no memory is left for this pack")
        return super().decode(sound, speech)


ENGINES = {"fake": FakeEngine, "slow": Slow, "deadly": Deadly, "hungry": Hungry}
