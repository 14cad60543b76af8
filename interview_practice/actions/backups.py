"""Backups: save everything in one archive, verify it, and keep automatic ones thinned out."""

import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from interview_practice import __version__
from interview_practice.actions.upgrades import copy
from interview_practice.config import Settings
from interview_practice.core.backups import (
    DATABASE,
    FORMAT,
    MANIFEST,
    Entry,
    Manifest,
    allowed,
    automatic,
    kept,
    made_at,
)
from interview_practice.core.errors import Conflict, NotFound, Unavailable

BLOCK = 1 << 20
OFTEN = timedelta(hours=20)
"""Time between automatic backups: one on each day that the program is used."""

Progress = Callable[[int, int], None]
"""Is told (bytes done, bytes in all)."""


def save(
    settings: Settings, target: Path, now: datetime, progress: Progress | None = None
) -> Manifest:
    """Write everything that cannot be made again into one zip archive.

    The server may go on working meanwhile: the database is copied as of one moment, and what is
    appended to a recording after that is left out. Raises Conflict when `target` exists.
    """
    if target.exists():
        raise Conflict(f"{target} is there already. Choose another name; nothing was overwritten.")
    database = _database(settings)
    before = _recordings(settings)
    part = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(dir=settings.backups, prefix=".saving-") as folder:
        snapshot = Path(folder, DATABASE)
        copy(database, snapshot)
        sources = [(DATABASE, snapshot)]
        sources += [(f"recordings/{path.name}", path)
                    for path in before | _recordings(settings, _spoken(snapshot))]  # fmt: skip
        sources += _others(settings)
        try:
            manifest = _write(part, sources, revision(snapshot), now, progress)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    os.replace(part, target)
    return manifest


def automatically(settings: Settings, now: datetime) -> Path | None:
    """Copy the database when the last automatic copy is older than a day, and thin out the old
    ones; the new copy, if one was made. Recordings need no copies: nothing ever changes them."""
    database, made = settings.database_file, _automatic(settings.backups)
    local = now.replace(tzinfo=None, microsecond=0)
    due = not made or local - max(made) >= OFTEN or max(made) > local
    if database is None or not database.exists() or not due:
        return None
    target = settings.backups / automatic(local)
    copy(database, target)
    made[local] = target
    for moment in made.keys() - kept(made):
        made[moment].unlink()
    return target


def forget(attempt: UUID, backups: Path) -> None:
    """Remove an answer's words from the copies of the database, when the user deletes it. A
    copy that cannot be changed goes as a whole: what was deleted shall be gone."""
    for path in backups.glob("*.db"):
        try:
            _forget(attempt, path)
        except sqlite3.Error:
            path.unlink()


