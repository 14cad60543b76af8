"""The week: its goals, how far they are, and what is counted by hand."""

from datetime import timedelta

from flask import Blueprint, redirect, request, url_for

from interview_practice.actions import goals as actions
from interview_practice.core.goals import KINDS, MOST, counted, week_of
from interview_practice.models import goals
from interview_practice.web.current import now, number, today
from interview_practice.web.forms import kept, page

pages = Blueprint("goals", __name__, url_prefix="/goals")


@pages.get("")
def index():
    return show()


@pages.post("")
def set_targets():
    def save():
        given = {kind: request.form[kind] for kind in KINDS if kind in request.form}
        actions.set_targets({k: number("A goal", text) for k, text in given.items()})
        return url_for(".index")

    return kept(save, show)


@pages.post("/deeds/of/<kind>")
def count(kind: str):
    def save():
        actions.count(kind, request.form, today())
        return url_for(".index")

    return kept(save, lambda values, problem: show(values, problem, adding=kind))


@pages.get("/deeds/<int:deed_id>")
def edit(deed_id: int):
    return deed_form(goals.get_deed(deed_id), deed_id)


@pages.post("/deeds/<int:deed_id>")
def change(deed_id: int):
    def save():
        actions.change(deed_id, request.form, today())
        return url_for(".index")

    return kept(save, lambda values, problem: deed_form(values, deed_id, problem))


@pages.post("/deeds/<int:deed_id>/deletion")
def delete(deed_id: int):
    actions.delete(deed_id, now())
    return redirect(url_for(".index"), 303)


def show(values=None, problem: str = "", adding: str = "") -> str:
    """The week; after a problem with what was typed into the goals, or for the kind `adding`."""
    since, until = week_of(today())
    before = since - timedelta(days=7)
    last = actions.counts(before, before + timedelta(days=6), now())
    return page("goals.html", kinds=KINDS, most=MOST, problem=problem, today=today(),
                week=actions.progress(today(), now()), since=since, until=until,
                values=values or {}, adding=adding,
                last=[counted(kind, done) for kind, done in last.items() if done],
                deeds=goals.deeds(before, until))  # fmt: skip


def deed_form(values, deed_id: int, problem: str = "") -> str:
    kind = KINDS[goals.get_deed(deed_id).kind]
    return page("deed.html", values=values, deed_id=deed_id, kind=kind, problem=problem,
                today=today())  # fmt: skip
