"""What a page works with, and what it can read from a request."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from flask import current_app, request, url_for

from interview_practice.core.errors import Invalid

if TYPE_CHECKING:
    from interview_practice.app import Practice


LARGEST = 2**63 - 1
"""The largest number that the database can be asked for."""


def practice() -> "Practice":
    """The bank, the recordings, the transcriber and the clock."""
    return current_app.extensions["practice"]


def now() -> datetime:
    """The present in the user's time zone."""
    return practice().now()


def wants_page() -> bool:
    """Whether a person is looking, rather than a script."""
    return "text/html" in request.headers.get("Accept", "")


def number(name: str, text: str | None) -> int:
    """A whole number from a form, a header or an address."""
    try:
        value = int(text or "")
        if not -LARGEST <= value <= LARGEST:
            raise ValueError
        return value
    except ValueError:
        raise Invalid(f"{name} must be a whole number, not {text!r}.") from None


def today() -> date:
    """The date on the user's calendar."""
    return now().date()


def back_to(endpoint: str, **values) -> str:
    """The page of ours that a form came from, or else the endpoint."""
    back = request.form.get("back", "")
    ours = back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if ours else url_for(endpoint, **values)
