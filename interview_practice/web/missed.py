"""Questions that were missed and still have to hold."""

from flask import Blueprint, render_template

from interview_practice.actions.choices import missed
from interview_practice.web.current import practice

pages = Blueprint("missed", __name__)


@pages.get("/missed")
def show():
    return render_template("missed.html", missed=missed(practice().bank))
