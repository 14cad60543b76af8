"""The second look: its rules on tables, and the real speech model on spoken fillers."""

import re

import numpy as np
import pytest

from interview_practice.audio import fillers
from interview_practice.core.tokens import is_sound
from interview_practice.core.transcript import Word
from tests.audio.sound import RATE, needs_espeak, needs_flite, silence, speak, speak_flite


def heard(text, each=0.4, gaps=(), probability=0.9):
    """Words of 0.4 s one after the other; `gaps` are (position, seconds) of silence before one."""
    words, at = [], 0.0
    for position, word in enumerate(text.split()):
        at += dict(gaps).get(position, 0)
        words.append(Word(word, round(at, 3), round(at + each, 3), probability))
        at += each
    return words


@pytest.mark.parametrize(
    ("speech", "seconds", "slices"),
    [
        ([(0.2, 4)], 4.5, [(0, 4.5)]),
        ([], 1, [(0, 1)]),
        ([(0.2, 4), (5, 9)], 9.3, [(0, 4.5), (4.5, 9.3)]),
        ([(0.2, 4), (4.2, 9)], 9.3, [(0, 9.3)]),
        ([(0.2, 1), (2, 9)], 9.3, [(0, 9.3)]),
        ([(0.2, 4), (5, 6)], 6.3, [(0, 6.3)]),
        ([(0, 3.5), (4, 5), (6, 8), (9, 12)], 12.3, [(0, 3.75), (3.75, 8.5), (8.5, 12.3)]),
    ],
    ids=["one stretch", "no speech", "a silence", "a short silence", "too near the start",
         "too near the end", "three"],
)  # fmt: skip
def test_slices_cover_the_pack_and_end_in_silence(speech, seconds, slices):
    assert fillers.cut(speech, seconds) == slices


WORDS = "we had a plan for it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We had, um, a plan for it.", [("um", 0.8)]),
        ("Um, we had a plan, uh, for it.", [("um", 0.0), ("uh", 1.6)]),
        ("We had a plan for it, er.", [("er", 2.4)]),
        ("We had, um, uh, a plan for it.", [("um", 0.8)]),
        ("We had a plan for it.", []),
        ("He said, um, nothing of the kind.", []),
        ("We had, um, for it.", []),
        ("We had, um, plan for it.", [("um", 0.8)]),
        ("We had, um, the plan for it.", [("um", 0.8)]),
        ("", []),
        ("um um um um", []),
    ],
    ids=["between two words", "at the start", "at the end", "two count once", "none",
         "other words around it", "two words missing", "instead of a word", "a word heard twice",
         "nothing", "a loop in place of many words"],
)  # fmt: skip
def test_a_filler_counts_where_its_neighbors_stand(text, expected):
    speech = [(0, 2.6)]
    found = fillers.inserted(text, heard(WORDS), (0, 2.6), speech)
    assert [(word.word, pytest.approx(word.start, abs=0.15)) for word in found] == expected


def test_a_filler_lies_in_the_longest_speech_between_its_neighbors():
    words = heard("we had a plan", gaps=[(2, 2)])
    speech = [(0, 0.8), (1.0, 1.15), (1.4, 1.9), (2.8, 3.6)]
    [um] = fillers.inserted("We had, um, a plan", words, (0, 4), speech)
    assert (um.start, um.end) == (1.4, 1.9)


def test_a_filler_instead_of_a_word_takes_its_place():
    [um] = fillers.inserted("we had, um, plan", heard("we had but plan"), (0, 2), [(0, 2)])
    assert (um.word, um.start, um.end) == ("um", 0.8, 1.2)


def test_a_hyphen_does_not_hide_a_neighbor():
    [uh] = fillers.inserted("the well-known, uh, plan", heard("the well known plan"), (0, 2), [])
    assert uh.start == pytest.approx(1.1)


BETWEEN = [(0, 0.8), (1.2, 1.6), (2.2, 3)]
"""Two words, a silence, one word, a silence, two words."""


@pytest.mark.parametrize(
    ("word", "probability", "speech", "found"),
    [
        ("but", 0.3, BETWEEN, True),
        ("but", 0.8, BETWEEN, False),
        ("anyway", 0.3, BETWEEN, False),
        ("um", 0.3, BETWEEN, False),
        ("...", 0.3, BETWEEN, False),
        ("but", 0.3, [(0, 1.6), (2.2, 3)], False),
        ("but", 0.3, [(0, 0.8), (1.1, 2.0), (2.2, 3)], False),
    ],
    ids=["doubtful", "likely", "long", "a filler already", "no letters", "not alone", "drawn out"],
)
def test_a_short_doubtful_word_alone_is_a_filler(word, probability, speech, found):
    words = [
        *heard("we had"), Word(word, 1.2, 1.6, probability), Word("a", 2.2, 2.6, 0.3),
        Word("plan", 2.6, 3, 0.3),
    ]  # fmt: skip
    expected = [Word("uh", 1.2, 1.6, probability)] if found else []
    assert list(fillers.alone(words, speech)) == expected


