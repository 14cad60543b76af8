"""What every connection to the database gets, and what two writers do to each other."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from interview_practice.actions.transactions import transaction
from interview_practice.models.base import db
from interview_practice.models.sessions import PracticeSession, Turn
from interview_practice.models.struggles import Struggle
from tests.fakes import NOW

pytestmark = pytest.mark.usefixtures("in_app")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_is_set_up_alike(pragma, value):
    with db.engine.connect() as one, db.engine.connect() as other:
        for connection in (one, other):
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_a_row_that_points_nowhere_is_refused():
    with pytest.raises(IntegrityError), transaction() as tx:
        tx.add(Turn(session_id=uuid4(), position=0, question="q", area="a", reason="r"))


def mark(area):
    """Read, then write: what fails under two writers unless the lock comes first."""
    with transaction() as tx:
        known = tx.scalar(select(func.count()).select_from(Struggle))
        tx.add(Struggle(area=area, marked_at=NOW + timedelta(seconds=known)))


def test_many_writers_never_fail_and_lose_nothing(app):
    def write(writer):
        for number in range(40):
            with app.app_context():
                mark(f"values/{writer}-{number}")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(4)))
    moments = db.session.scalars(select(Struggle.marked_at)).all()
    assert len(moments) == len(set(moments)) == 160, "each one saw all before it"


def test_another_program_that_writes_is_waited_for(app):
    """As `backup` or a second command does it: a connection of its own, no lock of ours."""
    path = app.extensions["practice"].settings.database_file

    def write(writer):
        with sqlite3.connect(path, timeout=5, isolation_level=None) as connection:
            for number in range(20):
                connection.execute("BEGIN IMMEDIATE")
                row = (f"values/other-{writer}-{number}", "2026-03-03 10:00:00")
                connection.execute("INSERT INTO struggle VALUES (?, ?)", row)
                connection.execute("COMMIT")
        connection.close()

    with ThreadPoolExecutor(2) as threads:
        others = [threads.submit(write, writer) for writer in range(2)]
        for number in range(20):
            mark(f"values/ours-{number}")
        for other in others:
            other.result()
    assert db.session.scalar(select(func.count()).select_from(Struggle)) == 60


def test_an_error_leaves_nothing_behind():
    def fail():
        with transaction() as tx:
            tx.add(Struggle(area="values/x", marked_at=NOW))
            tx.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert db.session.get(Struggle, "values/x") is None
    mark("values/x")
    assert db.session.get(Struggle, "values/x"), "and the lock is free again"


@pytest.mark.parametrize("hours", [-8, 0, 5.5])
def test_a_moment_comes_back_as_utc(hours):
    moment = datetime(2026, 3, 3, 23, 30, tzinfo=timezone(timedelta(hours=hours)))
    with transaction() as tx:
        tx.add(PracticeSession(id=uuid4(), focus="today", length=1, started_at=moment))
    db.session.expire_all()
    [read] = db.session.scalars(select(PracticeSession.started_at))
    assert read == moment
    assert read.tzinfo is UTC
