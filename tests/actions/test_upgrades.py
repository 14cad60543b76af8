"""Migrations: the database as the models want it, and never a step without a copy."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from interview_practice import config
from interview_practice.actions.upgrades import copy, upgrade
from interview_practice.app import create_app
from interview_practice.core.errors import Unavailable
from interview_practice.models.base import db
from tests.fakes import NOW


@pytest.fixture
def settings(tmp_path):
    return config.read(tmp_path / "data", environ={"INTERVIEW_PRACTICE_TOKEN": "t"})


@pytest.fixture
def upgraded(settings):
    """Brings the folder's database up to date, and says where the backup is."""

    def run():
        app = create_app(settings)
        backup = upgrade(app, settings.backups, settings.database_file, NOW)
        with app.app_context():
            db.engine.dispose()
        return backup

    return run


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def change(path, *statements):
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def tables(path):
    return {name for (name,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_new_database_needs_no_backup(settings, upgraded):
    assert upgraded() is None
    assert tables(settings.database_file) >= {"attempt", "review", "card", "attempt_search"}
    assert list(settings.backups.iterdir()) == []


def test_an_upgraded_database_is_left_alone(settings, upgraded):
    upgraded()
    before = settings.database_file.stat().st_mtime_ns
    assert upgraded() is None
    assert settings.database_file.stat().st_mtime_ns == before


def test_an_old_database_is_copied_before_it_is_changed(settings, upgraded, monkeypatch):
    upgraded()
    newest = older(settings, monkeypatch)
    change(settings.database_file, "INSERT INTO struggle VALUES ('values/x', '2026-01-01')")
    backup = upgraded()
    assert backup == settings.backups / f"before-{newest}-20260303-100000.db"
    assert backup.stat().st_mode & 0o777 == 0o600
    assert rows(backup, "SELECT area FROM struggle") == [("values/x",)]
    assert rows(backup, "SELECT version_num FROM alembic_version") != [(newest,)]
    assert rows(settings.database_file, "SELECT version_num FROM alembic_version") == [(newest,)]
    assert rows(settings.database_file, "SELECT area FROM struggle") == [("values/x",)]
    assert [path.name for path in settings.backups.iterdir()] == [backup.name], "no part is left"


def test_a_failed_step_leaves_the_old_database(settings, upgraded, monkeypatch):
    upgraded()
    older(settings, monkeypatch, then="1 / 0")
    with pytest.raises(ZeroDivisionError):
        upgraded()
    assert "half_way" not in tables(settings.database_file)
    assert len(list(settings.backups.iterdir())) == 1


def older(settings, monkeypatch, then=""):
    """Ships one migration more than the database has, and returns its revision."""
    package = settings.data / "package"
    shutil.copytree(config.PACKAGE / "migrations", package / "migrations")
    head = ScriptDirectory(str(package / "migrations")).get_current_head()
    (package / "migrations/versions/9999_later.py").write_text(
        "from alembic import op\n"
        f"revision, down_revision = '9999', {head!r}\n"
        "def upgrade():\n"
        "    op.execute('CREATE TABLE half_way (x INTEGER)')\n"
        f"    {then}\n"
    )
    monkeypatch.setattr("interview_practice.app.PACKAGE", package)
    return "9999"


def test_the_database_of_a_newer_version_is_refused_and_not_touched(settings, upgraded):
    upgraded()
    change(settings.database_file, "UPDATE alembic_version SET version_num = 'from-the-future'")
    before = settings.database_file.read_bytes()
    with pytest.raises(Unavailable, match="newer version"):
        upgraded()
    assert settings.database_file.read_bytes() == before
    assert list(settings.backups.iterdir()) == []


def test_a_copy_holds_what_stands_in_the_log_too(settings, upgraded, tmp_path):
    """A plain copy of the file would miss what SQLite has not moved into it yet."""
    upgraded()
    with closing(sqlite3.connect(settings.database_file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("INSERT INTO struggle VALUES ('values/log', '2026-01-01')")
        connection.commit()
        copy(settings.database_file, tmp_path / "copy.db")
        assert rows(tmp_path / "copy.db", "SELECT area FROM struggle") == [("values/log",)]


def test_the_migrations_make_what_the_models_describe(settings, upgraded):
    upgraded()
    app = create_app(settings)
    with app.app_context(), db.engine.connect() as connection:
        options = {"include_name": lambda name, kind, parent: kind != "table"
                   or not name.startswith("attempt_search")}  # fmt: skip
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, db.metadata) == []


def test_the_migrations_are_one_line():
    """Two heads would stop the next start of every installation."""
    assert len(ScriptDirectory(str(config.PACKAGE / "migrations")).get_heads()) == 1
