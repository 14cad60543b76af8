"""Undoing the last deletion, or letting it go."""

from flask import Blueprint, redirect

from interview_practice.actions import deletions, reviews
from interview_practice.web.current import back_to, now, practice

pages = Blueprint("deletions", __name__, url_prefix="/deletions/last")


@pages.post("/undo")
def undo():
    own = practice().settings.own_questions
    deletions.undo(own, then=lambda: reviews.reschedule(now()))
    return redirect(back_to("today.show"), 303)


@pages.post("/forgetting")
def forget():
    deletions.forget()
    return redirect(back_to("today.show"), 303)
