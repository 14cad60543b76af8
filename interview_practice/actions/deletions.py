"""Deleting with one undo: the rows are kept until the next deletion, or until told to go."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeDecorator

from interview_practice.actions.transactions import empty_log, transaction
from interview_practice.core.errors import Conflict
from interview_practice.models import deletions, own_questions
from interview_practice.models.base import Base, db
from interview_practice.models.deletions import Deletion

OWN_QUESTION = "own-question"
"""In the place of a table's name: an entry of a file of own questions."""

READERS = {datetime: datetime.fromisoformat, date: date.fromisoformat, UUID: UUID}


def remove(what: str, rows: Sequence[Base], now: datetime) -> None:
    """Delete rows, parents first, and keep them for one undo; inside the caller's transaction.

    Their tables need ids that are never reused (`sqlite_autoincrement`). Rows loaded before are
    no longer attached afterward.
    """
    db.session.flush()
    kept = [[row.__tablename__, _plain(row)] for row in rows]
    for row in reversed(rows):
        table = row.__table__
        keys = (column == getattr(row, column.key) for column in table.primary_key)
        db.session.execute(delete(table).where(*keys))
    db.session.expunge_all()
    keep(what, kept, now)


def keep(what: str, rows: Sequence, now: datetime) -> None:
    """Keep this for one undo, in the place of the last; inside the caller's transaction."""
    db.session.execute(delete(Deletion))
    db.session.add(Deletion(what=what, at=now, rows=rows))


def undo(own: Path | None = None, then: Callable[[], None] = lambda: None) -> str:
    """Put the last deletion back and say what it was; `then` brings up to date what follows
    from it. An own question goes back into the folder `own`.

    Raises Conflict when there is none, or when what it belonged to is gone too.
    """
    with own_questions.locked(own) if own else nullcontext(), transaction() as tx:
        last = deletions.last()
        if last is None:
            raise Conflict("There is no deletion to undo.")
        what = last.what
        try:
            for name, values in last.rows:
                if name == OWN_QUESTION:
                    own_questions.put_back(own, **values)
                    continue
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
    empty_log()


def _plain(row: Base) -> dict:
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return {key: _as_text(value) for key, value in values.items()}


def _as_text(value):
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.hex if isinstance(value, UUID) else value


def _typed(table, values: dict) -> dict:
    return {
        key: _read(table.columns[key].type, value)
        for key, value in values.items()
        if key in table.columns
    }


def _read(kind, value):
    kind = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    read = READERS.get(kind.python_type)
    return read(value) if read and value is not None else value
