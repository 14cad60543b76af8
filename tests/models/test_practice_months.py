"""The kept months add up to what a plain count of the answers gives."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from interview_practice.actions import attempts
from interview_practice.models import practice_months
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.practice_months import PracticeMonth

pytestmark = pytest.mark.usefixtures("in_app")

AREAS = ("behavioural/conflict", "behavioural/leadership", "opener/introduction")
BEGINNING = datetime(2024, 11, 20, tzinfo=UTC)
DAYS = 500
ENDS = [datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 3, 1, tzinfo=UTC),
        datetime(2025, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)]  # fmt: skip


@pytest.fixture
def lived(practice):
    """Random months: typed answers, recordings with and without an end, some deleted, and some
    answers right where a month begins or ends."""
    rng = random.Random(7)
    moments = [BEGINNING + timedelta(days=rng.uniform(0, DAYS)) for _ in range(60)]
    kept = [answer(practice, rng, moment) for moment in [*moments, *ENDS]]
    for attempt in rng.sample(kept, 12):
        attempts.delete(attempt, practice.recordings)


def answer(practice, rng, moment):
    question = practice.bank.by_area[rng.choice(AREAS)][0]
    kind = rng.choice(("typed", "spoken", "open"))
    if kind == "typed":
        return attempts.write(question, "An answer.", None, moment)
    attempt = uuid4()
    attempts.begin(attempt, question, 16_000, None, moment)
    if kind == "spoken":
        attempts.complete(attempt, 0, practice.recordings, moment)
    return attempt


def counted(begin, end):
    """The same, one answer after the other."""
    return Counter(attempt.area for attempt in db.session.scalars(select(Attempt))
                   if attempt.completed_at and begin <= attempt.started_at < end)  # fmt: skip


moments = st.one_of(
    st.sampled_from(ENDS),
    st.datetimes(datetime(2024, 10, 1), datetime(2026, 6, 1)).map(
        lambda moment: moment.replace(tzinfo=timezone(timedelta(hours=-7)))
    ),
)


@given(begin=moments, end=moments)
@settings(max_examples=200)
def test_any_span_holds_what_a_plain_count_finds(lived, begin, end):
    assert practice_months.answered(begin, end) == counted(begin, end)


def test_every_month_is_kept_as_answers_come_and_go(lived):
    assert db.session.query(PracticeMonth).count() > 20
    assert practice_months.disagreeing() == set()


def test_spoken_answers_are_those_with_sound(lived):
    for area in AREAS:
        plain = [attempt for attempt in db.session.scalars(select(Attempt))
                 if attempt.area == area and attempt.completed_at and attempt.spoken]  # fmt: skip
        assert db.session.scalar(select(practice_months.spoken(area))) == len(plain) > 0


def test_the_migration_counts_what_was_there_before(lived):
    def rows():
        table = PracticeMonth.__table__
        return db.session.execute(select(table).order_by(*table.primary_key)).all()

    kept = rows()
    migration = import_module("interview_practice.migrations.versions.0008_months")
    with db.engine.begin() as connection:
        connection.execute(delete(PracticeMonth))
        migration.count_months(connection)
    db.session.rollback()
    assert rows() == kept
