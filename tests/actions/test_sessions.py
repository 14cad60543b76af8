"""Practice sessions on a bank of a few areas: what they ask, in which order, and how they end."""

import random
from datetime import timedelta
from itertools import pairwise

import pytest

from interview_practice.actions import attempts, reviews, sessions, struggles
from interview_practice.core.errors import Conflict, Invalid, NotFound
from interview_practice.core.questions import Question
from interview_practice.models.bank import Bank
from interview_practice.models.base import db
from interview_practice.models.sessions import PracticeSession, Turn, last_asked, open_session
from tests.fakes import NOW

pytestmark = pytest.mark.usefixtures("in_app")

AREAS = (
    "opener/introduction", "behavioural/conflict", "values/honesty", "technical/basics",
    "strengths/weakness", "motivation/company", "case/estimate",
)  # fmt: skip
BANK = Bank([Question(f"{area.partition('/')[0]}-{n}", f"{area}, wording {n}?", area)
             for area in AREAS for n in range(1, 4)])  # fmt: skip
FROZE, SHAKY, SOLID, NAILED = 1, 2, 3, 4


@pytest.fixture
def rng():
    return random.Random(7)


@pytest.fixture
def start(rng):
    def begin(focus="today", length=5, now=NOW, bank=BANK):
        return shown(sessions.start(bank, focus, length, now, rng))

    return begin


@pytest.fixture
def answer(rng):
    """Answers the current question of a session and rates it."""

    def give(session, rating=SOLID, now=NOW):
        question = BANK.question(session.current.question)
        attempt = attempts.write(question, "In short: yes.", session.id, now)
        reviews.rate(attempt, rating, "gut", [], BANK, now, rng)
        return attempt

    return give


def shown(session):
    return db.session.get(PracticeSession, session, populate_existing=True)


def asked(session):
    return [turn.question for turn in session.turns]


def rated(slug, rating, now, rng):
    attempt = attempts.write(BANK.question(slug), "Well.", None, now)
    reviews.rate(attempt, rating, "gut", [], BANK, now, rng)


def test_a_session_begins_with_a_question_and_its_reason(start):
    session = start()
    [turn] = session.turns
    assert session.current is turn
    assert BANK.question(turn.question).area == turn.area
    assert turn.reason.endswith(".")
    assert open_session() is session


@pytest.mark.parametrize("length", [-1, 0, 21])
def test_a_session_has_one_to_twenty_questions(start, length):
    with pytest.raises(Invalid, match="1 to 20"):
        start(length=length)
    assert open_session() is None


def test_an_unknown_focus_is_refused(start):
    with pytest.raises(Invalid, match="values/unknown"):
        start("values/unknown")


@pytest.mark.parametrize(
    ("focus", "bank", "words"),
    [("missed", BANK, "No question is waiting"), ("today", Bank([]), "The question bank is empty")],
)
def test_a_session_without_a_question_is_not_begun(start, focus, bank, words):
    with pytest.raises(Conflict, match=words):
        start(focus, bank=bank)
    assert open_session() is None, "and leaves nothing behind"


def test_a_rating_leads_to_the_next_question(start, answer):
    session = start(length=2)
    answer(session)
    assert [turn.ended_at for turn in session.turns] == [NOW, None]
    answer(session)
    assert (session.current, session.finished_at, len(session.turns)) == (None, NOW, 2)
    assert open_session() is None


def test_another_take_stays_in_the_same_turn(start, answer):
    session = start()
    question = BANK.question(session.current.question)
    first = attempts.write(question, "Hm.", session.id, NOW)
    second = answer(session, now=NOW + timedelta(minutes=1))
    turn = session.turns[0]
    assert [attempt.id for attempt in turn.attempts] == [first, second]
    assert turn.answer.id == second


def test_an_answer_to_another_question_is_kept_outside_of_the_session(start):
    session = start()
    other = next(q for q in BANK.questions.values() if q.slug != session.current.question)
    attempts.write(other, "Hm.", session.id, NOW)
    assert session.current.attempts == []


def test_an_answer_for_an_unknown_session_is_refused():
    from uuid import uuid4

    with pytest.raises(NotFound):
        attempts.write(BANK.question("case-1"), "Hm.", uuid4(), NOW)


def test_a_skipped_question_is_not_asked_again_in_its_session(start, rng):
    session = start("values/honesty", length=3)
    for _ in range(3):
        sessions.skip(session.id, BANK, NOW, rng)
    assert [turn.skipped for turn in session.turns] == [True, True, True]
    assert len(set(asked(session))) == 3
    assert session.finished_at == NOW
    sessions.skip(session.id, BANK, NOW, rng)
    assert len(session.turns) == 3, "a finished session stays as it is"


