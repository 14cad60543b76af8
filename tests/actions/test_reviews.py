"""Ratings: the log is the truth, and everything else can be rebuilt from it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from interview_practice.actions import attempts, reviews, sessions
from interview_practice.core.errors import Conflict, Invalid, NotFound
from interview_practice.core.questions import Question
from interview_practice.core.schedule import replay
from interview_practice.models import attempts as answers
from interview_practice.models.base import db
from interview_practice.models.reviews import Card, History, Review, missed
from interview_practice.models.sessions import PracticeSession
from tests.fakes import NOW

pytestmark = pytest.mark.usefixtures("in_app")

FROZE, SHAKY, SOLID, NAILED = 1, 2, 3, 4
AREA = "values/honesty"
QUESTION = Question("honesty-mistake", "When did you last own up to a mistake?", AREA)


@pytest.fixture
def rate(practice):
    def give(attempt, rating, stage="gut", now=NOW, ticks=()):
        reviews.rate(attempt, rating, stage, list(ticks), practice.bank, now, practice.rng)

    return give


def answer(question=QUESTION, now=NOW):
    return attempts.write(question, "I told my manager the same day.", None, now)


def log():
    return list(db.session.scalars(select(Review).order_by(Review.id)))


def written():
    """The log as plain values."""
    return [(r.id, r.attempt_id, r.stage, r.rating, r.at, r.ticks, r.retracts) for r in log()]


def test_a_rating_makes_the_card_and_the_history(rate):
    attempt = answer()
    rate(attempt, SHAKY)
    card, history = db.session.get(Card, AREA), db.session.get(History, QUESTION.slug)
    assert card.memory() == replay([(SHAKY, NOW)])
    assert (history.answers, history.last_rating, history.last_at) == (1, SHAKY, NOW)
    assert answers.get(attempt).rating == SHAKY


def test_the_rating_after_listening_replaces_the_one_from_the_gut(rate):
    attempt = answer()
    rate(attempt, NAILED)
    rate(attempt, FROZE, "reviewed", NOW + timedelta(days=1), ["part", "ending"])
    assert answers.get(attempt).rating == FROZE
    assert db.session.get(Card, AREA).memory() == replay([(FROZE, NOW)]), "and counts once"
    assert answers.get(attempt).standing("reviewed").ticks == ["part", "ending"]
    assert [review.rating for review in log()] == [NAILED, FROZE]


def test_listening_first_and_rating_from_the_gut_later_changes_nothing(rate):
    attempt = answer()
    rate(attempt, FROZE, "reviewed")
    rate(attempt, NAILED, "gut", NOW + timedelta(minutes=1))
    assert answers.get(attempt).rating == FROZE
    assert db.session.get(Card, AREA).last_rating == FROZE


def test_the_same_rating_again_has_no_effect(rate):
    attempt = answer()
    for minutes in range(3):
        rate(attempt, SOLID, now=NOW + timedelta(minutes=minutes))
        rate(attempt, SHAKY, "reviewed", NOW + timedelta(minutes=minutes), ["result"])
    assert len(log()) == 2


@pytest.mark.parametrize(
    ("rating", "ticks"), [(NAILED, ()), (SOLID, ("result",))], ids=["rating", "ticks"]
)
def test_another_rating_at_the_same_stage_is_refused(rate, rating, ticks):
    attempt = answer()
    rate(attempt, SOLID)
    before = written()
    with pytest.raises(Conflict, match="Take the rating back"):
        rate(attempt, rating, ticks=ticks)
    assert written() == before


@pytest.mark.parametrize("rating", [-1, 0, 5, 7])
def test_a_rating_off_the_scale_is_refused_by_name(rate, rating):
    with pytest.raises(Invalid, match=r"1 \(Froze\), 2 \(Shaky\), 3 \(Solid\), 4 \(Nailed it\)"):
        rate(answer(), rating)
    assert log() == []


@pytest.mark.parametrize("wrong", [{"stage": "later"}, {"ticks": ["example", "charm"]}])
def test_an_unknown_stage_or_tick_is_refused(rate, wrong):
    with pytest.raises(Invalid, match=r"later|charm"):
        rate(answer(), SOLID, **wrong)
    assert log() == []


def test_an_answer_must_be_over_before_it_is_rated(rate):
    attempt = uuid4()
    attempts.begin(attempt, QUESTION, 16_000, None, NOW)
    with pytest.raises(Conflict, match="still being recorded"):
        rate(attempt, SOLID)
    with pytest.raises(NotFound):
        rate(uuid4(), SOLID)


def test_two_browsers_that_rate_at_once_leave_one_rating(app, rate):
    attempt = answer()

    def press(_):
        with app.app_context():
            rate(attempt, SHAKY)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(press, range(8)))
    assert len(log()) == 1


def test_taking_the_only_rating_back_leaves_no_trace_but_in_the_log(rate):
    attempt = answer()
    rate(attempt, FROZE)
    before = written()
    reviews.take_back(attempt, NOW + timedelta(minutes=1))
    assert db.session.get(Card, AREA) is None
    assert db.session.get(History, QUESTION.slug) is None
    assert answers.get(attempt).rating is None
    assert missed() == []
    assert written()[:1] == before, "the log is only added to"
    assert log()[1].retracts == log()[0].id


def test_ratings_are_taken_back_one_after_the_other(rate):
    attempt = answer()
    rate(attempt, FROZE)
    rate(attempt, SOLID, "reviewed")
    shown = []
    for _ in range(2):
        reviews.take_back(attempt, NOW)
        shown.append(answers.get(attempt).rating)
    assert shown == [FROZE, None]
    with pytest.raises(Conflict, match="no rating to take back"):
        reviews.take_back(attempt, NOW)
    rate(attempt, NAILED)
    assert answers.get(attempt).rating == NAILED


def test_taking_back_leads_back_to_the_question(rate, practice):
    session, attempt = turn_with_an_answer(practice)
    rate(attempt, SOLID)
    assert turns(session) == [True, False]
    reviews.take_back(attempt, NOW)
    assert turns(session) == [False]


def test_a_session_that_went_on_is_not_turned_back(rate, practice):
    session, attempt = turn_with_an_answer(practice)
    rate(attempt, SOLID)
    sessions.skip(session, practice.bank, NOW, practice.rng)
    reviews.take_back(attempt, NOW)
    assert turns(session) == [True, True, False]


def test_a_finished_session_is_opened_again(rate, practice):
    session, attempt = turn_with_an_answer(practice, length=1)
    rate(attempt, SOLID)
    assert db.session.get(PracticeSession, session).finished_at == NOW
    reviews.take_back(attempt, NOW)
    assert db.session.get(PracticeSession, session).finished_at is None


def turn_with_an_answer(practice, length=3):
    session = sessions.start(practice.bank, "today", length, NOW, practice.rng)
    question = practice.bank.question(db.session.get(PracticeSession, session).current.question)
    return session, attempts.write(question, "Well.", session, NOW)


def turns(session):
    """Whether each turn is over."""
    db.session.expire_all()
    return [turn.ended_at is not None for turn in db.session.get(PracticeSession, session).turns]


MISSED = [
    ([(FROZE, 0)], True),
    ([(SHAKY, 0)], True),
    ([(SOLID, 0)], False),
    ([(FROZE, 0), (SOLID, 0.1)], True),
    ([(FROZE, 0), (SOLID, 1)], False),
    ([(FROZE, 0), (NAILED, 3)], False),
    ([(FROZE, 0), (SHAKY, 1)], True),
    ([(SOLID, 0), (FROZE, 1)], True),
    ([(FROZE, 0), (SOLID, 1), (SHAKY, 2)], True),
    ([(FROZE, 0), (SOLID, 1), (SHAKY, 1.1)], True),
    ([(FROZE, 0), (SOLID, 1), (SHAKY, 2), (SOLID, 2.1)], True),
    ([(FROZE, 0), (SOLID, 1), (SHAKY, 2), (SOLID, 3)], False),
    ([(FROZE, 13 / 24), (SOLID, 15 / 24)], True),  # 11 pm, and 1 am: the same evening
    ([(FROZE, 13 / 24), (SOLID, 19 / 24)], False),  # 5 am is the next day
    ([(FROZE, 15 / 24), (SOLID, 22 / 24)], False),  # 1 am belongs to the evening before
]


@pytest.mark.parametrize(("rated", "is_missed"), MISSED)
def test_a_question_leaves_the_missed_ones_when_it_holds_on_a_later_day(rate, rated, is_missed):
    for rating, days in rated:
        now = NOW + timedelta(days=days)
        rate(answer(now=now), rating, now=now)
    assert [history.question for history in missed()] == [QUESTION.slug] * is_missed


@pytest.mark.parametrize(
    ("gut", "reviewed", "is_missed"), [(FROZE, SOLID, False), (SOLID, SHAKY, True)]
)
def test_listening_decides_what_was_missed(rate, gut, reviewed, is_missed):
    attempt = answer()
    rate(attempt, gut)
    rate(attempt, reviewed, "reviewed")
    assert bool(missed()) is is_missed


def test_missed_questions_are_ordered_by_the_oldest_miss(rate):
    for days, slug in enumerate(("b", "a", "c")):
        now = NOW + timedelta(days=days)
        rate(answer(Question(slug, "Why?", AREA), now), FROZE, now=now)
    assert [history.question for history in missed()] == ["b", "a", "c"]


def test_the_log_outlives_a_deleted_answer(rate, practice):
    attempt = answer()
    rate(attempt, FROZE)
    memory = db.session.get(Card, AREA).memory()
    attempts.delete(attempt, practice.recordings)
    assert len(log()) == 1
    later = answer(now=NOW + timedelta(days=2))
    rate(later, SOLID, now=NOW + timedelta(days=2))
    both = [(FROZE, NOW), (SOLID, NOW + timedelta(days=2))]
    assert db.session.get(Card, AREA).memory() == replay(both) != memory


examples = count()
steps = st.lists(
    st.tuples(
        st.sampled_from(["gut", "reviewed", "take back", "new answer", "new answer"]),
        st.integers(1, 4),
        st.integers(0, 3),
        st.integers(0, 90),
    ),
    max_size=12,
)


@given(steps)
@settings(max_examples=25)
def test_whatever_happens_the_card_is_what_the_log_replays_to(rate, steps):
    question = Question("q", "Why?", f"values/example-{next(examples)}")
    given = {answer(question): {}}
    now, rated_at = NOW, {}
    for step, rating, which, hours in steps:
        now += timedelta(hours=hours)
        attempt = list(given)[which % len(given)]
        ratings = given[attempt]
        if step == "new answer":
            given[answer(question, now)] = {}
        elif step == "take back" and ratings:
            reviews.take_back(attempt, now)
            ratings.pop("reviewed" if "reviewed" in ratings else "gut")
        elif (step == "gut" and not ratings) or (step == "reviewed" and set(ratings) == {"gut"}):
            rate(attempt, rating, step, now)
            ratings[step] = rating
            if step == "gut":
                rated_at[attempt] = now, next(examples)
        expect(question.area, given, rated_at)


def expect(area, given, rated_at):
    standing = {a: r.get("reviewed", r.get("gut")) for a, r in given.items()}
    rated = sorted((a for a in given if standing[a]), key=rated_at.get)
    card = db.session.get(Card, area)
    log = [(standing[a], rated_at[a][0]) for a in rated]
    assert (card and card.memory()) == replay(log)
    assert {a: answers.get(a).rating for a in given} == standing
