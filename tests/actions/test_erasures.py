"""Deletions that were broken off, or held up, are finished later; others are taken back."""

import sqlite3
import threading
from contextlib import closing

import pytest

from interview_practice.actions import attempts, transactions
from interview_practice.actions.transactions import empty_log, log_waits, transaction
from interview_practice.core.errors import Busy
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db


@pytest.fixture
def answer(in_app, begun, practice):
    attempts.append(begun, 0, b"abcd", practice.recordings)
    return begun


def suffixes(practice):
    return {path.suffix for path in practice.recordings.folder.iterdir()}


def test_a_deletion_that_was_broken_off_after_its_commit_is_finished(answer, practice):
    practice.recordings.condemn(answer)
    db.session.delete(db.session.get(Attempt, answer))
    db.session.commit()
    attempts.erase(practice.recordings, practice.settings.backups, starting=True)
    assert suffixes(practice) == set()


def test_a_deletion_that_was_broken_off_before_its_commit_never_was(answer, practice):
    practice.recordings.condemn(answer)
    attempts.erase(practice.recordings, practice.settings.backups)
    assert suffixes(practice) == {".pcm", ".deleted"}, "somebody may be deleting it just now"
    attempts.erase(practice.recordings, practice.settings.backups, starting=True)
    assert suffixes(practice) == {".pcm"}


def test_a_deletion_that_fails_is_taken_back(answer, practice, monkeypatch):
    monkeypatch.setattr(attempts.search, "purge", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        attempts.delete(answer, practice.recordings)
    assert suffixes(practice) == {".pcm"}
    assert db.session.get(Attempt, answer)


def test_a_reader_holds_the_log_up_and_that_is_remembered(answer, practice):
    with closing(sqlite3.connect(practice.settings.database_file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM attempt").fetchone()
        attempts.note(answer, "words")
        assert not empty_log()
        assert log_waits()
    attempts.erase(practice.recordings, None)
    assert not log_waits()


def test_who_waits_too_long_for_another_thread_is_told_so(in_app, monkeypatch):
    monkeypatch.setattr(transactions, "BUSY_TIMEOUT_MS", 50)
    inside, leave = threading.Event(), threading.Event()

    def hold():
        with in_app.app_context(), transaction():
            inside.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait(10)
    try:
        with pytest.raises(Busy, match="Try again"), transaction():
            pass
    finally:
        leave.set()
        holder.join()