def test_a_question_that_left_the_bank_can_be_skipped(start, rng):
    session = start("values/honesty")
    rest = Bank([q for q in BANK.questions.values() if q.slug != session.current.question])
    sessions.skip(session.id, rest, NOW, rng)
    assert session.current.question in rest.questions


def test_leaving_keeps_what_was_answered(start, answer):
    session = start()
    answer(session)
    for minutes in (1, 2):
        sessions.finish(session.id, NOW + timedelta(minutes=minutes))
    assert len(session.turns) == 1
    assert session.finished_at == NOW + timedelta(minutes=1)


def test_leaving_keeps_an_answer_that_is_not_rated_yet(start):
    session = start()
    attempts.write(BANK.question(session.current.question), "Hm.", session.id, NOW)
    sessions.finish(session.id, NOW)
    assert len(session.turns) == 1
    assert session.current is None


def test_leaving_at_once_leaves_an_empty_session(start):
    session = start()
    sessions.finish(session.id, NOW)
    assert (session.turns, session.current) == ([], None)


def test_a_warm_up_goes_from_an_opener_to_a_confident_answer(start, answer, rng):
    days_ago = NOW - timedelta(days=1)
    rated("behavioural-1", FROZE, days_ago, rng)
    rated("technical-1", NAILED, days_ago, rng)
    session = start("warm-up", 5)
    while session.current:
        answer(session)
    areas = [turn.area for turn in session.turns]
    assert areas[0] == "opener/introduction"
    assert areas[1] == "behavioural/conflict", "what is due comes after the opener"
    assert areas[4] == "technical/basics"
    assert "nailed it" in session.turns[4].reason
    assert len(set(areas)) == 5


def test_a_first_warm_up_ends_on_something_that_is_ones_own(start, answer):
    session = start("warm-up", 5)
    while session.current:
        answer(session)
    kinds = [turn.area.partition("/")[0] for turn in session.turns]
    assert kinds[0] == "opener"
    assert kinds[4] in ("strengths", "motivation", "values")


def test_missed_questions_come_oldest_first_and_once(start, answer, rng):
    for days, slug in ((9, "values-2"), (8, "case-1"), (7, "opener-3")):
        rated(slug, FROZE, NOW - timedelta(days=days), rng)
    session = start("missed", 20)
    while session.current:
        answer(session, FROZE)
    assert asked(session) == ["values-2", "case-1", "opener-3"]
    assert session.turns[0].reason == "You rated this question froze on February 22."


def test_what_is_marked_is_asked_first(start, answer):
    struggles.mark(["case/estimate", "technical/basics"], BANK, NOW)
    session = start(length=3)
    while session.current:
        answer(session)
    assert {turn.area for turn in session.turns[:2]} == {"case/estimate", "technical/basics"}
    assert session.turns[0].reason.startswith("You said you struggle with")


def test_a_due_area_is_asked_in_another_wording(start, answer):
    session = start("values/honesty", 1)
    answer(session, FROZE)
    tomorrow = NOW + timedelta(days=1)
    again = start(length=1, now=tomorrow)
    assert again.current.area == "values/honesty"
    assert again.current.reason == "Due today: you rated honesty froze yesterday."
    assert again.current.question != session.turns[0].question


def test_a_chosen_area_goes_through_every_wording_before_one_returns(start, answer):
    session = start("values/honesty", 6)
    for minute in range(6):
        answer(session, now=NOW + timedelta(minutes=minute))
    assert {turn.area for turn in session.turns} == {"values/honesty"}
    assert len(set(asked(session)[:3])) == 3
    assert asked(session)[:3] == asked(session)[3:], "the longest unasked first"


@pytest.mark.parametrize("seed", range(6))
def test_no_wording_comes_twice_running(seed, answer):
    """Over many short sessions of every kind, some answered, some skipped, some left."""
    rng, now, log = random.Random(seed), NOW, []
    for _ in range(12):
        now += timedelta(hours=rng.randrange(1, 60))
        focus = rng.choice(["today", "warm-up", "values/honesty", "opener/introduction"])
        session = shown(sessions.start(BANK, focus, rng.randrange(1, 6), now, rng))
        while session.current:
            if rng.random() < 0.2:
                sessions.skip(session.id, BANK, now, rng)
            elif rng.random() < 0.1:
                sessions.finish(session.id, now)
            else:
                answer(session, rng.randrange(1, 5), now)
        log += asked(session)
    assert log[-1] == last_asked()
    assert all(one != other for one, other in pairwise(log))


def test_turns_are_numbered(start, answer):
    session = start(length=3)
    while session.current:
        answer(session)
    assert [turn.position for turn in session.turns] == [0, 1, 2]
    assert db.session.query(Turn).count() == 3
