"""Transcripts: one verb, `advance`, makes them, live, at Stop, and after a crash alike."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from interview_practice.actions.transactions import transaction
from interview_practice.core.errors import Conflict
from interview_practice.core.transcript import Pack, Segment
from interview_practice.models import attempts, practice_days, search
from interview_practice.models.base import db
from interview_practice.models.transcripts import Transcript

if TYPE_CHECKING:
    from interview_practice.audio.hearing import Hearing

MOST_TRIES = 3
"""Times a transcript is begun anew after the program died over it."""


def advance(attempt_id: UUID, hearing: Hearing) -> bool:
    """Take a transcript one pack further; False when it is ready or waits for more sound.

    Reads what is recorded beyond the mark, finds its words, and stores them together with the
    new mark. No transaction is open while the engine works.
    """
    transcript = db.session.get(Transcript, attempt_id)
    if transcript is None or transcript.state not in ("recording", "transcribing"):
        hearing.forget(attempt_id)
        return False
    mark, rate = transcript.transcribed_until, transcript.attempt.sample_rate
    final = transcript.attempt.completed_at is not None
    db.session.rollback()
    pack, finished = hearing.next_pack(attempt_id, rate, mark, final)
    if pack is None:
        return False
    segment = hearing.decode(attempt_id, pack)
    kept = _keep(attempt_id, mark, pack, segment, finished, hearing.engine().name)
    if finished or not kept:
        hearing.forget(attempt_id)
    return kept and not finished


def fail(attempt_id: UUID, reason: str) -> None:
    """Mark a transcript as failed; the sound is kept and it can be tried again."""
    with transaction() as tx:
        if transcript := tx.get(Transcript, attempt_id):
            transcript.state = "failed"
            transcript.failure = reason


def retry(attempt_id: UUID) -> None:
    """Make a completed answer's transcript anew from its sound."""
    with transaction():
        attempt = attempts.get(attempt_id)
        if not attempt.spoken or not attempt.completed_at:
            raise Conflict("There is no finished recording to transcribe.")
        transcript = attempt.transcript
        transcript.segments.clear()
        transcript.state, transcript.text, transcript.failure = "transcribing", "", None
        transcript.transcribed_until = transcript.tries = 0


def resume(attempt_id: UUID) -> bool:
    """Note that a transcript goes on after a restart; False when that was tried too often."""
    with transaction() as tx:
        transcript = tx.get(Transcript, attempt_id)
        transcript.tries += 1
        if transcript.tries <= MOST_TRIES:
            return True
        transcript.state = "failed"
        transcript.failure = "The program stopped three times while transcribing this answer."
        return False


def _keep(attempt_id: UUID, mark: int, pack: Pack, segment: Segment | None, finished: bool,
          speech_model: str) -> bool:  # fmt: skip
    with transaction() as tx:
        transcript = tx.get(Transcript, attempt_id)
        if transcript is None or transcript.transcribed_until != mark:
            return False  # deleted, or begun anew, while the engine worked
        if segment:
            transcript.extend(segment)
        transcript.transcribed_until = pack.end
        transcript.speech_model = speech_model
        if finished:
            transcript.state = "ready"
            search.refresh(transcript.attempt)
            practice_days.recount(transcript.attempt.started_at)
        return True
