"""Undoing the last deletion, or letting it go."""

from flask import Blueprint, redirect, request

from interview_practice.actions import deletions, reviews
from interview_practice.web.current import now, practice

pages = Blueprint("deletions", __name__, url_prefix="/deletions/last")


@pages.post("/undo")
def undo():
    own = practice().settings.own_questions
    deletions.undo(own, then=lambda: reviews.reschedule(now()))
    return redirect(_back(), 303)


@pages.post("/forgetting")
def forget():
    deletions.forget()
    return redirect(_back(), 303)


def _back() -> str:
    """The page of ours that the button was on."""
    back = request.form.get("back", "")
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
