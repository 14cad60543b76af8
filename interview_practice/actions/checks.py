"""Checks of an installation's data, and the repairs that are safe."""

import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from alembic.script import ScriptDirectory

from interview_practice.config import PACKAGE, Settings, make_private
from interview_practice.core.backups import made_at
from interview_practice.core.checks import Check, has_reset_fault
from interview_practice.core.questions import Problem

LITTLE, TOO_LITTLE = 1_000_000_000, 200_000_000
"""Bytes of free disk: an answer of 30 minutes takes 173 MB until it is kept as FLAC."""

RELEASED = datetime(2026, 1, 1, tzinfo=UTC)
STALE_SECONDS = 24 * 3600
"""Age from which a half-written file is nobody's any more."""


def data_folder(settings: Settings) -> Check:
    """Whether the folder can be written, and only by its owner."""
    name, folder = "data folder", settings.data
    if not os.access(folder, os.W_OK | os.X_OK):
        return Check(name, "problem", f"{folder} cannot be written.",
                     f"Make it yours: sudo chown -R $USER '{folder}'")  # fmt: skip
    if open_to_others := _open_to_others(folder):
        return Check(name, "problem", f"Others on this machine can read {open_to_others[0]}.",
                     "interview-practice doctor --fix closes it.", fixable=True)  # fmt: skip
    return Check(name, "ok", f"{folder}, yours alone.")


def close_to_others(settings: Settings) -> None:
    """Take every right on the data folder from everybody but its owner."""
    make_private(settings.data)
    for path in _open_to_others(settings.data):
        path.chmod(path.stat().st_mode & 0o700)


def disk(settings: Settings) -> Check:
    free = shutil.disk_usage(settings.data).free
    detail = f"{free / 1e9:.1f} GB are free."
    if free >= LITTLE:
        return Check("disk space", "ok", detail)
    state = "problem" if free < TOO_LITTLE else "warning"
    return Check("disk space", state, detail, "Free some space: a long answer takes 0.2 GB.")


def sqlite_version(settings: Settings) -> Check:
    version = sqlite3.sqlite_version
    if has_reset_fault(sqlite3.sqlite_version_info):
        return Check("SQLite", "warning",
                     f"{version} has the WAL-reset fault. This program writes one at a time, which "
                     "avoids it.",
                     "Open the database with no other program while it runs; a newer Python brings "
                     "3.51.3.")  # fmt: skip
    return Check("SQLite", "ok", f"{version}.")


