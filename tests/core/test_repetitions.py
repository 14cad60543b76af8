"""Repetitions, restarts, I and we."""

import pytest

from interview_practice.core.repetitions import perspective, repetitions, restarts
from interview_practice.core.tokens import tokens
from tests.core.spoken import said, sound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We, we agreed.", ["We, we"]),
        ("We, um, we agreed.", ["We, we"]),
        ("I-I went home.", ["I I"]),
        ("The the client called.", ["The the"]),
        ("We had to we had to move.", ["We had to we had to"]),
        ("It was the, it was the third time.", ["It was the, it was the"]),
        ("I I I went home.", ["I I", "I I"]),
        ("It was very very late.", []),
        ("No, no, that was fine.", []),
        ("Two two zero.", []),
        ("I know that that works.", []),
        ("That is who we are. We are a team.", []),
        ("We agreed and they agreed.", []),
        ("again and again", []),
        ("", []),
    ],
)
def test_repetitions(text, expected):
    assert [repeat.text for repeat in repetitions(tokens([said(text)]))] == expected


def test_a_repetition_comes_at_once():
    assert repetitions(tokens([said("we"), said("we", at=0.7)]))
    assert not repetitions(tokens([said("we"), said("we", at=0.9)]))


def test_a_filler_sound_between_does_not_hide_it():
    heard = tokens([said("we", fillers=[sound(0.5, 1.3)]), said("we", at=1.5)])
    (repeat,) = repetitions(heard)
    assert (repeat.start, repeat.end) == (0.0, 1.8)


def test_loops_of_an_unsure_engine_are_no_repetitions():
    assert repetitions(tokens([said("we we we we", uncertain=True)])) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I was, I went to the client.", ["I was, I"]),
        ("We could, um, we would have called.", ["We could, we"]),
        ("It was the, it became a habit.", ["It was the, it"]),
        ("I'm, I was the lead.", ["I'm, I"]),
        ("We moved the pro- project.", ["pro- project"]),
        ("I think I should go.", []),
        ("We planned, we built, and we shipped.", []),
        ("I was there. I went home.", []),
        ("I was, I was late.", []),
        ("We could, they could not.", []),
        ("", []),
    ],
)
def test_restarts(text, expected):
    assert [repeat.text for repeat in restarts(tokens([said(text)]))] == expected


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", (0, 0)),
        ("I asked my team, and we moved our date.", (2, 2)),
        ("I'm sure we've told them ourselves.", (1, 2)),
        ("They moved to the US.", (0, 0)),
        ("They told us.", (0, 1)),
    ],
)
def test_perspective(text, counts):
    assert perspective(tokens([said(text)])) == counts
