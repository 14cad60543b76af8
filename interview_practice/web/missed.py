"""Questions that were missed and still have to hold."""

from flask import Blueprint, render_template

from interview_practice.models import reviews
from interview_practice.web.current import practice

pages = Blueprint("missed", __name__)


@pages.get("/missed")
def show():
    bank = practice().bank
    known = [(history, bank.questions[history.question]) for history in reviews.missed()
             if history.question in bank.questions]  # fmt: skip
    return render_template("missed.html", missed=known)
