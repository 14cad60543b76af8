import shutil
import sqlite3
import zipfile
from contextlib import closing, suppress

import pytest

from interview_practice import config
from interview_practice.actions import attempts, backups, restoration
from interview_practice.core.errors import NotFound, Unavailable
from interview_practice.models.base import db
from tests.fakes import NOW

LATER = NOW.replace(hour=11)


@pytest.fixture
def settings(practice):
    return practice.settings


@pytest.fixture
def say(in_app, practice):
    """Keep a typed answer, and let go of the database afterwards."""

    def run(text):
        question = next(iter(practice.bank.questions.values()))
        attempts.write(question, text, None, NOW)
        close()

    return run


def close():
    db.session.remove()
    db.engine.dispose()


def answers(settings):
    with closing(sqlite3.connect(settings.database_file)) as database:
        return [row[0] for row in database.execute("SELECT text FROM transcript ORDER BY text")]


def test_a_backup_comes_back_whole(settings, say, begun, practice, tmp_path):
    say("before")
    attempts.append(begun, 0, b"\1\2" * 8000, practice.recordings)
    (settings.own_questions / "own.toml").write_text("# mine\n")
    settings.speech_model_file.write_text("base.en")
    backups.save(settings, tmp_path / "all.zip", NOW)
    say("after")
    practice.recordings.delete(begun)
    (settings.own_questions / "own.toml").unlink()
    settings.speech_model_file.unlink()
    close()
    restoration.restore(settings, tmp_path / "all.zip", LATER)
    assert answers(settings) == ["", "before"]
    assert practice.recordings.length(begun) == 16_000
    assert (settings.own_questions / "own.toml").read_text() == "# mine\n"
    assert settings.speech_model_file.read_text() == "base.en"
    assert not (settings.data / "restoring").exists()


def test_the_present_state_is_saved_first_and_can_come_back(settings, say, tmp_path):
    say("first")
    backups.save(settings, tmp_path / "all.zip", NOW)
    say("second")
    saved = restoration.restore(settings, tmp_path / "all.zip", LATER)
    assert answers(settings) == ["first"]
    restoration.restore(settings, saved, LATER.replace(hour=12))
    assert answers(settings) == ["first", "second"]


def test_a_backup_comes_to_a_new_machine(settings, say, tmp_path):
    say("moved")
    backups.save(settings, tmp_path / "all.zip", NOW)
    other = config.read(tmp_path / "other", environ={"INTERVIEW_PRACTICE_TOKEN": "t"})
    assert restoration.restore(other, tmp_path / "all.zip", LATER) is None
    assert answers(other) == ["moved"]


def test_an_automatic_copy_leaves_the_recordings_alone(settings, say, begun, practice):
    say("before")
    copy = backups.automatically(settings, NOW)
    say("after")
    attempts.append(begun, 0, b"\1\2" * 8000, practice.recordings)
    close()
    restoration.restore(settings, copy, LATER)
    assert answers(settings) == ["", "before"]
    assert practice.recordings.length(begun) == 16_000


def test_a_damaged_archive_changes_nothing(settings, say, tmp_path):
    say("kept")
    archive = tmp_path / "all.zip"
    backups.save(settings, archive, NOW)
    whole = archive.read_bytes()
    archive.write_bytes(whole[:3000] + b"\xff\xff" + whole[3002:])
    before = settings.database_file.read_bytes()
    with pytest.raises(Unavailable, match="nothing was changed"):
        restoration.restore(settings, archive, LATER)
    assert settings.database_file.read_bytes() == before
    assert not list(settings.backups.glob("before-restore-*"))
    assert not (settings.data / "restoring").exists()


def test_a_database_of_a_newer_version_is_refused(settings, say, tmp_path):
    say("kept")
    copy = tmp_path / "newer.db"
    shutil.copy(backups.automatically(settings, NOW), copy)
    with closing(sqlite3.connect(copy)) as database:
        database.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with pytest.raises(Unavailable, match="newer version"):
        restoration.restore(settings, copy, LATER)
    assert answers(settings) == ["kept"]


@pytest.mark.parametrize("content", [b"", b"a text", b"SQLite format 3\0" + b"\0" * 5000])
def test_what_is_no_backup_is_refused(settings, say, tmp_path, content):
    say("kept")
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(Unavailable):
        restoration.restore(settings, tmp_path / "file", LATER)
    assert answers(settings) == ["kept"]


def test_a_missing_file_is_said(settings, tmp_path):
    with pytest.raises(NotFound):
        restoration.restore(settings, tmp_path / "gone.zip", LATER)


def test_a_damaged_database_is_kept_as_it_is_and_replaced(settings, say, tmp_path):
    say("good")
    backups.save(settings, tmp_path / "all.zip", NOW)
    close()
    settings.database_file.write_bytes(b"broken beyond repair")
    saved = restoration.restore(settings, tmp_path / "all.zip", LATER)
    assert answers(settings) == ["good"]
    assert (saved / "practice.db").read_bytes() == b"broken beyond repair"


class Killed(BaseException):
    pass


@pytest.mark.parametrize("steps", range(5))
def test_a_move_that_is_broken_off_is_finished(settings, say, tmp_path, monkeypatch, steps):
    say("good")
    (settings.own_questions / "own.toml").write_text("# mine\n")
    backups.save(settings, tmp_path / "all.zip", NOW)
    say("newer")
    left, replace = iter(range(steps)), restoration.os.replace

    def until_killed(source, target):
        # the rename of the backup of the present state is not part of the move
        if "restoring" in str(source) and next(left, None) is None:
            raise Killed
        replace(source, target)

    with monkeypatch.context() as patch, suppress(Killed):
        patch.setattr(restoration.os, "replace", until_killed)
        restoration.restore(settings, tmp_path / "all.zip", LATER)
    restoration.finish(settings)
    assert answers(settings) == ["good"]
    assert (settings.own_questions / "own.toml").read_text() == "# mine\n"
    assert not restoration.finish(settings)


def test_an_archive_holds_no_path_outside(settings, say, tmp_path):
    say("kept")
    backups.save(settings, tmp_path / "all.zip", NOW)
    with zipfile.ZipFile(tmp_path / "all.zip", "a") as archive:
        archive.writestr("../../outside", "x")
    with pytest.raises(Unavailable):
        restoration.restore(settings, tmp_path / "all.zip", LATER)
    assert not (settings.data.parent.parent / "outside").exists()