def _forget(attempt: UUID, database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("DELETE FROM attempt_search WHERE attempt_id = ?", [attempt.hex])
        connection.execute("INSERT INTO attempt_search(attempt_search) VALUES ('optimize')")
        connection.execute("DELETE FROM attempt WHERE id = ?", [attempt.hex])
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def verify(archive: Path) -> Manifest:
    """Read a whole archive and compare it with its manifest; of a copy of the database alone,
    SQLite's own check. Raises Unavailable at the first difference; nothing is written."""
    if database_alone(archive):
        schema, made = revision(archive), datetime.fromtimestamp(archive.stat().st_mtime)
        entry = Entry(DATABASE, archive.stat().st_size, "")
        return Manifest(FORMAT, "", schema, made.isoformat(), [entry])
    with opened(archive) as (held, manifest):
        for entry in manifest.files:
            with held.open(entry.path) as source:
                check(entry, source)
    return manifest


def database_alone(path: Path) -> bool:
    """Whether a backup is a copy of the database, and no archive. Raises NotFound."""
    if not path.is_file():
        raise NotFound(f"There is no file {path}. Give the path of a backup.")
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


class opened:
    """An archive with its manifest, whose list of files fits the archive's own."""

    def __init__(self, archive: Path):
        self.archive = archive

    def __enter__(self) -> tuple[zipfile.ZipFile, Manifest]:
        try:
            self.held = zipfile.ZipFile(self.archive)
            read = json.loads(self.held.read(MANIFEST))
            files = [Entry(**entry) for entry in read.pop("files")]
            manifest = Manifest(**read, files=files)
        except (zipfile.BadZipFile, KeyError, TypeError, ValueError):
            raise Unavailable(
                f"{self.archive} is not a backup of interview-practice, or it is damaged. "
                "Choose another file; nothing was changed."
            ) from None
        if manifest.format > FORMAT:
            raise Unavailable(f"{self.archive} was made by a newer version ({manifest.program}). "
                              "Install that version; nothing was changed.")  # fmt: skip
        if sorted(self.held.namelist()) != sorted([MANIFEST, *(e.path for e in files)]):
            raise damaged(self.archive, "its list of files does not fit its content")
        for entry in files:
            if not allowed(entry.path):
                raise damaged(self.archive, f"it holds a file that does not belong: {entry.path}")
        return self.held, manifest

    def __exit__(self, kind, error, trace):
        self.held.close()
        if isinstance(error, (zipfile.BadZipFile, EOFError, ValueError)) or (
            error and type(error).__module__ == "zlib"
        ):
            raise damaged(self.archive, "a file in it cannot be read") from None


def check(entry: Entry, source: BinaryIO, target: BinaryIO | None = None) -> None:
    """Compare a file with what the manifest says of it, copying it on the way."""
    digest, length = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        digest.update(block)
        length += len(block)
        if target:
            target.write(block)
    if (length, digest.hexdigest()) != (entry.bytes, entry.sha256):
        raise Unavailable(f"The backup is damaged: {entry.path} is not what was saved. Use "
                          "another backup; nothing was changed.")  # fmt: skip


def damaged(archive: Path, why: str) -> Unavailable:
    return Unavailable(f"{archive} is damaged: {why}. Use another backup; nothing was changed.")


def revision(database: Path) -> str:
    """The schema of a database file; raises Unavailable when it is none of ours or damaged."""
    try:
        with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            sound = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error:
        found = sound = None
    if not found or sound != ("ok",):
        raise Unavailable("The database in this backup is damaged, or none of this program. Use "
                          "another backup; nothing was changed.")  # fmt: skip
    return found[0]


def _database(settings: Settings) -> Path:
    database = settings.database_file
    if database is None:
        raise Unavailable(
            "The data is in a database of its own, set by DATABASE_URL. Save that with its own "
            "tool, such as pg_dump, and the folder recordings with it."
        )
    if not database.exists():
        raise Unavailable(f"There is nothing to save in {settings.data} yet.")
    return database


def _recordings(settings: Settings, ids: set[str] | None = None) -> set[Path]:
    found = [p for p in settings.recordings.iterdir() if p.suffix in (".pcm", ".flac")]
    return {p for p in found if ids is None or p.stem in ids}


def _spoken(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT id FROM attempt WHERE sample_rate IS NOT NULL")
        return {str(UUID(row[0])) for row in rows}


def _others(settings: Settings) -> Iterator[tuple[str, Path]]:
    for path in sorted(settings.own_questions.rglob("*")):
        name = path.relative_to(settings.data).as_posix()
        if path.is_file() and not path.is_symlink() and allowed(name):
            yield name, path
    if settings.speech_model_file.exists():
        yield settings.speech_model_file.name, settings.speech_model_file


def _write(part: Path, sources: list[tuple[str, Path]], schema: str, now: datetime,
           progress: Progress | None) -> Manifest:  # fmt: skip
    whole = sum(path.stat().st_size for _, path in sources if path.exists())
    done, entries = 0, {}
    with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, path in sources:
                for held, source in _sealed_meanwhile(name, path):
                    if held not in entries:
                        entries[held] = _add(archive, held, source)
                        done += entries[held].bytes
                if progress:
                    progress(min(done, whole), whole)
            manifest = Manifest(FORMAT, __version__, schema, now.isoformat(),
                                sorted(entries.values(), key=lambda entry: entry.path))  # fmt: skip
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _sealed_meanwhile(name: str, path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """The open file; its FLAC when the server made one of it since it was listed; nothing when
    the user deleted it since."""
    for candidate in (path, path.with_suffix(".flac")):
        with suppress(FileNotFoundError), candidate.open("rb") as source:
            yield str(Path(name).with_suffix(candidate.suffix).as_posix()), source
            return


def _add(archive: zipfile.ZipFile, name: str, source: BinaryIO) -> Entry:
    packed = zipfile.ZIP_STORED if name.endswith(".flac") else zipfile.ZIP_DEFLATED
    info = zipfile.ZipInfo(name)
    info.compress_type, info.external_attr = packed, 0o600 << 16
    left = os.fstat(source.fileno()).st_size  # what is appended from now on is left out
    digest, length = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as target:
        while block := source.read(min(BLOCK, left - length)):
            target.write(block)
            digest.update(block)
            length += len(block)
    return Entry(name, length, digest.hexdigest())


def _automatic(backups: Path) -> dict[datetime, Path]:
    found = {made_at(path.name): path for path in backups.glob("auto-*.db")}
    found.pop(None, None)
    return found
