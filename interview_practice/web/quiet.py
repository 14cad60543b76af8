"""The quiet days after a no: a page with nothing to keep up with."""

from flask import Blueprint, redirect, render_template, request, url_for

from interview_practice.actions import interviews as actions
from interview_practice.core.errors import Invalid
from interview_practice.core.quiet import COMFORTS, NOT_NOW
from interview_practice.models.interviews import Interview
from interview_practice.web.current import now

pages = Blueprint("quiet", __name__, url_prefix="/quiet")


def show(interview: Interview) -> str:
    """What stands in the place of the Today page."""
    return render_template("quiet.html", interview=interview, comforts=COMFORTS, not_now=NOT_NOW)


@pages.post("/comfort")
def choose():
    comfort = request.form.get("comfort", "")
    if comfort not in COMFORTS:
        raise Invalid("Choose one of the steps on the page.")
    actions.choose_comfort(comfort, now())
    return redirect(url_for("today.show"), 303)


@pages.post("/end")
def end():
    actions.end_quiet(now())
    return redirect(url_for("today.show"), 303)
