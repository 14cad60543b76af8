"""Words per minute, over an answer and along it."""

import pytest

from interview_practice.core.pace import articulation_seconds, counted, points, rate
from interview_practice.core.tokens import tokens
from tests.core.spoken import said, sound


@pytest.mark.parametrize(
    ("words", "seconds", "expected"),
    [(0, 0, None), (9, 5, None), (10, 0, None), (10, 4, 150.0), (150, 60, 150.0), (1, 0.2, None)],
)
def test_rate(words, seconds, expected):
    assert rate(words, seconds) == expected


def test_sounds_and_halves_of_words_are_not_counted():
    heard = tokens([said("Um, forty -two people, uh, left")])
    assert [token.key for token in counted(heard)] == ["forty", "people", "left"]


def test_articulation_leaves_out_pauses_and_sounds():
    heard = tokens([said("We agreed", each=1.0, fillers=[sound(4.0, 4.5)])])
    assert articulation_seconds([(0.0, 2.0), (4.0, 6.0)], 2.0, heard) == pytest.approx(3.5)


def test_no_points_without_words():
    assert points([], []) == []
    assert points(tokens([said("Yes.")]), [(0.0, 0.3)]) == []


def test_a_short_answer_is_one_point():
    heard = tokens([said("word " * 20, each=0.5)])
    assert points(heard, [(0.0, 10.0)]) == [(5.0, 120.0)]


def test_pace_changes_along_the_answer():
    slow, fast = said("word " * 30, each=1.0), said("word " * 60, at=30.0, each=0.5)
    line = points(tokens([slow, fast]), [(0.0, 60.0)])
    assert line[0] == (10.0, 60.0)
    assert line[4] == (30.0, 90.0)
    assert line[-1] == (50.0, 120.0)
    assert [at for at, _ in line] == [10.0 + 5 * n for n in range(9)]
