"""Wins: noticed and written down."""

from flask import Blueprint, redirect, request, url_for

from interview_practice.actions import wins as actions
from interview_practice.core.errors import NotFound
from interview_practice.models import wins
from interview_practice.web.current import now, practice, today
from interview_practice.web.forms import kept, page

SHOWN = 30
"""Wins on the page until all are asked for."""

pages = Blueprint("wins", __name__, url_prefix="/wins")


@pages.get("")
def index():
    return show({})


@pages.post("")
def add():
    def save():
        actions.add(request.form, today())
        return url_for(".index")

    return kept(save, show if not request.form.get("key") else form)


@pages.get("/<int:win_id>")
def edit(win_id: int):
    return form(wins.get(win_id), win_id)


@pages.post("/<int:win_id>")
def change(win_id: int):
    def save():
        actions.change(win_id, request.form, today())
        return url_for(".index")

    return kept(save, lambda values, problem: form(values, win_id, problem))


@pages.post("/<int:win_id>/deletion")
def delete(win_id: int):
    actions.delete(win_id, now())
    return redirect(url_for(".index"), 303)


@pages.get("/noticed")
def word():
    """A form to word a noticed win differently."""
    return form(noticed(request.args.get("key", "")))


@pages.post("/noticed/hiding")
def hide():
    win = noticed(request.form.get("key", ""))
    actions.hide(win.key, win.text, win.on)
    return redirect(url_for(".index"), 303)


@pages.post("/noticed/showing")
def show_hidden():
    actions.show_hidden()
    return redirect(url_for(".index"), 303)


def noticed(key: str):
    """The noticed win under a key, or NotFound."""
    found = (win for win in actions.everything(practice().bank, now()) if win.key == key)
    win = next(found, None) if key else None
    if win is None:
        raise NotFound("There is no such entry. It may have been let go.")
    return win


def show(values, problem: str = "") -> str:
    found = actions.everything(practice().bank, now())
    hidden = sum(win.hidden for win in wins.written())
    return page("wins.html", wins=found if "all" in request.args else found[:SHOWN],
                count=len(found), hidden=hidden, values=values, problem=problem,
                today=today())  # fmt: skip


def form(values, win_id: int | None = None, problem: str = "") -> str:
    return page("win.html", values=values, win_id=win_id, problem=problem, today=today())
