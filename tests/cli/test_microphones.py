"""Microphones of every kind, and what becomes of an answer when one goes away: real PortAudio
streams from null sinks of PulseAudio."""

import os
import re
import wave
from uuid import UUID

import numpy as np
import pytest

from tests import sounds
from tests.cli.terminal import plain

pytestmark = [
    pytest.mark.microphone,
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]

SPOKEN_RATE = 44_100
NOTE = 440
"""Hz of what is played: at a wrong sample rate it would be another note."""

NOTE_SECONDS = 2.5

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
    """A note, as a file of sound."""
    file = tmp_path / "note.wav"
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, SPOKEN_RATE, 0, "NONE", ""))
        out.writeframes(sounds.tone(NOTE_SECONDS, SPOKEN_RATE))
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
    terminal.wait_for_sound(1)
    return terminal


def finish(terminal, key="\n"):
    """Stop and rate; what was said on the way."""
    terminal.press(key)
    shown = terminal.wait_for("How did it feel?")
    terminal.press("3")
    assert terminal.end(60) == 0
    assert not re.search("Expression|ALSA|Traceback", terminal.plain)
    return " ".join(shown.split())


def recorded(practice, rows):
    """(sample rate, samples) of the one spoken answer."""
    ((attempt, rate, length, complete),) = rows(
        "SELECT id, sample_rate, length, completed_at FROM attempt WHERE sample_rate"
    )
    pcm = practice.recordings.read(UUID(attempt), 0)
    assert (len(pcm), bool(complete)) == (length, True)
    return rate, np.frombuffer(pcm, "<i2")


