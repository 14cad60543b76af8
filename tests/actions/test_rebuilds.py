"""What is derived from the log of ratings can be made anew from it, and is checked against it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, inspect, select, update

from interview_practice.actions import attempts, interviews, rebuilds, reviews
from interview_practice.core.interviews import Details
from interview_practice.models.area_logs import AreaLog
from interview_practice.models.base import db
from interview_practice.models.practice_months import PracticeMonth
from interview_practice.models.reviews import Card, History, Review
from tests.fakes import NOW

pytestmark = pytest.mark.usefixtures("in_app")

DERIVED = (Card, History, AreaLog, PracticeMonth)
SOUND = (set(), set())


@pytest.fixture
def rated(practice):
    """A week of ratings of six questions: some after listening, one taken back."""
    questions = list(practice.bank.questions.values())[::90]
    for day in range(7):
        for question in questions:
            now = NOW + timedelta(days=day, minutes=questions.index(question))
            answer = attempts.write(question, "Well.", None, now)
            rate(practice, answer, 1 + (day + len(question.slug)) % 4, "gut", now)
            if day % 3 == 0:
                rate(practice, answer, 2, "reviewed", now)
    reviews.take_back(answer, now)
    return now + timedelta(hours=1)


def rate(practice, answer, rating, stage, now):
    reviews.rate(answer, rating, stage, [], practice.bank, now, practice.rng)


def rows():
    """Every derived row as plain values."""
    db.session.expire_all()
    return {
        table.__name__: [
            tuple(getattr(row, column.key) for column in inspect(table).columns)
            for row in db.session.scalars(select(table).order_by(*table.__table__.primary_key))
        ]
        for table in DERIVED
    }


def change(statement):
    db.session.execute(statement)
    db.session.commit()


def test_what_the_program_derives_agrees_with_the_log(rated):
    assert len(db.session.scalars(select(Review)).all()) > 50
    assert rebuilds.disagreeing(rated) == SOUND


def test_everything_derived_comes_back_from_the_log_alone(rated):
    before = rows()
    assert all(before.values())
    for table in DERIVED:
        change(delete(table))
    areas, questions = rebuilds.disagreeing(rated)
    assert (len(areas), len(questions)) == (len(before["AreaLog"]), len(before["History"]))
    rebuilds.rebuild(rated)
    assert rows() == before


def test_a_rebuild_leaves_the_log_and_what_agrees_as_it_is(rated):
    log = [(r.id, r.rating, r.at) for r in db.session.scalars(select(Review))]
    before = rows()
    rebuilds.rebuild(rated)
    assert rows() == before
    assert [(r.id, r.rating, r.at) for r in db.session.scalars(select(Review))] == log


WRONG = [
    update(Card).values(stability=Card.stability * 1.01),
    update(Card).values(due=NOW + timedelta(days=400)),
    update(Card).values(last_rating=5 - Card.last_rating),
    update(Card).values(recent=[]),
    delete(AreaLog),
    update(AreaLog).values(latest=[]),
    update(PracticeMonth).values(answers=PracticeMonth.answers + 1),
    update(PracticeMonth).values(spoken=1),
    update(PracticeMonth).values(month=date(2026, 2, 1)),
]


@pytest.mark.parametrize("damage", WRONG, ids=str)
def test_every_wrong_area_is_named(rated, damage):
    known = set(db.session.scalars(select(Card.area)))
    change(damage)
    assert rebuilds.disagreeing(rated) == (known, set())
    rebuilds.rebuild(rated)
    assert rebuilds.disagreeing(rated) == SOUND


@pytest.mark.parametrize(
    "damage", [delete(History), update(History).values(answers=History.answers + 1)], ids=str
)
def test_every_wrong_question_is_named(rated, damage):
    known = set(db.session.scalars(select(History.question)))
    change(damage)
    assert rebuilds.disagreeing(rated) == (set(), known)


def test_a_card_without_any_rating_goes(rated):
    db.session.add(Card(area="values/nothing", stability=1, difficulty=5, due=NOW,
                        last_review=NOW, last_rating=3, recent=[]))  # fmt: skip
    db.session.commit()
    assert rebuilds.disagreeing(rated) == ({"values/nothing"}, set())
    rebuilds.rebuild(rated)
    assert db.session.get(Card, "values/nothing") is None


def test_an_interview_draws_due_dates_near_and_its_passing_is_no_disagreement(rated, practice):
    given = Details(on=(rated + timedelta(days=2)).date())
    interviews.log(given, "", None, practice.bank, practice.settings.own_questions, rated)
    near = set(db.session.scalars(select(Card.due)))
    assert rebuilds.disagreeing(rated) == SOUND
    later = rated + timedelta(days=30)
    assert rebuilds.disagreeing(later) == SOUND, "a due date may be early, never late"
    rebuilds.rebuild(later)
    assert set(db.session.scalars(select(Card.due))) != near
