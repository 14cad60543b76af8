"""Erasure: take everything of the user's off this machine."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import MetaData

from interview_practice.config import Settings
from interview_practice.models.base import db

OURS = ("practice.db", "practice.db-wal", "practice.db-shm", "recordings", "questions", "backups",
        "speech-models", "speech-model", "restoring", "orphans", "reminders.ics", "token",
        "server.json", "server.lock")  # fmt: skip
"""All that the program keeps in its data folder."""


def is_ours(folder: Path) -> bool:
    """Whether a folder is one that this program keeps its data in."""
    return (folder / "practice.db").exists() or (folder / "token").exists()


def erase(settings: Settings) -> list[Path]:
    """Remove everything; what is left in the data folder, because it is not this program's.

    The caller holds the lock.
    """
    if settings.database_file is None:
        _drop_tables()
    elif settings.database_file.parent != settings.data:
        settings.database_file.unlink(missing_ok=True)
    _overwrite(settings.data / "practice.db")
    for name in OURS:
        path = settings.data / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    left = sorted(settings.data.iterdir())
    if not left:
        settings.data.rmdir()
    return left


def _drop_tables() -> None:
    """Of another database, such as Postgres: drop what is ours in it."""
    found = MetaData()
    found.reflect(db.engine, only=lambda name, _: name in {*db.metadata.tables, "alembic_version"})
    found.drop_all(db.engine)


def _overwrite(database: Path) -> None:
    """Let no word be read from the freed blocks of the disk by chance."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with database.open("r+b") as file:
            left = database.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
    except (OSError, sqlite3.Error):
        return  # it is removed all the same
