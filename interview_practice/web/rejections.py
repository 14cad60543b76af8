"""Every no: what they said, and apart from it what the user makes of it."""

from flask import Blueprint, render_template

from interview_practice.models import deletions, interviews

pages = Blueprint("rejections", __name__)


@pages.get("/rejections")
def show():
    return render_template("rejections.html", rejections=interviews.rejections(),
                           undo=deletions.last())  # fmt: skip
