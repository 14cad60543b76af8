"""The sound of an answer: append, complete, upload, play."""

from uuid import UUID

from flask import Blueprint, Response, jsonify, request
from werkzeug.wsgi import wrap_file

from interview_practice.actions import attempts as actions
from interview_practice.core.errors import Invalid, TooLarge
from interview_practice.models import attempts, transcripts
from interview_practice.web.current import now, number, practice
from interview_practice.web.transcripts import summarized

LARGEST_BLOCK = 1024 * 1024
PEAKS = 1200

pages = Blueprint("recordings", __name__, url_prefix="/attempts/<uuid:attempt_id>/recording")


@pages.route("", methods=["HEAD"])
def held(attempt_id: UUID):
    """How many bytes are safe here."""
    length = actions.held(attempts.get(attempt_id), practice().recordings)
    return Response(headers={"Upload-Offset": str(length)})


@pages.patch("")
def append(attempt_id: UUID):
    """Save a block at its offset; answers with the new offset and the text so far."""
    offset = number("Upload-Offset", request.headers.get("Upload-Offset"))
    if offset < 0:
        raise Invalid("Upload-Offset must not be negative.")
    if (request.content_length or 0) > LARGEST_BLOCK:
        raise TooLarge("A block may have 1 MiB at most. Send the sound in smaller blocks.")
    length = actions.append(attempt_id, offset, request.get_data(), practice().recordings)
    if length:
        practice().transcriber.wake(attempt_id)
    response = jsonify(offset=length, transcript=summarized(transcripts.get(attempt_id)))
    response.headers["Upload-Offset"] = str(length)
    return response


@pages.post("/completion")
def complete(attempt_id: UUID):
    """Close the recording: nothing more will be said."""
    length = number("Upload-Length", request.headers.get("Upload-Length"))
    actions.complete(attempt_id, length, practice().recordings, now())
    practice().transcriber.wake(attempt_id, complete=True)
    return Response(status=200, headers={"Upload-Offset": str(length)})


@pages.put("")
def upload(attempt_id: UUID):
    """Take a whole file of sound, for browsers that cannot send blocks."""
    actions.upload(attempt_id, request.get_data(), practice().recordings, now())
    practice().transcriber.wake(attempt_id, complete=True)
    return Response(status=201)


@pages.get("")
def play(attempt_id: UUID):
    """The sound, whole or in parts."""
    attempt = attempts.get(attempt_id)
    file, size, kind = practice().recordings.open_playable(attempt_id, attempt.sample_rate or 0)
    response = Response(wrap_file(request.environ, file), mimetype=kind, direct_passthrough=True)
    response.content_length = size
    response.call_on_close(file.close)
    return response.make_conditional(request, accept_ranges=True, complete_length=size)


@pages.get("/peaks")
def peaks(attempt_id: UUID):
    """The waveform, so that a page need not decode the sound to draw it."""
    attempt = attempts.get(attempt_id)
    return jsonify(seconds=attempt.seconds, peaks=practice().recordings.peaks(attempt_id, PEAKS))
