"""Bringing the database to the newest schema, with a copy of the old one kept first."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import upgrade as migrate

from interview_practice.core.errors import Unavailable
from interview_practice.models.base import db


def upgrade(app: Flask, backups: Path, database_file: Path | None, now: datetime) -> Path | None:
    """Run the migrations that are missing; the backup that was made first, if any.

    Raises Unavailable when the database was written by a newer version.
    """
    with app.app_context():
        present, newest, known = revisions()
        if present == newest:
            return None
        if present is not None and present not in known:
            raise Unavailable(
                "The database was written by a newer version of interview_practice. "
                "Install that version again; nothing was changed."
            )
        backup = None
        if present is not None and database_file:
            backup = backups / f"before-{newest}-{now:%Y%m%d-%H%M%S}.db"
            copy(database_file, backup)
        migrate()
        db.session.remove()
        return backup


def pending(app: Flask) -> bool:
    """Whether the database is not at the newest schema."""
    with app.app_context():
        present, newest, _ = revisions()
        return present != newest


def copy(database_file: Path, target: Path) -> None:
    """A consistent copy of a database that may be in use."""
    part = target.with_name(target.name + ".part")
    with (
        closing(sqlite3.connect(database_file)) as source,
        closing(sqlite3.connect(part)) as copied,
    ):
        source.backup(copied)
    part.chmod(0o600)
    os.replace(part, target)


def revisions() -> tuple[str | None, str, set[str]]:
    """The schema of the database, the newest one, and all that this version knows."""
    scripts = ScriptDirectory(current_app.extensions["migrate"].directory)
    with db.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    return present, scripts.get_current_head(), {s.revision for s in scripts.walk_revisions()}
