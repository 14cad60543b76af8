"""Marking what is hard."""

from flask import Blueprint, redirect, render_template, request, url_for

from interview_practice.actions import struggles
from interview_practice.models.struggles import marked
from interview_practice.web.current import now, practice
from interview_practice.web.today import areas_to_mark

pages = Blueprint("struggles", __name__)


@pages.get("/struggles")
def show():
    return render_template("struggles.html", areas=areas_to_mark(),
                           marked=[struggle.area for struggle in marked()])  # fmt: skip


@pages.post("/struggles")
def mark():
    struggles.mark(request.form.getlist("area"), practice().bank, now())
    return redirect(url_for("today.show"), 303)
