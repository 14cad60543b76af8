"""The words of an answer, as they come and when they are complete."""

from time import monotonic
from uuid import UUID

from flask import Blueprint, jsonify, redirect, request, url_for

from interview_practice.actions import transcripts as actions
from interview_practice.core.transcript import SAMPLE_RATE, Segment
from interview_practice.models import attempts
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.web.current import number, practice

LONGEST_WAIT = 10
"""Seconds a request may hold a thread; callers may ask for less."""

pages = Blueprint("transcripts", __name__, url_prefix="/attempts/<uuid:attempt_id>/transcript")


@pages.get("")
def show(attempt_id: UUID):
    """The transcript; with `Prefer: wait=<seconds>` once it is ready, or after that time."""
    attempt = _ready(attempt_id, until=monotonic() + _patience())
    return jsonify(whole(attempt))


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


def whole(attempt: Attempt) -> dict:
    """Everything that is known, segment by segment."""
    return _overview(attempt) | {
        "text": attempt.transcript.text,
        "segments": [_segment(segment) for segment in attempt.transcript.heard()],
    }


def summarized(attempt: Attempt) -> dict:
    """What is new after the `after` segments that the caller names in the address."""
    after = number("after", request.args.get("after", "0"))
    rows = attempt.transcript.segments[max(0, after) :]
    return _overview(attempt) | {"after": after, "segments": [_segment(r.segment()) for r in rows]}


def _overview(attempt: Attempt) -> dict:
    transcript, transcriber = attempt.transcript, practice().transcriber
    return {
        "state": transcript.state,
        "seconds": round(attempt.seconds, 3),
        "until": round(transcript.transcribed_until / SAMPLE_RATE, 3),
        "tail": transcriber.hearing.tail(attempt.id, transcript.transcribed_until),
        "listening": _listening(attempt),
        "waiting": "speech model" if transcriber.missing else None,
        "failure": transcript.failure,
    }


def _listening(attempt: Attempt) -> bool:
    """Whether fillers are still looked for: the sound is put away when that is done."""
    if attempt.transcript.state != "ready" or not attempt.spoken:
        return False
    return not practice().recordings.sealed(attempt.id)


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


def _ready(attempt_id: UUID, until: float) -> Attempt:
    transcriber = practice().transcriber
    while True:
        steps = transcriber.steps
        attempt = attempts.get(attempt_id)
        left = until - monotonic()
        if attempt.transcript.state != "transcribing" or left <= 0:
            return attempt
        db.session.rollback()
        transcriber.wait_beyond(steps, left)


def _patience() -> float:
    for preference in request.headers.get("Prefer", "").split(","):
        name, _, value = preference.strip().partition("=")
        if name == "wait" and value.isdecimal():
            return min(int(value), LONGEST_WAIT)
    return 0
