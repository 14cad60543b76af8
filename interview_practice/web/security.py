"""The doors: who may ask, from where, and what every answer carries."""

import hmac
import json
import secrets
from hashlib import sha256

from flask import Blueprint, Flask, abort, current_app, g, make_response, redirect, request, url_for

HOSTS = frozenset({"127.0.0.1", "localhost"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_ENDPOINTS = frozenset({"static", "entry.show"})
"""Reached without the cookie: the program's own files, and the link that gives the cookie."""

LARGEST_BODY = 50 * 1024 * 1024
"""Bytes; waitress is given the same limit, since it reads a body before a page sees it."""

COOKIE_DAYS = 365

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "media-src 'self' blob:; connect-src 'self'; font-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=(), display-capture=()",
    "Cache-Control": "no-store",
}

pages = Blueprint("entry", __name__)


def init_app(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["ENTRY_CODES"] = set()
    app.wsgi_app = HostGuard(app.wsgi_app)
    app.before_request(let_in)
    app.after_request(add_headers)
    app.register_blueprint(pages)


class HostGuard:
    """Refuses every request that does not name this machine, before anything else runs:
    a page elsewhere whose name was pointed at this address (DNS rebinding) gets nothing."""

    def __init__(self, inner):
        self.inner = inner

    def __call__(self, environ, start_response):
        if allowed_host(environ.get("HTTP_HOST", "")):
            return self.inner(environ, start_response)
        body = json.dumps({
            "type": "about:blank", "title": "Bad Request", "status": 400,
            "detail": "This server answers to 127.0.0.1 and localhost only.",
        }).encode()  # fmt: skip
        headers = {"Content-Type": "application/problem+json", **HEADERS}
        start_response("400 Bad Request", list(headers.items()))
        return [body]


def allowed_host(host: str) -> bool:
    """Whether a Host header is a loopback name, with or without a port."""
    name, colon, port = host.partition(":")
    return name in HOSTS and (not colon or (port.isascii() and port.isdigit()))


def let_in():
    """Turn away who has neither cookie nor token, and what another site sends."""
    if request.endpoint in OPEN_ENDPOINTS:
        return
    if has_bearer_token():
        return
    if not has_cookie():
        abort(401, "Open the link that the server printed when it started.")
    if request.method not in SAFE_METHODS and not is_same_origin():
        abort(403, "This request came from another site and was refused.")


def has_bearer_token() -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return scheme == "Bearer" and _same(given, _token())


def has_cookie() -> bool:
    return _same(request.cookies.get(cookie_name(), ""), cookie_value())


def is_same_origin() -> bool:
    """Whether the browser says that our own page sent this; silence is not enough."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.host}"


def cookie_name() -> str:
    """Named by port, since browsers send one cookie to every port of a host."""
    return f"interview_practice_{current_app.extensions['practice'].settings.port}"


def cookie_value() -> str:
    """Made from the token, so that the cookie does not reveal it."""
    return hmac.new(_token().encode(), b"cookie", sha256).hexdigest()


def new_entry_code(app: Flask) -> str:
    """A code for a link that lets one browser in, once."""
    code = secrets.token_urlsafe(24)
    app.config["ENTRY_CODES"].add(code)
    return code


@pages.get("/entry")
def show():
    """Exchange the code of a link for the cookie."""
    code, codes = request.args.get("code", ""), current_app.config["ENTRY_CODES"]
    if code not in codes:
        if has_cookie():
            return redirect(url_for("today.show"), 303)
        abort(401, "This link was used already, or is not this server's. "
                   "Start the server again for a new one.")  # fmt: skip
    codes.discard(code)
    response = make_response(redirect(url_for("today.show"), 303))
    response.set_cookie(cookie_name(), cookie_value(), max_age=COOKIE_DAYS * 86_400,
                        httponly=True, samesite="Strict")  # fmt: skip
    return response


def style_nonce() -> str:
    """Lets one page's own library add its style: wavesurfer draws inside a shadow tree."""
    g.style_nonce = secrets.token_urlsafe(16)
    return g.style_nonce


def add_headers(response):
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if nonce := g.get("style_nonce"):
        policy = HEADERS["Content-Security-Policy"]
        response.headers["Content-Security-Policy"] = policy.replace(
            "style-src 'self'", f"style-src 'self' 'nonce-{nonce}'"
        )
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "no-cache"
    return response


def _token() -> str:
    return current_app.extensions["practice"].settings.token


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())
