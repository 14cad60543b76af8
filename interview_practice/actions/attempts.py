"""Attempts: begin, write, complete, note, delete; spoken and typed alike."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from interview_practice.actions import backups
from interview_practice.actions.sessions import target
from interview_practice.actions.transactions import empty_log, log_waits, transaction
from interview_practice.core.errors import Conflict, Invalid
from interview_practice.core.questions import Question
from interview_practice.core.recording import SAMPLE_RATES
from interview_practice.models import attempts, practice_days, practice_months, search, sessions
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.transcripts import Transcript

if TYPE_CHECKING:
    from interview_practice.audio.recordings import Recordings

LONGEST_TEXT = 20_000
FOLLOW_UP = "/follow-up"
"""Behind a question's slug: an answer to a follow-up is no take of the question itself."""


def begin(attempt_id: UUID, question: Question, sample_rate: int, session_id: UUID | None,
          now: datetime) -> bool:  # fmt: skip
    """Open a spoken answer; False when the same one is open already.

    Raises Invalid for a sample rate outside 8 to 192 kHz and Conflict for a used id.
    """
    if sample_rate not in SAMPLE_RATES:
        raise Invalid(f"A sample rate of {sample_rate} Hz cannot be used; send 8000 to 192000.")
    with transaction() as tx:
        held = tx.get(Attempt, attempt_id)
        if held:
            asked = held.question.removesuffix(FOLLOW_UP)
            if (asked, held.sample_rate) != (question.slug, sample_rate):
                raise Conflict("This id belongs to another answer. Make a new one.")
            return False
        attempt = _made(attempt_id, question, session_id, now)
        attempt.sample_rate = sample_rate
        tx.add(attempt)
        return True


def write(question: Question, answer: str, session_id: UUID | None, now: datetime) -> UUID:
    """Keep a typed answer, complete at once, and return its id. Raises Invalid when empty."""
    answer = answer.strip()
    if not answer:
        raise Invalid("There is no answer to keep yet. Write a sentence, or record one.")
    if len(answer) > LONGEST_TEXT:
        raise Invalid(f"A typed answer may have {LONGEST_TEXT:,} characters at most.")
    with transaction() as tx:
        attempt = _made(uuid4(), question, session_id, now)
        attempt.completed_at = now
        attempt.transcript.state = "ready"
        attempt.transcript.text = answer
        tx.add(attempt)
        tx.flush()
        search.refresh(attempt)
        _count(attempt)
        return attempt.id


def append(attempt_id: UUID, offset: int, block: bytes, recordings: Recordings) -> int:
    """Save a block of sound; see Recordings.append. A completed answer takes no more."""
    with recordings.alone(attempt_id):  # else another tab could complete it in between
        db.session.rollback()
        attempt = attempts.get(attempt_id)
        if not attempt.spoken:
            raise Conflict("This answer was typed; it has no sound.")
        if not attempt.completed_at:
            return recordings.append(attempt_id, offset, block, attempt.sample_rate)
        if offset + len(block) > (attempt.length or 0):
            raise Conflict("This answer is complete and takes no more sound.")
        return recordings.repeated(attempt_id, offset, block, attempt.length)


def held(attempt: Attempt, recordings: Recordings) -> int:
    """Bytes of sound that are safe on this machine."""
    if attempt.completed_at and attempt.length is not None:
        return attempt.length
    return recordings.length(attempt.id)


def complete(attempt_id: UUID, length: int, recordings: Recordings, now: datetime) -> None:
    """Close a recording that is `length` bytes long; the same again has no effect.

    Raises Conflict while bytes are missing, or when more are held.
    """
    with recordings.alone(attempt_id), transaction():
        attempt = attempts.get(attempt_id)
        if attempt.completed_at:
            if attempt.length != length:
                raise Conflict(f"This answer was completed with {attempt.length} bytes.")
            return
        saved = recordings.length(attempt_id)
        if saved != length or not attempt.spoken:
            raise Conflict(f"{saved} of {length} bytes are here. Send the rest first.")
        attempt.completed_at = now
        attempt.length = length
        attempt.transcript.state = "transcribing" if length else "ready"
        search.refresh(attempt)
        _count(attempt)


def upload(attempt_id: UUID, file: bytes, recordings: Recordings, now: datetime) -> None:
    """Take a whole file as the answer's recording, complete at once."""

    def known(sample_rate: int) -> None:
        with transaction():
            attempts.get(attempt_id).sample_rate = sample_rate

    with recordings.alone(attempt_id):
        db.session.rollback()
        attempt = attempts.get(attempt_id)
        if attempt.completed_at or not attempt.spoken or recordings.length(attempt_id):
            raise Conflict("This answer has its sound already. Begin a new one for the file.")
        db.session.rollback()
        length = recordings.upload(attempt_id, file, known)
        complete(attempt_id, length, recordings, now)


def note(attempt_id: UUID, notes: str) -> None:
    """Keep the user's own notes on an answer."""
    if len(notes) > LONGEST_TEXT:
        raise Invalid(f"Notes may have {LONGEST_TEXT:,} characters at most.")
    with transaction():
        attempt = attempts.get(attempt_id)
        attempt.notes = notes.strip()
        search.refresh(attempt)


def delete(attempt_id: UUID, recordings: Recordings, copies: Path | None = None) -> None:
    """Remove an answer: its sound, its words and its index entries leave the disk, and the
    automatic copies of the database in the folder `copies`.

    Ratings stay in the log, without any words: the schedule still rests on them.
    """
    attempts.get(attempt_id)
    with suppress(OSError):  # a disk that is full is a reason to delete
        recordings.condemn(attempt_id)
    try:
        with transaction() as tx:
            attempt = attempts.get(attempt_id)
            search.forget(attempt)
            tx.delete(attempt)
            _count(attempt)
            search.purge()
    except BaseException:
        recordings.spare(attempt_id)
        raise
    _erase(attempt_id, recordings, copies)


def erase(recordings: Recordings, copies: Path | None, starting: bool = False) -> None:
    """Finish deletions that were broken off, and empty a log that a reader had kept open.

    While the program starts nobody else deletes, so an answer that is still there was not
    deleted after all.
    """
    for attempt_id in recordings.condemned():
        if db.session.get(Attempt, attempt_id) is None:
            _erase(attempt_id, recordings, copies)
        elif starting:
            recordings.spare(attempt_id)
    db.session.rollback()
    if starting or log_waits():
        empty_log()


def _erase(attempt_id: UUID, recordings: Recordings, copies: Path | None) -> None:
    recordings.delete(attempt_id)
    empty_log()
    if copies:
        backups.forget(attempt_id, copies)
    recordings.spare(attempt_id)


def _count(attempt: Attempt) -> None:
    """Bring the day and the month of an answer up to date."""
    practice_days.recount(attempt.started_at)
    practice_months.recount(attempt.area, attempt.started_at)


def _made(attempt_id: UUID, question: Question, session_id: UUID | None, now: datetime) -> Attempt:
    turn = sessions.get(session_id).current if session_id else None
    turn = turn if turn and turn.question == question.slug else None
    on = turn.follow_up if turn else None
    return Attempt(
        id=attempt_id,
        turn=turn,
        question=question.slug + FOLLOW_UP if on else question.slug,
        wording=on or question.text,
        area=question.area,
        target_seconds=target(turn, question),
        started_at=now,
        transcript=Transcript(state="recording"),
    )
