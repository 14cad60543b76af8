"""Follow-ups as turns of a session."""

import random

import pytest

from interview_practice.actions import (
    attempts,
    choices,
    preferences,
    question_marks,
    reviews,
    sessions,
)
from interview_practice.core.errors import Conflict
from interview_practice.models import attempts as stored
from interview_practice.models import reviews as log
from interview_practice.models.question_marks import never
from interview_practice.models.sessions import get
from tests.fakes import NOW

AREA = "behavioural/conflict"


@pytest.fixture
def bank(in_app, practice):
    return practice.bank


@pytest.fixture
def rate(bank):
    """Type an answer to a session's current turn, rate it, and return its id."""

    def run(session, rating=3):
        question = bank.question(get(session).current.question)
        answer = attempts.write(question, "I asked them.", session, NOW)
        reviews.rate(answer, rating, "gut", [], bank, NOW, random.Random(0))
        return answer

    return run


@pytest.fixture
def begin(bank):
    def run(setting="always", length=2, focus=AREA):
        preferences.choose(bank, follow_ups=setting)
        return sessions.start(bank, focus, length, NOW, random.Random(0))

    return run


def test_always_asks_on_once_after_each_question(begin, rate):
    session = begin()
    for _ in range(4):
        rate(session)
    turns = get(session).turns
    assert [bool(turn.follow_up) for turn in turns] == [False, True, False, True]
    assert [turn.question for turn in turns][::2] == [turn.question for turn in turns][1::2]
    assert get(session).finished_at


def test_never_asks_on(begin, rate):
    session = begin("never")
    rate(session)
    rate(session)
    assert [turn.follow_up for turn in get(session).turns] == [None, None]


def test_an_answer_to_a_follow_up_is_no_take_of_the_question(begin, rate, bank):
    session = begin(length=1)
    first = rate(session)
    second = rate(session, rating=1)
    turn = get(session).turns[1]
    assert turn.follows == first
    held = stored.get(second)
    assert held.wording == turn.follow_up
    assert held.turn is turn
    assert held.target_seconds < bank.question(turn.question).seconds
    assert [attempt.id for attempt in stored.of_question(turn.question)] == [first]
    assert choices.missed(bank) == []
    assert len(log.log_of_area(AREA)) == 2


def test_a_skipped_question_is_not_asked_on(begin, bank):
    session = begin()
    sessions.skip(session, bank, NOW, random.Random(0))
    assert get(session).current.follow_up is None


def test_a_rating_taken_back_takes_its_follow_up_back(begin, rate):
    session = begin()
    answer = rate(session)
    reviews.take_back(answer, NOW)
    assert [turn.follow_up for turn in get(session).turns] == [None]


def test_what_lacked_when_listening_is_asked_for(begin, rate, bank):
    session = begin("sometimes")
    answer = rate(session, rating=1)
    everything_but_the_result = ["answered", "example", "part", "ending"]
    reviews.rate(answer, 3, "reviewed", everything_but_the_result, bank, NOW, random.Random(0))
    assert log.lacking(AREA) == ["no-result"]
    rate(session)
    assert "result" in get(session).current.reason


def test_never_ask_me_this_is_kept_everywhere(bank, begin, rate):
    session = begin("never", length=1)
    rate(session, rating=1)
    missed = get(session).turns[0].question
    assert [question.slug for _, question in choices.missed(bank)] == [missed]
    for question in bank.by_area[AREA]:
        question_marks.mark(question, never=True)
    assert len(never()) == len(bank.by_area[AREA])
    assert AREA not in choices.desk(bank, NOW).areas
    for focus in (AREA, "missed"):
        with pytest.raises(Conflict):
            sessions.start(bank, focus, 1, NOW, random.Random(0))
    question_marks.mark(bank.question(missed), never=False)
    again = sessions.start(bank, AREA, 1, NOW, random.Random(0))
    assert get(again).current.question == missed
