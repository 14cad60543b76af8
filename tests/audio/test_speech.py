"""The real speech model on spoken sentences and on noise; what surrounds it on tables."""

from itertools import pairwise

import jiwer
import numpy as np
import pytest

from interview_practice.audio import speech
from interview_practice.audio.listening import Listener
from interview_practice.core.transcript import joined, place
from tests.audio.sound import (
    RATE,
    hiss,
    hum,
    needs_espeak,
    needs_flite,
    pcm,
    plain,
    silence,
    speak,
    speak_flite,
    typing,
)

TEXT = [
    "In my last role I led a small team that built the payment service.",
    "We had an outage on a Friday evening, and nobody could pay at all.",
    "I rolled the release back, and then I wrote a short report for the client.",
    "These days I keep a list of risks, and I review it every Monday morning.",
]


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spoken")
    parts = [silence(0.5)]
    for text in TEXT:
        parts += [speak(text, folder / "one.wav"), silence(0.9)]
    return np.concatenate(parts)


def transcribed(sound, model):
    """The segments of a whole recording, pack by pack."""
    recording, mark, segments = pcm(sound), 0, []
    while True:
        listener = Listener(RATE, mark)
        pack = listener.hear(recording[listener.position :], final=True)
        segments.append(place(pack, decoded(pack, model)))
        if listener.finished:
            return segments
        mark = pack.end


def decoded(pack, model):
    offset = pack.start / RATE
    return model.decode(pack.sound, [(start - offset, end - offset) for start, end in pack.speech])


def whole(sound):
    return [(0.0, len(sound) / RATE)]


@pytest.mark.speech
@needs_espeak
def test_the_words_are_right_and_in_place(answer, model):
    segments = transcribed(answer, model)
    assert jiwer.wer(plain(" ".join(TEXT)), plain(joined(segments))) <= 0.1
    words = [word for segment in segments for word in segment.words]
    assert joined(segments) == " ".join(word.word for word in words)
    assert all(one.start < one.end <= two.start for one, two in pairwise(words))
    assert all(0 < word.probability <= 1 for word in words)
    assert all(spoken_at(word, segments) for word in words)


def spoken_at(word, segments):
    spans = [span for segment in segments for span in segment.speech]
    return any(start - 0.01 <= word.start <= word.end <= end + 0.01 for start, end in spans)


@pytest.mark.speech
@needs_flite
@pytest.mark.parametrize(("voice", "bound"), [("slt", 0.15), ("kal16", 0.35)])
def test_other_voices(voice, bound, model, tmp_path):
    sound = speak_flite(TEXT[1], tmp_path / "one.wav", voice)
    assert jiwer.wer(plain(TEXT[1]), plain(joined(transcribed(sound, model)))) <= bound


@pytest.mark.speech
@needs_espeak
def test_the_same_sound_gives_the_same_words(answer, model):
    sound = answer[: 8 * RATE]
    assert model.decode(sound, whole(sound)) == model.decode(sound, whole(sound))


@pytest.mark.speech
@pytest.mark.parametrize("noise", [silence, hiss, hum, typing])
def test_noise_says_nothing(noise, model):
    assert joined(transcribed(noise(65), model)) == ""


@pytest.mark.speech
def test_a_moment_of_speech_is_not_decoded(model):
    assert model.decode(hiss(2, level=0.1), [(0.5, 0.7)]).text == ""


@pytest.mark.speech
@needs_espeak
def test_what_fails_the_checks_is_read_again_on_the_full_window(answer, model, monkeypatch):
    windows = watched(model, monkeypatch)
    monkeypatch.setattr(speech, "most_tokens", lambda frames: 3 if len(windows) == 1 else 200)
    heard = model.decode(answer[: 6 * RATE], [(0.5, 4.0)])
    assert windows == [1000, speech.FULL]
    assert not heard.uncertain
    assert len(heard.words) > 10


@pytest.mark.speech
@needs_espeak
def test_what_fails_twice_is_uncertain(answer, model, monkeypatch):
    windows = watched(model, monkeypatch)
    monkeypatch.setattr(speech, "most_tokens", lambda frames: 3)
    sound = answer[: 6 * RATE]
    heard = model.decode(sound, whole(sound))
    assert windows == [1000, speech.FULL]
    assert heard.uncertain
    assert heard.words


def watched(model, monkeypatch):
    """The windows, in mel frames, that the encoder is given from now on."""
    windows, encode = [], model._model.encode

    def recorded(features):
        windows.append(features.shape[-1])
        return encode(features)

    monkeypatch.setattr(model._model, "encode", recorded)
    return windows


CUT_OFF = [
    "The contract will be signed tomorrow.",
    "A good answer has one particular person in it and shows that you thought of the next ones, "
    "too.",
    "Sooner or later they must explain to somebody why they picked you, and this question asks "
    "you for the sentences.",
]
"""Said by flite with these pauses, the model takes the second sentence for the last one."""


@pytest.mark.speech
@needs_flite
def test_a_text_that_ends_too_early_goes_on(model, tmp_path):
    parts = []
    for text, pause in zip(CUT_OFF, (0.5, 0.9, 0.4), strict=True):
        parts += [speak_flite(text, tmp_path / "one.wav"), silence(pause)]
    pack = Listener(RATE).hear(pcm(np.concatenate(parts)), final=True)
    heard = model.decode(pack.sound, pack.speech)
    assert jiwer.wer(plain(" ".join(CUT_OFF)), plain(heard.text)) <= 0.1
    assert heard.text.split() == [word.word for word in heard.words]
    assert all(one.end <= two.start for one, two in pairwise(heard.words))
    assert not heard.uncertain


@pytest.mark.parametrize(
    ("frames", "expected"),
    [(0, 1000), (160, 1000), (800, 1000), (801, 1002), (2333, 2534), (2700, 2900), (3000, 3000)],
)
def test_windows_are_even_and_never_short(frames, expected):
    assert speech.window(frames) == expected


def reading(text="A plain sentence.", likelihood=-0.3, no_speech=0.0, cut_short=False):
    return speech.Reading(None, [1], text, likelihood, no_speech, cut_short)


@pytest.mark.parametrize(
    ("attempt", "trusted"),
    [
        (reading(), True),
        (reading(likelihood=-1.2), False),
        (reading(text="and then " * 30), False),
        (reading(cut_short=True), False),
    ],
)
def test_what_is_believed(attempt, trusted):
    assert attempt.trusted == trusted


@pytest.mark.parametrize(
    ("attempt", "silent"),
    [
        (reading(), False),
        (reading(text=" ..."), True),
        (reading(text=""), True),
        (reading(no_speech=0.9), False),
        (reading(no_speech=0.9, likelihood=-1.5), True),
    ],
)
def test_what_counts_as_silence(attempt, silent):
    assert attempt.silent == silent


@pytest.mark.parametrize(("frames", "tokens"), [(0, 24), (1000, 104), (3000, 224)])
def test_a_text_has_an_end(frames, tokens):
    assert speech.most_tokens(frames) == tokens


@pytest.mark.speech
@needs_espeak
def test_the_whole_allowance_of_tokens_is_used(answer, model, monkeypatch):
    monkeypatch.setattr(speech, "most_tokens", lambda frames: 7)
    features = model._model.feature_extractor(answer[: 6 * RATE])[..., :-1]
    attempt = model._read(features, speech.SHORTEST)
    assert (len(attempt.tokens), attempt.cut_short) == (7, True)
