"""Questions that were missed and still have to hold."""

from flask import Blueprint, render_template, request

from interview_practice.actions.choices import missed, missed_count
from interview_practice.web.current import practice

SHOWN = 30
"""Questions on the page until all are asked for."""

pages = Blueprint("missed", __name__)


@pages.get("/missed")
def show():
    bank = practice().bank
    shown = missed(bank, None if "all" in request.args else SHOWN)
    return render_template("missed.html", missed=shown, count=missed_count(bank))
