"""Microphones of every kind: real PortAudio streams from null sinks of PulseAudio."""

import os
import wave
from uuid import UUID

import numpy as np
import pytest

from tests import sounds

pytestmark = [
    pytest.mark.microphone,
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]

SPOKEN_RATE = 44_100
NOTE = 440
"""Hz of what is played: at a wrong sample rate it would be another note."""

PICKY = """
import os, sounddevice
class Picky(sounddevice.RawInputStream):
    def __init__(self, **how):
        with open(os.environ["ONLY"]) as file:
            only = tuple(map(int, file.read().split()))
        if (how["samplerate"], how["channels"]) != only:
            raise sounddevice.PortAudioError("Invalid sample rate", -9997)
        super().__init__(**how)
sounddevice.RawInputStream = Picky
"""
"""A device that allows one way of opening it: PulseAudio converts and would allow them all."""


@pytest.fixture
def note(tmp_path):
    """A note of five seconds, as a file of sound."""
    file = tmp_path / "note.wav"
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, SPOKEN_RATE, 0, "NONE", ""))
        out.writeframes(sounds.tone(5.0, SPOKEN_RATE))
    return file


@pytest.fixture
def picky(tmp_path, sound):
    """A machine whose microphone allows one sample rate and one number of channels."""
    (tmp_path / "sitecustomize.py").write_text(PICKY)
    allowed = tmp_path / "only"
    sound.env |= {"PYTHONPATH": f"{tmp_path}{os.pathsep}{os.getcwd()}", "ONLY": str(allowed)}
    return lambda rate, channels: allowed.write_text(f"{rate} {channels}")


def begin(terminal):
    terminal.wait_for("s to think")
    terminal.press("\n")
    terminal.wait_for("0:01 of")
    return terminal


def finish(terminal, key="\n"):
    """Stop and rate; what was said on the way."""
    terminal.press(key)
    shown = terminal.wait_for("How did it feel?")
    terminal.press("3")
    assert terminal.end(60) == 0
    return " ".join(shown.split())


def recorded(practice, rows):
    """(sample rate, samples) of the one answer."""
    ((attempt, rate, length, complete),) = rows(
        "SELECT id, sample_rate, length, completed_at FROM attempt"
    )
    pcm = practice.recordings.read(UUID(attempt), 0)
    assert (len(pcm), bool(complete)) == (length, True)
    return rate, np.frombuffer(pcm, "<i2")


def heard(rate, samples):
    """The loudest note, in Hz, and for how many seconds there was any."""
    loudest = np.abs(np.fft.rfft(samples)).argmax() * rate / len(samples)
    tenths = samples[: len(samples) // (rate // 10) * (rate // 10)].reshape(-1, rate // 10)
    return loudest, sum(np.abs(tenths).max(axis=1) > 500) / 10


SINKS = [{"rate": 8_000, "channels": 1}, {"rate": 44_100, "channels": 2},
         {"rate": 48_000, "channels": 6}]  # fmt: skip


@pytest.mark.parametrize("kind", SINKS, ids=str)
def test_a_microphone_of_any_rate_and_channels_is_heard_as_it_is(at_terminal, sound, note, kind,
                                                                 practice, rows):  # fmt: skip
    sound.plug_in("other", **kind)
    terminal = begin(at_terminal("rehearse", "--length", "1", env=sound.env))
    sound.play(note, "other")
    said = finish(terminal)
    loudest, seconds = heard(*recorded(practice, rows))
    assert abs(loudest - NOTE) < 2
    assert 4.5 <= seconds <= 5.5, said


@pytest.mark.parametrize("only", [(48_000, 2), (16_000, 1), (44_100, 32)], ids=str)
def test_a_microphone_that_allows_one_way_is_opened_in_it(at_terminal, sound, picky, note, only,
                                                          practice, rows):  # fmt: skip
    picky(*only)
    terminal = begin(at_terminal("rehearse", "--length", "1", env=sound.env))
    sound.play(note)
    finish(terminal)
    rate, samples = recorded(practice, rows)
    loudest, seconds = heard(rate, samples)
    assert rate == only[0]
    assert abs(loudest - NOTE) < 2
    assert 4.5 <= seconds <= 5.5


def test_a_microphone_that_allows_no_way_is_said_and_typing_goes_on(at_terminal, sound, picky,
                                                                    rows):  # fmt: skip
    picky(12_345, 7)
    terminal = at_terminal("rehearse", "--length", "1", env=sound.env)
    terminal.wait_for("s to think")
    terminal.press("\n")
    terminal.wait_for("default cannot be opened: Invalid sample rate. Close other programs")
    terminal.wait_for("s to think")
    terminal.press("t")
    terminal.wait_for("an empty line ends it")
    terminal.press("I would ask.\n\n")
    terminal.wait_for("How did it feel?")
    terminal.press("2")
    assert terminal.end() == 0
    assert rows("SELECT text FROM transcript") == [("I would ask.",)]
