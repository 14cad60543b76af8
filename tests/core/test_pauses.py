"""Pauses, from tables of words and stretches of voice."""

import pytest

from interview_practice.core.pauses import Pause, paused_before, pauses, speech
from interview_practice.core.tokens import tokens
from interview_practice.core.transcript import Segment, Word
from tests.core.spoken import said, sound


def found(*segments):
    return pauses(speech(segments), tokens(segments))


def two(first, second, gap, **more):
    """Two runs of words, one second each, with `gap` seconds between them."""
    each = 1 / len(first.split())
    return said(first, each=each), said(second, at=1 + gap, each=1 / len(second.split()), **more)


@pytest.mark.parametrize(
    ("gap", "count"), [(0.0, 0), (0.1, 0), (0.24, 0), (0.25, 1), (0.5, 1), (30.0, 1)]
)
def test_a_pause_lasts_a_quarter_of_a_second(gap, count):
    assert len(found(*two("We had an", "outage.", gap))) == count


@pytest.mark.parametrize(
    ("first", "second", "inside"),
    [
        ("We had an", "outage.", True),
        ("We had an outage,", "and it was bad.", True),
        ("We had an outage.", "It was bad.", False),
        ("Was it bad?", "Yes.", False),
        ("We had an...", "An outage.", True),
        ("It was the.", "The outage.", True),  # no sentence ends in "the"
        ("We had an outage.", "and it was bad.", True),  # nor begins in lower case
        ("Who was it?", "it was me.", False),
        ("We had an outage. Um,", "The client called.", False),
        ("We had, um.", "An outage.", True),
        ("We had an outage.", "Um, the client called.", False),
    ],
)
def test_inside_or_between_sentences(first, second, inside):
    (pause,) = found(*two(first, second, 0.6))
    assert (pause.start, pause.end, pause.inside) == (1.0, 1.6, inside)


@pytest.mark.parametrize(
    ("first", "gap", "long"),
    [("We had an", 1.99, False), ("We had an", 2.0, True), ("We had it.", 5.0, False)],
)
def test_long_means_two_seconds_inside_a_sentence(first, gap, long):
    assert found(*two(first, "Outage.", gap))[0].long is long


def test_a_word_stretched_over_the_pause_belongs_where_most_of_it_is():
    # The model lets "Outage" begin at 1.0, where the word before ended.
    words = (Word("had.", 0.5, 1.0, 1.0), Word("Outage", 1.0, 2.6, 1.0))
    segment = Segment(0.0, 3.0, "had. Outage", words, speech=((0.0, 1.0), (1.8, 3.0)))
    assert found(segment) == [Pause(1.0, 1.8, False)]


def test_silence_before_and_after_the_answer_is_no_pause():
    assert found(said("We agreed", at=5.0)) == []


def test_pauses_without_words_count_as_between():
    assert found(said("", speech=[(0.0, 1.0), (2.0, 3.0)])) == [Pause(1.0, 2.0, False)]


def test_stretches_of_two_segments_that_touch_are_one():
    segments = [said("We", speech=[(0.0, 1.0)]), said("agreed", at=1.0, speech=[(1.0, 2.0)])]
    assert speech(segments) == [(0.0, 2.0)]


def test_words_stand_in_for_a_missing_detector():
    assert speech([said("We agreed", at=1.0, speech=())]) == [(1.0, 1.6)]


def test_the_word_behind_a_pause():
    segments = two("We had", "an outage.", 0.6, fillers=[sound(1.3, 1.4)])
    heard = tokens(segments)
    assert paused_before([Pause(1.0, 1.25, True)], heard) == {2}
