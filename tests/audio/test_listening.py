"""Any blocks, any restarts, any moment to stop: the packs are the same, to the bit."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interview_practice.audio.listening import Listener, at_16_khz
from tests.audio.sound import RATE, hiss, hum, needs_espeak, pcm, silence, speak, typing

RATES = [48_000, 44_100, 16_000, 8_000]
TEXT = [
    "In my last role I led a small payments team.",
    "We had an outage on a Friday evening, and checkout was blocked.",
    "I rolled the release back, and then I wrote a short report.",
]
PAUSES = [0.7, 2.8, 0.9]


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    """Three sentences of speech with pauses of known length, over faint hiss."""
    folder = tmp_path_factory.mktemp("spoken")
    parts = [silence(0.8)]
    for text, pause in zip(TEXT, PAUSES, strict=True):
        parts += [speak(text, folder / "sentence.wav"), silence(pause)]
    sound = np.concatenate(parts)
    return sound + hiss(len(sound) / RATE, 0.0005)[: len(sound)]


def packs(recording: bytes, rate: int, blocks=(), mark: int = 0):
    """What is heard when the recording grows block by block (in bytes), and the last pack."""
    heard, listener = [], Listener(rate, mark)
    for size in (*ends(blocks, len(recording)), None):
        pack = listener.hear(recording[listener.position : size], final=size is None)
        while pack:
            heard.append(pack)
            if listener.finished:
                break
            listener = Listener(rate, pack.end)
            pack = listener.hear(recording[listener.position : size], final=size is None)
    return heard


def ends(blocks, length):
    return np.minimum(np.cumsum(blocks, dtype=int), length).tolist()


def same(one, other):
    return [bits(pack) for pack in one] == [bits(pack) for pack in other]


def bits(pack):
    return pack.start, pack.end, pack.speech, pack.sound.tobytes()


@needs_espeak
@pytest.mark.parametrize("rate", RATES)
def test_pauses_make_packs(answer, rate):
    heard = packs(pcm(answer, rate), rate)
    assert len(heard) == 2, "the pause of 2.8 s is the only one that ends a short pack"
    assert all(len(pack.sound) == pack.end - pack.start for pack in heard)
    for pack in heard:
        original = answer[pack.start : pack.end]
        likeness = np.corrcoef(original, pack.sound[: len(original)])[0, 1]
        assert likeness > 0.95, "the sound lies where the pack says"


@needs_espeak
@pytest.mark.parametrize("rate", RATES)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(blocks=st.lists(st.integers(1, 200_000), max_size=20))
def test_any_blocks_give_the_same_packs(answer, rate, blocks):
    recording = pcm(answer, rate)
    assert same(packs(recording, rate, blocks), packs(recording, rate))


@needs_espeak
@pytest.mark.parametrize("rate", [48_000, 44_100])
def test_small_blocks_of_odd_length_give_the_same_packs(answer, rate):
    recording = pcm(answer, rate)
    blocks = [333] * (len(recording) // 333)
    assert same(packs(recording, rate, blocks), packs(recording, rate))


@needs_espeak
@pytest.mark.parametrize("rate", RATES)
def test_a_restart_at_the_mark_goes_on_with_the_same_packs(answer, rate):
    recording = pcm(answer, rate)
    whole = packs(recording, rate)
    assert same(packs(recording, rate, mark=whole[0].end), whole[1:])


@needs_espeak
@pytest.mark.parametrize("rate", RATES)
def test_a_tail_is_exactly_what_stopping_there_gives(answer, rate):
    recording = pcm(answer, rate)
    block = rate // 10 * 2
    listener, tails = Listener(rate), 0
    for start in range(0, len(recording) // 2, block):
        assert not listener.hear(recording[start : start + block])
        if listener.tail:
            stopped = Listener(rate).hear(recording[: start + block], final=True)
            if stopped.spoken == listener.tail.spoken:  # no word began in the last 50 ms
                assert bits(listener.tail) == bits(stopped)
                tails += 1
    assert tails > 5


@needs_espeak
@pytest.mark.parametrize("rate", RATES)
def test_a_closing_pack_is_exactly_the_next_one(answer, rate):
    recording = pcm(answer, rate)
    block = rate // 10 * 2
    listener, closing, pack = Listener(rate), [], None
    while not pack:
        pack = listener.hear(recording[listener.position : listener.position + block])
        closing += [listener.closing] * bool(listener.closing)
    assert len(closing) > 10
    assert {bits(one) == bits(pack) for one in closing} == {True}


@needs_espeak
def test_pauses_are_measured_within_40_ms(answer, tmp_path):
    known, at = [], 0.8
    for text, pause in zip(TEXT, PAUSES, strict=True):
        spoken = speak(text, tmp_path / "one.wav")
        loud = np.flatnonzero(np.abs(spoken) > 0.01) / RATE
        known.append((at + loud[0], at + loud[-1]))
        at += len(spoken) / RATE + pause
    speech = [span for pack in packs(pcm(answer), RATE) for span in pack.speech]
    starts, stops = (np.array(edge) for edge in zip(*speech, strict=True))
    errors = [np.abs(starts - begun).min() for begun, _ in known]
    errors += [np.abs(stops - ended).min() for _, ended in known]
    assert np.mean(errors) < 0.04


@pytest.mark.parametrize("noise", [silence, hiss, hum, typing])
def test_noise_holds_no_speech(noise):
    heard = packs(pcm(noise(65)), RATE)
    assert max(pack.spoken for pack in heard) < 0.3
    assert heard[-1].end >= 64 * RATE, "the mark moves on all the same"


def test_an_empty_recording_ends_with_an_empty_pack():
    assert [(pack.start, pack.end, pack.speech) for pack in packs(b"", 48_000)] == [(0, 0, ())]


def test_half_a_sample_at_the_end_is_left_out():
    assert packs(b"\0" * 3201, RATE)[0].end == 1600


def test_nobody_has_fallen_silent_who_has_not_spoken():
    listener = Listener(RATE, mark=RATE)
    assert listener.position == 2 * RATE
    listener.hear(pcm(hiss(3, level=0.1)))
    assert listener.silence == 0


@needs_espeak
def test_how_long_it_is_since_somebody_spoke(tmp_path):
    listener, sound = Listener(RATE), speak(TEXT[0], tmp_path / "one.wav")
    ended = np.flatnonzero(np.abs(sound) > 0.01)[-1] / RATE
    listener.hear(pcm(np.concatenate([sound, silence(1)])))
    assert listener.silence == pytest.approx(len(sound) / RATE + 1 - ended, abs=0.2)


def test_importing_it_loads_nothing_heavy():
    heavy = "numpy onnxruntime soxr av ctranslate2 faster_whisper tokenizers huggingface_hub"
    program = (
        "import sys, interview_practice.audio.listening, interview_practice.audio.speech,"
        " interview_practice.audio.speech_models;"
        f"print([name for name in {heavy.split()} if name in sys.modules])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == "[]"


@pytest.mark.parametrize("rate", RATES)
def test_a_stretch_read_anew_is_the_sound_that_the_pack_held(answer, rate):
    recording = pcm(answer, rate)
    for pack in packs(recording, rate)[1:]:
        first, last = (round(at * rate / RATE) * 2 for at in (pack.start, pack.end))
        sound = at_16_khz(recording[first:last], rate)
        assert len(sound) == pytest.approx(len(pack.sound), abs=1)
        length = min(len(sound), len(pack.sound))
        # A sample at one rate may fall between two at the other.
        assert np.corrcoef(sound[:length], pack.sound[:length])[0, 1] > 0.99
