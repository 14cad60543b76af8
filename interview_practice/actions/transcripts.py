"""Transcripts: one verb, `advance`, makes them, live, at Stop, and after a crash alike."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from interview_practice.actions import deliveries
from interview_practice.actions.transactions import transaction
from interview_practice.core.errors import Conflict, Invalid
from interview_practice.core.transcript import Pack, Segment, Word
from interview_practice.models import attempts, practice_days, search
from interview_practice.models.base import db
from interview_practice.models.transcripts import SegmentRow, Transcript, find, unsearched

if TYPE_CHECKING:
    from interview_practice.audio.hearing import Hearing

LONGEST_TEXT = 60_000
"""Characters; half an hour of fast speech."""

MOST_TRIES = 3
"""Times a transcript is begun anew after the program died over it."""


def advance(attempt_id: UUID, hearing: Hearing) -> bool:
    """Take a transcript one pack further; False when it is ready or waits for more sound.

    Reads what is recorded beyond the mark, finds its words, and stores them together with the
    new mark. No transaction is open while the engine works.
    """
    transcript = find(attempt_id)
    if transcript is None or transcript.state not in ("recording", "transcribing"):
        hearing.forget(attempt_id)
        return False
    mark, rate = transcript.transcribed_until, transcript.attempt.sample_rate
    final = transcript.attempt.completed_at is not None
    db.session.rollback()
    pack, finished = hearing.next_pack(attempt_id, rate, mark, final)
    if pack is None:
        return False
    segment = hearing.decode(attempt_id, pack, last=finished)
    kept = _keep(attempt_id, mark, pack, segment, finished, hearing.engine().name)
    if finished or not kept:
        hearing.forget(attempt_id)
    return kept and not finished


def listen_again(attempt_id: UUID, hearing: Hearing) -> bool:
    """Find the fillers of one more segment, now that its words stand; False when all are found.

    That is a step of its own, so that the words which somebody waits for need not wait for it.
    """
    row = unsearched(attempt_id)
    if row is None:
        return False
    position, segment = row.position, row.segment()
    rate = attempts.get(attempt_id).sample_rate
    db.session.rollback()
    _keep_fillers(attempt_id, position, segment, hearing.listen_again(attempt_id, rate, segment))
    return True


def improve(attempt_id: UUID, better: Hearing) -> bool:
    """Hear a finished answer again with a larger model, one pack further; False when done.

    The new words take the place of the old ones at the end, all at once; what was heard first is
    kept beside them. Words that the user corrected are left alone.
    """
    transcript = db.session.get(Transcript, attempt_id)
    if not transcript or not _improvable(transcript, better.engine().name):
        better.forget(attempt_id)
        return False
    rate = transcript.attempt.sample_rate
    db.session.rollback()
    pack, finished = better.next_pack(attempt_id, rate, better.mark(attempt_id), final=True)
    segments = better.collect(attempt_id, pack)
    if finished:
        _replace(attempt_id, segments, better.engine().name)
        better.forget(attempt_id)
    return not finished


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
        transcript.state, transcript.failure = "transcribing", None
        transcript.text = transcript.correction = ""
        transcript.first_text = transcript.first_model = None
        transcript.transcribed_until = transcript.tries = 0


def correct(attempt_id: UUID, text: str) -> None:
    """Keep the user's own version of the words; an empty one goes back to what was heard."""
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"A transcript may have {LONGEST_TEXT:,} characters at most.")
    with transaction():
        attempt = attempts.get(attempt_id)
        if not attempt.spoken or attempt.transcript.state != "ready":
            raise Conflict("The transcript is not complete yet. Correct it when it is.")
        text = text.strip()
        attempt.transcript.correction = "" if text == attempt.transcript.text else text
        search.refresh(attempt)
        deliveries.keep(attempt)


def resume(attempt_id: UUID) -> bool:
    """Note that work on an answer goes on after a restart; False when that was tried too often."""
    with transaction() as tx:
        transcript = tx.get(Transcript, attempt_id)
        transcript.tries += 1
        if transcript.tries <= MOST_TRIES:
            return True
        if transcript.state == "transcribing":
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
            deliveries.keep(transcript.attempt)
            practice_days.recount(transcript.attempt.started_at)
        return True


def _keep_fillers(attempt_id: UUID, position: int, segment: Segment, fillers: tuple[Word, ...]
                  ) -> None:  # fmt: skip
    with transaction() as tx:
        row = tx.get(SegmentRow, (attempt_id, position))
        if row is None or row.segment() != segment:
            return  # deleted, or begun anew, while the engine worked
        row.add_fillers(fillers)
        transcript = tx.get(Transcript, attempt_id)
        if transcript.state == "ready":
            deliveries.keep(transcript.attempt)


def _improvable(transcript: Transcript, speech_model: str) -> bool:
    done = transcript.speech_model == speech_model or transcript.correction
    return transcript.state == "ready" and transcript.attempt.spoken and not done


def _replace(attempt_id: UUID, segments: list[Segment], speech_model: str) -> None:
    with transaction() as tx:
        transcript = tx.get(Transcript, attempt_id)
        if not transcript or not _improvable(transcript, speech_model):
            return
        if transcript.first_text is None:
            transcript.first_text, transcript.first_model = transcript.text, transcript.speech_model
        transcript.segments.clear()
        tx.flush()
        transcript.text, transcript.speech_model = "", speech_model
        for segment in segments:
            transcript.extend(segment)
        search.refresh(transcript.attempt)
        deliveries.keep(transcript.attempt)
        practice_days.recount(transcript.attempt.started_at)
