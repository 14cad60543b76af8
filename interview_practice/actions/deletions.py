"""Deleting with one undo: the rows are kept until the next deletion, or until told to go."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from interview_practice.actions.transactions import transaction
from interview_practice.core.errors import Conflict
from interview_practice.models import deletions
from interview_practice.models.base import Base, db
from interview_practice.models.deletions import Deletion


def remove(what: str, rows: Sequence[Base], now: datetime) -> None:
    """Delete rows, parents first, and keep them for one undo; inside the caller's transaction.

    Their tables need ids that are never reused (`sqlite_autoincrement`).
    """
    kept = [[row.__tablename__, _plain(row)] for row in rows]
    db.session.execute(delete(Deletion))
    for row in reversed(rows):
        db.session.delete(row)
        db.session.flush()
    db.session.add(Deletion(what=what, at=now, rows=kept))


def undo(then: Callable[[], None] = lambda: None) -> str:
    """Put the last deletion back and say what it was; `then` brings up to date what follows
    from it. Raises Conflict when there is none, or when what it belonged to is gone too."""
    with transaction() as tx:
        last = deletions.last()
        if last is None:
            raise Conflict("There is no deletion to undo.")
        what = last.what
        try:
            for name, values in last.rows:
                table = db.metadata.tables[name]
                tx.execute(insert(table).values(_typed(table, values)))
        except IntegrityError:
            raise Conflict(f"{what} cannot be put back: what it belonged to is gone.") from None
        tx.delete(last)
        tx.flush()
        then()
        return what


def forget() -> None:
    """Give up the undo: the deleted words leave the database."""
    with transaction() as tx:
        tx.execute(delete(Deletion))


def _plain(row: Base) -> dict:
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return {key: _as_text(value) for key, value in values.items()}


def _as_text(value):
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.hex if isinstance(value, UUID) else value


def _typed(table, values: dict) -> dict:
    readers = {datetime: datetime.fromisoformat, date: date.fromisoformat, UUID: UUID}
    typed = {}
    for key, value in values.items():
        if key in table.columns:
            read = readers.get(table.columns[key].type.python_type)
            typed[key] = read(value) if read and value is not None else value
    return typed
