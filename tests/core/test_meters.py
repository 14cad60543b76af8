"""The lines that a page prints for an answer."""

import pytest

from interview_practice.core.delivery import measure
from interview_practice.core.meters import KINDS, READINGS, clock, duration, meters
from tests.core.spoken import said, sound
from tests.core.test_delivery import ANSWER

LINES = {
    "length": "You spoke for 8 s, 52 s under the range for this question.",
    "first-word": "You began to speak after 4.0 s.",
    "pauses": "You paused once, inside a sentence.",
    "pace": "You spoke at 92 words a minute, 118 without the pauses.",
    "sounds": "At least 2 filler sounds, 14.1 a minute: um (1), uh (1).",
    "hesitations": "Every sound of your voice is covered by a word.",
    "phrases": "No filler phrases were heard.",
    "repetitions": "You neither repeated words nor began a sentence anew.",
    "perspective": "You said I once and we once.",
}


def lines(segments, seconds, type="opener", hidden=()):
    found = meters(measure(segments, seconds, 0, type), hidden)
    return {meter.key: meter.sentence for meter in found}


def test_an_answer():
    assert lines(ANSWER, 14.0) == LINES


def test_values_and_targets():
    found = {meter.key: meter for meter in meters(measure(ANSWER, 14.0, 0, "opener"))}
    assert (found["length"].value, found["length"].target) == ("8 s", "1 min to 1 min 30 s")
    assert (found["pace"].value, found["pace"].target) == (
        "92 words a minute", "130 to 160 words a minute"
    )  # fmt: skip
    assert (found["sounds"].value, found["sounds"].number) == ("at least 2", 14.1)
    assert (found["perspective"].value, found["perspective"].number) == ("50% I", 50.0)


def test_hidden_meters_are_left_out():
    assert set(lines(ANSWER, 14.0, hidden={"sounds", "pace"})) == set(LINES) - {"sounds", "pace"}


def test_a_typed_answer_has_no_meters():
    assert lines([], 0) == {}


def test_a_silent_recording_says_so():
    assert lines([], 12.0) == {"length": "No speech was heard in 12 s."}
    assert lines([said("")], 95.0) == {"length": "No speech was heard in 1 min 35 s."}


def test_one_word():
    found = lines([said("Yes.", at=2.0)], 3.0)
    assert found["length"] == "You spoke for 0 s, 1 min under the range for this question."
    assert found["pace"] == "There are too few words to tell the pace."
    assert found["pauses"] == "You spoke without a pause of a quarter of a second or more."
    assert found["perspective"] == "You said neither I nor we."


def test_nothing_but_fillers():
    found = lines([said("Um, uh, " * 10, each=0.5)], 10.0)
    assert found["sounds"] == "At least 20 filler sounds, 120 a minute: um (10), uh (10)."
    assert found["pace"] == "There are too few words to tell the pace."


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (45, "You spoke for 45 s, 15 s under the range for this question."),
        (75, "You spoke for 1 min 15 s, inside the range for this question."),
        (90, "You spoke for 1 min 30 s, inside the range for this question."),
        (150, "You spoke for 2 min 30 s, 1 min over the range for this question."),
        (1800, "You spoke for 30 min, 28 min 30 s over the range for this question."),
    ],
)
def test_length(seconds, sentence):
    assert lines([said("word " * seconds, each=1.0)], seconds)["length"] == sentence


@pytest.mark.parametrize(
    ("gaps", "sentence"),
    [
        ([0.5, 0.5], "You paused twice, both inside a sentence."),
        ([2.4], "You paused once, inside a sentence, for 2.4 s at 0:01."),
        ([2.0, 0.3, 2.5],
         "You paused 3 times, all of them inside a sentence, the longest 2.5 s at 0:05."),
    ],
)  # fmt: skip
def test_pauses(gaps, sentence):
    segments, at = [said("then we", each=0.5)], 1.0
    for gap in gaps:
        at += gap
        segments.append(said("then we", at=at, each=0.5))
        at += 1.0
    assert lines(segments, at)["pauses"] == sentence


def test_pauses_between_sentences():
    found = lines([said("We agreed."), said("It held.", at=4.0), said("Good.", at=6.0)], 9.0)
    assert found["pauses"] == "You paused twice, none of them inside a sentence."


def test_disfluencies():
    text = "We, we moved it, you know, and I was, I went, like, home. It was, you know, late."
    found = lines([said(text, each=0.5)], 10.0)
    assert found["phrases"] == "3 filler phrases, 20 a minute: you know (2), like (1)."
    assert found["repetitions"] == (
        "You repeated words once (“We, we” at 0:00) and began anew once (“I was, I” at 0:03)."
    )
    assert found["perspective"] == "You said I twice and we twice."


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ([(1.0, 1.4)], "1 short sound that no word explains; listen before you count it."),
        ([(1.0, 1.4), (2.0, 2.3)],
         "2 short sounds that no word explains; listen before you count them."),
    ],
)  # fmt: skip
def test_hesitations(spans, sentence):
    assert lines([said("We", speech=[(0.0, 0.3), *spans])], 5.0)["hesitations"] == sentence


def test_a_filler_of_the_second_look_counts():
    assert lines([said("word " * 20, fillers=[sound(6.1, 6.4)])], 10.0)["sounds"] == (
        "At least 1 filler sound, 10 a minute: um (1)."
    )


def test_every_meter_explains_itself():
    assert list(KINDS) == list(READINGS)
    for kind in KINDS.values():
        assert kind.definition.endswith(".")
        assert kind.blind_spot.endswith(".")
        assert kind.source == "" or kind.source.startswith("https://")


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (42.4, "42 s"), (60, "1 min"), (102, "1 min 42 s")]
)
def test_duration(seconds, text):
    assert duration(seconds) == text


def test_clock():
    assert [clock(at) for at in (0, 61.9, 605)] == ["0:00", "1:01", "10:05"]
