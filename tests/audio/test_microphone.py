import sys
from array import array
from threading import Timer
from types import SimpleNamespace

import pytest

from interview_practice.audio.microphone import MOST_WAITING, Microphone, first_channel, level
from interview_practice.core.errors import Unavailable

CALM = SimpleNamespace(input_overflow=False)
OVERRUN = SimpleNamespace(input_overflow=True)


def pcm(*samples):
    return array("h", samples).tobytes()


@pytest.fixture
def microphone():
    return Microphone(16_000, 1, "test")


def test_blocks_come_in_order(microphone):
    for number in range(3):
        microphone.heard(pcm(number), 1, None, CALM)
    assert [microphone.read() for _ in range(3)] == [pcm(0), pcm(1), pcm(2)]


def test_an_overrun_is_counted_and_its_sound_kept(microphone):
    microphone.heard(pcm(1), 1, None, OVERRUN)
    assert (microphone.lost, microphone.read()) == (1, pcm(1))


def test_a_reader_that_is_too_slow_loses_the_newest_and_knows(microphone):
    for _ in range(MOST_WAITING + 5):
        microphone.heard(pcm(1), 1, None, CALM)
    assert microphone.lost == 5
    assert len(microphone.rest()) == 2 * MOST_WAITING


def test_an_ended_stream_is_noticed_after_its_last_block(microphone):
    microphone.heard(pcm(7), 1, None, CALM)
    microphone.ended()
    assert microphone.read() == pcm(7)
    with pytest.raises(Unavailable, match="stopped"):
        microphone.read()


@pytest.fixture
def seconds(monkeypatch):
    monkeypatch.setattr("interview_practice.audio.microphone.SILENCE_SECONDS", 0.2)
    monkeypatch.setattr("interview_practice.audio.microphone.START_SECONDS", 0.8)


def test_the_first_sound_may_take_longer(microphone, seconds):
    later = Timer(0.5, microphone.heard, (pcm(1), 1, None, CALM))
    later.start()
    assert microphone.read() == pcm(1)


def test_a_microphone_that_never_gives_sound_is_said(microphone, seconds):
    with pytest.raises(Unavailable, match="test gives no sound"):
        microphone.read()


def test_a_microphone_that_falls_silent_is_noticed(microphone, seconds):
    microphone.heard(pcm(1), 1, None, CALM)
    microphone.read()
    with pytest.raises(Unavailable, match="stopped"):
        microphone.read()


def test_of_several_channels_the_first_is_kept():
    assert first_channel(pcm(1, 10, 2, 20, 3, 30), 2) == pcm(1, 2, 3)
    assert first_channel(pcm(1, 2, 3), 1) == pcm(1, 2, 3)


@pytest.mark.parametrize(
    ("samples", "loudness"), [((), 0), ((0, 0), 0), ((1, -16384), 0.5), ((-32768,), 1)]
)
def test_the_level_is_the_loudest_sample(samples, loudness):
    assert level(pcm(*samples)) == loudness


def test_the_module_loads_without_portaudio():
    assert "sounddevice" not in vars(sys.modules["interview_practice.audio.microphone"])
