"""Filler sounds and unexplained sounds, from words and stretches of voice."""

import pytest

from interview_practice.core.fillers import Filler, hesitations, sounds
from interview_practice.core.tokens import tokens
from tests.core.spoken import said, sound


def test_sounds_have_their_times():
    heard = tokens([said("So, um, I led it, er, alone", fillers=[sound(2.2, 2.5, "uh")])])
    assert sounds(heard) == [
        Filler("um", 0.3, 0.6), Filler("er", 1.5, 1.8), Filler("uh", 2.2, 2.5)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ([], []),
        ([(0.0, 0.6)], []),
        ([(0.0, 0.6), (1.2, 1.6)], [(1.2, 1.6)]),  # a sound that stands alone
        ([(0.0, 0.6), (1.2, 1.35)], []),  # too short
        ([(0.0, 0.6), (1.2, 2.6)], []),  # too long: a lost sentence, no filler
        ([(0.0, 0.78)], []),  # a word that ends later than its time says
        ([(0.0, 1.0)], [(0.7, 1.0)]),  # a sound that hangs on a word
        ([(0.0, 5.5)], []),
    ],
)
def test_hesitations_are_short_voice_without_a_word(spoken, expected):
    heard = tokens([said("We agreed")])
    assert [(one.start, one.end) for one in hesitations(spoken, heard)] == expected


def test_a_sound_that_was_heard_is_no_hesitation():
    heard = tokens([said("We agreed", fillers=[sound(1.2, 1.6)])])
    assert hesitations([(0.0, 0.6), (1.2, 1.6)], heard) == []


def test_a_long_word_covers_all_the_voice_it_spans():
    heard = tokens([said("Well then we", at=0.0, each=3.0), said("agreed", at=1.0)])
    spoken = [(n * 0.5, n * 0.5 + 0.3) for n in range(18)]
    assert hesitations(spoken, heard) == []
