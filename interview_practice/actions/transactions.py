"""The one way to change the database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from interview_practice.models.base import db

_one_writer = threading.RLock()
"""One writer a process: SQLite before 3.51.3 can damage its log when a commit and a checkpoint of
two connections meet."""


@contextmanager
def transaction() -> Iterator:
    """A write transaction that commits at the end and leaves nothing behind on an error.

    It begins IMMEDIATE: a read that SQLite must upgrade fails under two writers whatever the
    timeout. Rows loaded before it are read again.
    """
    db.session.rollback()
    with _one_writer:
        db.session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        try:
            yield db.session
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
