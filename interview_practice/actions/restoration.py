"""Restoring: verify a backup wholly, save the present state, then put the backup in its place."""

import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from alembic.script import ScriptDirectory

from interview_practice.actions import backups
from interview_practice.actions.backups import Progress
from interview_practice.config import PACKAGE, Settings
from interview_practice.core.backups import DATABASE, Manifest
from interview_practice.core.errors import StorageFull, Unavailable

READY = "ready"
"""Marks that everything is verified and only has to be moved; a broken off move goes on there."""

SPARE = 64 * 1024 * 1024
"""Bytes of disk that stay free."""

REPLACED = ("recordings", "questions", "speech-model", DATABASE)
"""What a backup takes the place of, in this order: the database last."""


def restore(settings: Settings, source: Path, now: datetime,
            progress: Progress | None = None) -> Path | None:  # fmt: skip
    """Put a backup, an archive or an automatic copy of the database, in the place of what is
    there; the backup that was made of that first, if there was anything.

    The caller holds the lock. Until everything is verified and saved nothing is changed; a move
    that is broken off is finished by `finish`.
    """
    if settings.database_file != settings.data / DATABASE:
        raise Unavailable("The data is in a database of its own, set by DATABASE_URL. Restore "
                          "that with its own tool; nothing was changed.")  # fmt: skip
    finish(settings)
    staging = _staging(settings)
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    try:
        _unpack(source, staging, settings, progress)
        _known(backups.revision(staging / DATABASE))
        saved = _save_present(settings, now)
        _sync_all(staging)
        (staging / READY).touch()
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    finish(settings)
    return saved


def finish(settings: Settings) -> bool:
    """Move what a restore has made ready into its place; False when there is nothing to do.

    Doing it twice, or going on after it was broken off, gives the same.
    """
    staging = _staging(settings)
    if not (staging / READY).exists():
        return False
    whole = (staging / "whole").exists()
    for name in REPLACED:
        given, place = staging / name, settings.data / name
        if name == DATABASE:
            _close(place)
        if given.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        if given.exists():
            os.replace(given, place)
        elif whole and name == "speech-model" and (staging / DATABASE).exists():
            place.unlink(missing_ok=True)
    shutil.rmtree(staging)
    return True


def _staging(settings: Settings) -> Path:
    return settings.data / "restoring"


def _unpack(source: Path, staging: Path, settings: Settings, progress: Progress | None) -> None:
    if backups.database_alone(source):
        _room(settings, source.stat().st_size)
        shutil.copyfile(source, staging / DATABASE)
        return
    with backups.opened(source) as (archive, manifest):
        _room(settings, manifest.bytes)
        _extract(archive, manifest, staging, progress)
    (staging / "whole").touch()


def _extract(archive, manifest: Manifest, staging: Path, progress: Progress | None) -> None:
    for folder in ("recordings", "questions"):
        (staging / folder).mkdir(mode=0o700)
    done = 0
    for entry in manifest.files:
        target = staging / entry.path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with archive.open(entry.path) as packed, target.open("wb") as file:
            backups.check(entry, packed, file)
        target.chmod(0o600)
        done += entry.bytes
        if progress:
            progress(done, manifest.bytes)


def _room(settings: Settings, needed: int) -> None:
    present = sum(p.stat().st_size for p in settings.recordings.iterdir() if p.is_file())
    wanted, free = needed + present + SPARE, shutil.disk_usage(settings.data).free
    if free < wanted:
        raise StorageFull(
            f"Restoring needs {wanted // 1_000_000} MB of disk, and {free // 1_000_000} MB are "
            "free. Free some; nothing was changed."
        )


def _known(revision: str) -> None:
    scripts = ScriptDirectory(str(PACKAGE / "migrations"))
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        raise Unavailable("This backup was made by a newer version of interview-practice. "
                          "Install that version; nothing was changed.")  # fmt: skip


def _save_present(settings: Settings, now: datetime) -> Path | None:
    if not settings.database_file.exists():
        return None
    target = settings.backups / f"before-restore-{now:%Y%m%d-%H%M%S}.zip"
    try:
        backups.save(settings, target, now)
    except sqlite3.DatabaseError:
        # A damaged database is often why one restores: it is kept as it is.
        target = target.with_suffix("")
        target.mkdir(mode=0o700)
        for path in settings.data.glob(f"{DATABASE}*"):
            shutil.copyfile(path, target / path.name)
        for name in ("recordings", "questions"):
            shutil.copytree(settings.data / name, target / name)
    return target


def _close(database: Path) -> None:
    """Leave no write-ahead log behind, which would be played into the restored database."""
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _sync_all(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