def integrity(settings: Settings) -> Check:
    """SQLite's own check of every page and of every reference."""
    name, database = "database", settings.database_file
    if database is None:
        return Check(name, "ok", "Another database, set by DATABASE_URL; use its own checks.")
    if not database.exists():
        return Check(name, "ok", "None yet; the first start makes it.")
    try:
        with closing(_reading(database)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        found, loose = [str(error)], []
    if found == ["ok"] and not loose:
        return Check(name, "ok", f"Sound, {database.stat().st_size / 1e6:.1f} MB.")
    detail = f"Damaged: {found[0]}." if found != ["ok"] else f"{len(loose)} rows lead nowhere."
    newest = newest_backup(settings)
    remedy = f"interview-practice restore '{newest}'" if newest else "There is no backup of it."
    return Check(name, "problem", detail, remedy)


def newest_backup(settings: Settings) -> Path | None:
    """The newest backup of any kind in the data folder."""
    found = [*settings.backups.glob("*.db"), *settings.backups.glob("*.zip")]
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


def migrations(settings: Settings) -> Check:
    name, database = "schema", settings.database_file
    if database is None or not database.exists():
        return Check(name, "ok", "Brought up to date at the next start.")
    scripts = ScriptDirectory(str(PACKAGE / "migrations"))
    newest, known = scripts.get_current_head(), {s.revision for s in scripts.walk_revisions()}
    present = _one(database, "SELECT version_num FROM alembic_version")
    if present == newest:
        return Check(name, "ok", f"{present}, the newest.")
    if present is not None and present not in known:
        return Check(name, "problem", f"{present} was written by a newer version of this program.",
                     "Install that version again.")  # fmt: skip
    return Check(name, "warning", f"{present} is older than {newest}.",
                 "interview-practice doctor --fix, or the next start of the server, brings it up "
                 "to date; a backup is made first.", fixable=True)  # fmt: skip


def bank(problems: list[Problem], questions: int) -> Check:
    if problems:
        return Check("question bank", "problem", f"{problems[0]}"
                     + (f" (and {len(problems) - 1} more)" if problems[1:] else ""),
                     "Correct the file; interview-practice questions check lists all.")  # fmt: skip
    return Check("question bank", "ok", f"{questions} questions.")


def recordings(settings: Settings) -> Check:
    """Whether every spoken answer has its sound, and every sound its answer."""
    name, database = "recordings", settings.database_file
    if database is None or not database.exists():
        return Check(name, "ok", "None yet.")
    spoken = _rows(database, "SELECT id FROM attempt WHERE length > 0")
    known = {str(UUID(row)) for row in _rows(database, "SELECT id FROM attempt")}
    held = {p.stem for p in settings.recordings.iterdir() if p.suffix in (".pcm", ".flac")}
    if lost := {str(UUID(row)) for row in spoken} - held:
        return Check(name, "problem", f"{len(lost)} answers have lost their sound: {min(lost)}.",
                     "Bring it back from a backup: interview-practice restore FILE")  # fmt: skip
    if orphans := held - known:
        return Check(name, "warning", f"{len(orphans)} recordings belong to no answer.",
                     f"interview-practice doctor --fix moves them to {settings.data / 'orphans'}.",
                     fixable=True)  # fmt: skip
    return Check(name, "ok", f"{len(held)}, each with its answer.")


def put_orphans_aside(settings: Settings) -> None:
    """Move recordings without an answer into a folder of their own; nothing is deleted."""
    known = {str(UUID(row)) for row in _rows(settings.database_file, "SELECT id FROM attempt")}
    aside = settings.data / "orphans"
    make_private(aside)
    for path in settings.recordings.iterdir():
        if path.suffix in (".pcm", ".flac") and path.stem not in known:
            path.rename(aside / path.name)


def leftovers(settings: Settings) -> Check:
    if found := _leftovers(settings):
        return Check("half-written files", "warning", f"{len(found)}, such as {found[0].name}.",
                     "interview-practice doctor --fix removes them.", fixable=True)  # fmt: skip
    return Check("half-written files", "ok", "None.")


def remove_leftovers(settings: Settings) -> None:
    for path in _leftovers(settings):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def transcripts(settings: Settings) -> Check:
    name, database = "transcripts", settings.database_file
    if database is None or not database.exists():
        return Check(name, "ok", "None yet.")
    failed, waiting = (
        len(_rows(database, f"SELECT attempt_id FROM transcript WHERE state = '{state}'"))
        for state in ("failed", "transcribing")
    )
    if failed:
        return Check(name, "warning", f"{failed} failed; their sound is safe.",
                     "Open the answer in the browser and choose to try again.")  # fmt: skip
    return Check(name, "ok", f"{waiting} wait for the next start." if waiting else "All made.")


def backup_age(settings: Settings) -> Check:
    name, database = "backups", settings.database_file
    if database is None or not database.exists():
        return Check(name, "ok", "Nothing to save yet.")
    newest = newest_backup(settings)
    if newest is None:
        return Check(name, "warning", "There is none yet.", "interview-practice backup FILE")
    made = made_at(newest.name) or datetime.fromtimestamp(newest.stat().st_mtime)
    return Check(name, "ok", f"The newest is of {made:%Y-%m-%d %H:%M}, {newest.name}.")


def clock(settings: Settings, now: datetime) -> Check:
    """Whether the clock is behind what was already written with it."""
    latest, database = None, settings.database_file
    if database and database.exists():
        latest = _one(database, "SELECT max(at) FROM (SELECT max(at) AS at FROM review "
                                "UNION SELECT max(started_at) FROM attempt)")  # fmt: skip
    newest = datetime.fromisoformat(latest).replace(tzinfo=UTC) if latest else RELEASED
    if now < newest - timedelta(minutes=5):
        return Check("clock", "problem", f"It shows {now:%Y-%m-%d %H:%M}, and there is something "
                     f"from {newest:%Y-%m-%d %H:%M}.",
                     "Set the clock right, or due dates will be wrong.")  # fmt: skip
    return Check("clock", "ok", f"{now:%Y-%m-%d %H:%M %Z}.")


def port(settings: Settings) -> Check:
    if (settings.data / "server.json").exists():
        return Check("port", "ok", "The server is running, or was: see server.json.")
    with closing(socket.socket()) as tried:
        taken = tried.connect_ex(("127.0.0.1", settings.port)) == 0
    if taken:
        return Check("port", "warning", f"Another program uses {settings.port}.",
                     "The server takes the next free port; --port chooses one.")  # fmt: skip
    return Check("port", "ok", f"{settings.port} is free.")


def guarded(check: Callable[[], Check], name: str) -> Check:
    """A check that cannot be made is a problem, and stops no other one."""
    try:
        return check()
    except Exception as error:
        reason = getattr(error, "orig", None) or error  # SQLAlchemy's own text has lines of SQL
        return Check(name, "problem", f"{type(error).__name__}: {reason}",
                     "Report this with the output of --version.")  # fmt: skip


def _open_to_others(folder: Path) -> list[Path]:
    if os.name == "nt":
        return []
    paths = (folder, *folder.iterdir(), *(p for q in ("recordings", "backups", "questions")
             for p in (folder / q).rglob("*")))  # fmt: skip
    return [p for p in paths if not p.is_symlink() and p.stat().st_mode & 0o077]


def _leftovers(settings: Settings) -> list[Path]:
    patterns = ("*.part", ".saving-*")
    folders = (settings.recordings, settings.backups, *settings.speech_models.glob("*"))
    old = time.time() - STALE_SECONDS
    return [path for folder in folders for pattern in patterns for path in folder.glob(pattern)
            if path.stat().st_mtime < old]  # fmt: skip


def _reading(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True)


def _rows(database: Path, query: str) -> list:
    with closing(_reading(database)) as connection:
        return [row[0] for row in connection.execute(query)]


def _one(database: Path, query: str):
    try:
        return next(iter(_rows(database, query)), None)
    except sqlite3.OperationalError:
        return None
