"""The figures of whole answers, worked out by hand."""

import json

import pytest

from interview_practice.core.delivery import LENGTHS, measure, target
from interview_practice.core.questions import TYPE_NAMES
from tests.core.spoken import said, sound

# 4 s of silence, 10 words in 5 s, a pause of 1 s, 4 words and an um in 2.5 s.
ANSWER = [
    said("So, um, I led the team, and we had an", at=4.0, each=0.5),
    said("outage on a Friday.", at=10.0, each=0.5, fillers=[sound(12.1, 12.5, "uh")],
         speech=[(10.0, 12.5)]),
]  # fmt: skip


def test_an_answer():
    delivery = measure(ANSWER, 14.0, 90, "opener")
    assert delivery.started == 4.0
    assert delivery.length == 8.5
    assert delivery.words == 13
    assert delivery.speech_rate == 91.8  # 13 words in 8.5 s
    assert delivery.articulation_rate == 118.2  # without 1 s pause, 0.5 s um and 0.4 s uh
    assert [(p.start, p.end, p.inside) for p in delivery.pauses] == [(9.0, 10.0, True)]
    assert [f.text for f in delivery.sounds] == ["um", "uh"]
    assert delivery.a_minute(2) == 14.1
    assert (delivery.i_words, delivery.we_words, delivery.i_share) == (1, 1, 0.5)
    assert delivery.hesitations == delivery.phrases == delivery.repetitions == ()


def test_it_is_json():
    data = measure(ANSWER, 14.0, 90, "opener").to_dict()
    again = json.loads(json.dumps(data))
    assert again["pauses"] == [
        {"start": 9.0, "end": 10.0, "inside": True, "seconds": 1.0, "long": False}
    ]
    assert again["sounds"][0] == {"text": "um", "start": 4.5, "end": 5.0}
    assert again["target"] == [60.0, 90.0]
    assert again["sounds_a_minute"] == 14.1


@pytest.mark.parametrize(
    ("type", "seconds", "expected"),
    [
        ("opener", 0, (60, 90)),
        ("opener", 75, (60, 90)),
        ("behavioural", 120, (90, 120)),
        ("behavioural", 180, (135, 180)),  # the question asks for more than its type does
        ("behavioural", 60, (45, 60)),
        ("salary", 30, (20, 40)),
        ("closing", 20, (15, 30)),
        ("unheard-of", 90, (60, 120)),
    ],
)
def test_target(type, seconds, expected):
    assert target(type, seconds) == expected


def test_every_type_has_a_range():
    assert set(LENGTHS) == set(TYPE_NAMES)
    assert all(0 < low < high for low, high in LENGTHS.values())


def test_an_empty_answer():
    delivery = measure([], 0, 90, "opener")
    assert delivery.silent
    assert (delivery.length, delivery.words, delivery.started) == (0, 0, None)
    assert delivery.speech_rate is delivery.articulation_rate is delivery.i_share is None
    assert delivery.a_minute(0) is None


def test_one_word():
    delivery = measure([said("Yes.", at=2.0)], 3.0, 90, "opener")
    assert (delivery.started, delivery.length, delivery.words) == (2.0, 0.3, 1)
    assert delivery.speech_rate is None
    assert delivery.a_minute(1) is None


def test_nothing_but_fillers():
    delivery = measure([said("Um, uh, er, um, hmm, " * 8, each=0.5)], 20.0, 90, "opener")
    assert delivery.words == 0
    assert len(delivery.sounds) == 40
    assert delivery.a_minute(40) == 120.0
    assert delivery.speech_rate is delivery.articulation_rate is None


def test_half_an_hour():
    segments = [said("word " * 50, at=20.0 * n, each=0.3) for n in range(90)]
    delivery = measure(segments, 1800.0, 90, "design")
    assert delivery.words == 4500
    assert delivery.speech_rate == 150.4  # 4500 words in 1795 s
    assert delivery.articulation_rate == 200.0
    assert len(delivery.pauses) == 89
    assert len(delivery.pace) == 356