@pytest.mark.parametrize(
    ("middle", "found"),
    [
        ((1.2, 1.5), True),
        ((0.9, 1.2), False),
        ((1.8, 2.1), False),
        ((1.2, 1.3), False),
        ((1.1, 1.8), False),
    ],
    ids=["between silences", "after a closure", "before a closure", "too short", "too long"],
)
def test_short_speech_without_a_word_is_a_filler(middle, found):
    words, speech = heard("we had a plan", gaps=[(2, 1.4)]), [(0, 0.8), middle, (2.2, 3)]
    expected = [Word("uh", *middle, 0.5)] if found else []
    assert list(fillers.wordless(words, speech)) == expected
    covered = [*words, Word("and", middle[0], middle[1], 0.9)]
    assert list(fillers.wordless(covered, speech)) == []


def test_speech_at_the_edges_of_a_pack_may_be_a_filler():
    speech = [(0, 0.3), (0.6, 1.4), (1.7, 2.0)]
    found = fillers.wordless([Word("we", 0.6, 1.4, 0.9)], speech)
    assert [(word.start, word.end) for word in found] == [(0, 0.3), (1.7, 2.0)]


def test_words_belong_to_where_their_middle_is():
    words = heard("we had a plan")
    assert [word.word for word in fillers.within(words, (0.2, 1.0))] == ["we", "had"]
    assert [word.word for word in fillers.within(words, (1.0, 9))] == ["a", "plan"]


@pytest.mark.parametrize(
    ("seconds", "slices", "shape"),
    [
        (9.0, [(0, 4), (4, 9)], (2, 300, 4)),
        (9.0, [(0, 9)], (1, 500, 4)),
        (0.6, [(0, 0.6)], (1, 150, 4)),
        (11.5, [(0, 11.5)], (1, 625, 4)),
    ],
    ids=["two", "one", "shorter than mel bands", "no silence behind"],
)
def test_slices_are_filled_with_the_silence_behind_the_sound(seconds, slices, shape):
    encoded = np.zeros((1, 575, 4), np.float32)
    encoded[:, int(seconds * 50) :] = 1
    batch = fillers._batch(encoded, seconds, slices)
    assert batch.shape == shape
    first = int(slices[0][1] * 50)
    assert not batch[0, :first].any()
    assert batch[0, first:].all() or seconds == 11.5


WITH = "So, um, I led a small payments team. We had, uh, three people and two contractors."


@pytest.fixture(scope="module")
def hesitant(tmp_path_factory):
    path = tmp_path_factory.mktemp("spoken") / "one.wav"
    return np.concatenate([silence(0.3), speak(WITH, path), silence(0.3)])


def whole(sound):
    return [(0.3, len(sound) / RATE - 0.3)]


@pytest.mark.speech
@needs_espeak
def test_the_fillers_are_found(hesitant, model):
    found = model.decode(hesitant, whole(hesitant))
    fillers = model.fillers(hesitant, whole(hesitant), found.words)
    sounds = [*fillers, *(word for word in found.words if is_sound(word.word))]
    assert len(sounds) == 2
    assert all(0.3 <= word.start < word.end <= len(hesitant) / RATE for word in sounds)
    assert model.fillers(hesitant.copy(), whole(hesitant), found.words) == fillers


@pytest.mark.speech
@needs_espeak
@needs_flite
@pytest.mark.parametrize("say", [speak, speak_flite])
def test_none_are_invented(say, model, tmp_path):
    text = re.sub(r",? u[mh],", "", WITH) + " I like the umbrella project, and her error report."
    sound = say(text, tmp_path / "one.wav")
    speech = [(0.0, len(sound) / RATE)]
    assert model.fillers(sound, speech, model.decode(sound, speech).words) == ()


@pytest.mark.speech
def test_without_words_there_is_nothing_to_look_for(model):
    assert model.fillers(silence(3), [(0.5, 2.5)], ()) == ()


@pytest.mark.speech
def test_other_languages_are_left_alone(model, monkeypatch):
    assert model._second_look() is not None
    monkeypatch.setattr(model._tokenizer, "language_code", "de")
    assert model._second_look() is None
