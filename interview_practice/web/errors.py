"""Errors in one place: a page for people, application/problem+json for scripts."""

import json
from http import HTTPStatus

from flask import Flask, Response, render_template
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from interview_practice.core import errors
from interview_practice.web.current import wants_page
from interview_practice.web.security import has_cookie

STATUS = {
    errors.NotFound: 404,
    errors.Invalid: 422,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    errors.Unsupported: 415,
    errors.StorageFull: 507,
    errors.Busy: 503,
    errors.Unavailable: 503,
}


def init_app(app: Flask) -> None:
    app.register_error_handler(errors.PracticeError, _practice_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(Exception, _unexpected)


def answer(status: int, detail: str, **headers) -> Response:
    """An error as the one who asked can read it."""
    title = HTTPStatus(status).phrase
    if wants_page():
        body = render_template("error.html", status=status, title=title, detail=detail,
                               inside=has_cookie())  # fmt: skip
        response = Response(body, status)
    else:
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        response = Response(json.dumps(problem), status, mimetype="application/problem+json")
    response.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return response


def _practice_error(error: errors.PracticeError) -> Response:
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    held = getattr(error, "held", None)
    headers = {} if held is None else {"Upload_Offset": str(held)}
    if isinstance(error, errors.Busy):
        headers["Retry_After"] = "5"
    return answer(status, str(error), **headers)


def _http_error(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    details = {404: "There is nothing at this address.",
               405: "This address does not take that kind of request."}  # fmt: skip
    response = answer(error.code, details.get(error.code, error.description or ""))
    for name, value in error.get_headers():
        if name in ("Allow", "WWW-Authenticate", "Content-Range"):
            response.headers[name] = value
    return response


def _too_large(error: RequestEntityTooLarge) -> Response:
    return answer(413, "This is larger than 50 MiB. Send a shorter or a compressed recording.")


def _database_error(error: OperationalError) -> Response:
    if "disk is full" in str(error):
        return answer(507, errors.DISK_FULL)
    if "locked" not in str(error):
        return _unexpected(error)
    return _practice_error(errors.Busy(errors.BUSY))


def _unexpected(error: Exception) -> Response:
    import logging

    if isinstance(error, OSError) and error.errno in errors.FULL:
        return answer(507, errors.DISK_FULL)
    logging.getLogger(__name__).exception("a request failed")
    return answer(500, "Something went wrong in this program. What was saved is safe; the "
                       "terminal shows the details.")  # fmt: skip
