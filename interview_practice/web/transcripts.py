"""The words of an answer, as they come and when they are complete."""

from time import monotonic
from uuid import UUID

from flask import Blueprint, jsonify, redirect, request, url_for

from interview_practice.actions import transcripts as actions
from interview_practice.core.transcript import SAMPLE_RATE, Segment
from interview_practice.models import transcripts
from interview_practice.models.base import db
from interview_practice.models.transcripts import Transcript
from interview_practice.web.current import number, practice

LONGEST_WAIT = 10
"""Seconds a request may hold a thread; callers may ask for less."""

pages = Blueprint("transcripts", __name__, url_prefix="/attempts/<uuid:attempt_id>/transcript")


@pages.get("")
def show(attempt_id: UUID):
    """The transcript; with `Prefer: wait=<seconds>` once it is ready, or after that time."""
    return jsonify(whole(_ready(attempt_id, until=monotonic() + _patience())))


@pages.post("")
def retry(attempt_id: UUID):
    """Make the transcript anew from the sound."""
    actions.retry(attempt_id)
    practice().transcriber.wake(attempt_id, complete=True)
    return redirect(url_for("attempts.show", attempt_id=attempt_id), 303)


@pages.post("/correction")
def correct(attempt_id: UUID):
    actions.correct(attempt_id, request.form.get("text", ""))
    return redirect(url_for("attempts.show", attempt_id=attempt_id), 303)


def whole(transcript: Transcript) -> dict:
    """Everything that is known, segment by segment."""
    return _overview(transcript) | {
        "text": transcript.text,
        "segments": [_segment(segment) for segment in transcript.heard()],
    }


def summarized(transcript: Transcript) -> dict:
    """What is new after the `after` segments that the caller names in the address."""
    after = max(0, number("after", request.args.get("after", "0")))
    rows = transcripts.segments(transcript.attempt_id, after)
    return _overview(transcript) | {
        "after": after,
        "segments": [_segment(row.segment()) for row in rows],
    }


def _overview(transcript: Transcript) -> dict:
    attempt, transcriber = transcript.attempt, practice().transcriber
    return {
        "state": transcript.state,
        "seconds": round(attempt.seconds, 3),
        "until": round(transcript.transcribed_until / SAMPLE_RATE, 3),
        "tail": transcriber.hearing.tail(attempt.id, transcript.transcribed_until),
        "listening": _listening(transcript),
        "waiting": "speech model" if transcriber.missing else None,
        "failure": transcript.failure,
    }


def _listening(transcript: Transcript) -> bool:
    """Whether fillers are still looked for: the sound is put away when that is done."""
    if transcript.state != "ready" or not transcript.attempt.spoken:
        return False
    return not practice().recordings.sealed(transcript.attempt_id)


def _segment(segment: Segment) -> dict:
    return {
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "uncertain": segment.uncertain,
        "words": [
            {"word": w.word, "start": w.start, "end": w.end, "probability": w.probability}
            for w in segment.words
        ],
    }


def _ready(attempt_id: UUID, until: float) -> Transcript:
    transcriber = practice().transcriber
    while True:
        steps = transcriber.steps
        transcript = transcripts.get(attempt_id)
        left = until - monotonic()
        if transcript.state != "transcribing" or left <= 0:
            return transcript
        db.session.rollback()
        transcriber.wait_beyond(steps, left)


def _patience() -> float:
    for preference in request.headers.get("Prefer", "").split(","):
        name, _, value = preference.strip().partition("=")
        if name == "wait" and value.isdecimal():
            return min(int(value), LONGEST_WAIT)
    return 0
