"""The one way to change the database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from interview_practice.core.errors import BUSY, Busy
from interview_practice.models.base import BUSY_TIMEOUT_MS, db

_one_writer = threading.RLock()
"""One writer a process: SQLite before 3.51.3 can damage its log when a commit and a checkpoint of
two connections meet."""

PATIENCE_MS = 250
"""How long a reader of the log is waited for; then it is emptied later."""

_log_waits = threading.Event()
"""Set while deleted words may stand in the log, because a reader was in the way."""


@contextmanager
def transaction() -> Iterator:
    """A write transaction that commits at the end and leaves nothing behind on an error.

    It begins IMMEDIATE: a read that SQLite must upgrade fails under two writers whatever the
    timeout. Rows loaded before it are read again. Raises Busy when its turn does not come.
    """
    db.session.rollback()
    with _turn():
        db.session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        try:
            yield db.session
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def empty_log() -> bool:
    """Let no deleted word survive in SQLite's write-ahead log; False while a reader is in the way,
    and then `log_waits` says so until it was done."""
    if db.engine.dialect.name != "sqlite":
        return True
    _log_waits.set()
    at_once = {"isolation_level": "AUTOCOMMIT"}
    with _turn(), db.engine.connect().execution_options(**at_once) as connection:
        connection.execute(text(f"PRAGMA busy_timeout={PATIENCE_MS}"))
        try:
            busy, _, _ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
        finally:
            connection.execute(text(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}"))
    if not busy:
        _log_waits.clear()
    return not busy


def log_waits() -> bool:
    return _log_waits.is_set()


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for the other threads as long as SQLite waits for other processes: whoever waits
    behind one that waits must not add up their times."""
    if not _one_writer.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
        raise Busy(BUSY)
    try:
        yield
    finally:
        _one_writer.release()