def notes(rate, samples):
    """How often the note was heard; a fraction of one is missing sound, another pitch an error."""
    loudest = np.abs(np.fft.rfft(samples)).argmax() * rate / len(samples)
    assert abs(loudest - NOTE) < 2
    tenths = samples[: len(samples) // (rate // 10) * (rate // 10)].reshape(-1, rate // 10)
    return sum(np.abs(tenths).max(axis=1) > 500) / 10 / NOTE_SECONDS


def about(times):
    return pytest.approx(times, abs=0.2)


SINKS = [{"rate": 8_000, "channels": 1}, {"rate": 44_100, "channels": 2},
         {"rate": 48_000, "channels": 6}]  # fmt: skip


@pytest.mark.parametrize("kind", SINKS, ids=str)
def test_a_microphone_of_any_rate_and_channels_is_heard_as_it_is(at_terminal, sound, note, kind,
                                                                 practice, rows):  # fmt: skip
    sound.plug_in("other", **kind)
    terminal = begin(at_terminal("rehearse", "--length", "1", env=sound.env))
    sound.play(note, "other")
    said = finish(terminal)
    assert notes(*recorded(practice, rows)) == about(1), said


@pytest.mark.parametrize("only", [(48_000, 2), (16_000, 1), (44_100, 32)], ids=str)
def test_a_microphone_that_allows_one_way_is_opened_in_it(at_terminal, sound, picky, note, only,
                                                          practice, rows):  # fmt: skip
    picky(*only)
    terminal = begin(at_terminal("rehearse", "--length", "1", env=sound.env))
    sound.play(note)
    finish(terminal)
    rate, samples = recorded(practice, rows)
    assert rate == only[0]
    assert notes(rate, samples) == about(1)


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


def waits(terminal, trouble="The microphone stopped. Everything up to 0:0"):
    """It says what went wrong, and asks how to go on."""
    said = " ".join(plain(terminal.wait_for("here.")).split())
    assert trouble in said
    assert "Enter goes on once it is back, any other key ends the answer here." in said


def go_on(terminal, sound, note, sink="mic"):
    """Enter, and another note is heard from a microphone that is there again."""
    terminal.press("\n")
    terminal.wait_for("Recording  ")
    sound.play(note, sink)
    finish(terminal)


@pytest.fixture
def speaking(practice, at_terminal, sound, note):
    """An answer of one note so far."""
    terminal = begin(at_terminal("rehearse", "--length", "1", env=sound.env))
    sound.play(note)
    return terminal


def test_an_unplugged_microphone_goes_on_once_it_is_plugged_in_again(speaking, sound, note,
                                                                     practice, rows):  # fmt: skip
    sound.unplug_all()
    waits(speaking)
    sound.plug_in("other", rate=48_000, channels=2)
    go_on(speaking, sound, note, "other")
    assert notes(*recorded(practice, rows)) == about(2)


def test_enter_before_it_is_plugged_in_again_ends_nothing(speaking, sound, note, practice, rows):
    sound.unplug_all()
    waits(speaking)
    for _ in range(2):
        speaking.press("\n")
        waits(speaking, "cannot be opened")
    sound.plug_in("other")
    go_on(speaking, sound, note, "other")
    assert notes(*recorded(practice, rows)) == about(2)


def test_of_two_microphones_the_other_goes_on_by_itself(at_terminal, sound, note, practice, rows):
    sound.plug_in("other")
    sound.choose("mic")
    with sound.awake("other"):
        terminal = begin(at_terminal("rehearse", "--length", "1", env=sound.env))
        sound.play(note)
        sound.unplug("mic")
        sound.play(note, "other")
        said = finish(terminal)
    assert "The microphone stopped" not in said
    assert notes(*recorded(practice, rows)) == about(2)


def test_a_sound_server_that_died_and_began_anew_goes_on(speaking, sound, note, practice, rows):
    sound.stop()
    waits(speaking)
    speaking.press("\n")
    waits(speaking, "No microphone was found")
    sound.start()
    go_on(speaking, sound, note)
    assert notes(*recorded(practice, rows)) == about(2)


def test_a_sound_server_that_hangs_is_said_and_goes_on(speaking, sound, note, practice, rows):
    sound.freeze()
    waits(speaking)
    speaking.press("\n")
    waits(speaking, "does not answer")
    sound.thaw()
    go_on(speaking, sound, note)
    assert notes(*recorded(practice, rows)) == about(2)


def test_a_sound_server_that_hangs_for_good_holds_nothing_up(speaking, sound, practice, rows):
    sound.freeze()
    waits(speaking)
    finish(speaking, "x")
    assert notes(*recorded(practice, rows)) == about(1)


def test_a_sound_server_that_hangs_at_the_start_leaves_typing(at_terminal, sound, rows):
    sound.freeze()
    terminal = at_terminal("rehearse", "--length", "1", env=sound.env)
    terminal.wait_for("does not answer")
    terminal.wait_for("an empty line ends it")
    terminal.press("I would ask.\n\n")
    finish(terminal, "")
    assert rows("SELECT text FROM transcript") == [("I would ask.",)]


def test_without_any_microphone_left_the_next_answer_is_typed(at_terminal, sound, note, practice,
                                                              rows):  # fmt: skip
    terminal = begin(at_terminal("rehearse", "--length", "2", env=sound.env))
    sound.play(note)
    sound.unplug_all()
    waits(terminal)
    terminal.press("x")
    terminal.wait_for("How did it feel?")
    terminal.press("3")
    terminal.wait_for("Enter: next question.")
    terminal.press("\n")
    terminal.wait_for("s to think")
    terminal.press("\n")
    terminal.wait_for("cannot be opened")
    terminal.wait_for("s to think")
    terminal.press("t")
    terminal.wait_for("an empty line ends it")
    terminal.press("I would ask.\n\n")
    finish(terminal, "")
    assert rows("SELECT text FROM transcript ORDER BY rowid")[1:] == [("I would ask.",)]
    assert notes(*recorded(practice, rows)) == about(1)


def test_a_microphone_that_comes_back_at_another_rate_is_said_and_the_sound_kept(
    at_terminal, sound, picky, note, practice, rows
):
    picky(48_000, 2)
    terminal = begin(at_terminal("rehearse", "--length", "1", env=sound.env))
    sound.play(note)
    sound.unplug_all()
    waits(terminal)
    sound.plug_in("other", rate=16_000, channels=1)
    picky(16_000, 1)
    terminal.press("\n")
    waits(terminal, "This microphone works at 16000 Hz, the one before at 48000: the rest")
    finish(terminal, "x")
    assert notes(*recorded(practice, rows)) == about(1)
