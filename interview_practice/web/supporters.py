"""The support team and whom to turn to next."""

from flask import Blueprint, redirect, request, url_for

from interview_practice.actions import supporters as actions
from interview_practice.core.supporters import ROLES, Nudge, Person, nudge
from interview_practice.models import interviews, supporters
from interview_practice.web.current import now, today
from interview_practice.web.forms import kept, page

pages = Blueprint("supporters", __name__, url_prefix="/team")


@pages.get("")
def index():
    team = supporters.everybody()
    return page("supporters.html", team=team, roles=ROLES, nudge=nudged(), today=today())


@pages.get("/new")
def new():
    return form(request.args)


@pages.post("")
def add():
    def save():
        actions.add(request.form)
        return url_for(".index")

    return kept(save, form)


@pages.get("/<int:supporter_id>")
def edit(supporter_id: int):
    return form(supporters.get(supporter_id), supporter_id)


@pages.post("/<int:supporter_id>")
def change(supporter_id: int):
    def save():
        actions.change(supporter_id, request.form)
        return url_for(".index")

    return kept(save, lambda values, problem: form(values, supporter_id, problem))


@pages.post("/<int:supporter_id>/contacts")
def contact(supporter_id: int):
    actions.contact(supporter_id, today())
    back = "today.show" if request.form.get("from") == "today" else ".index"
    return redirect(url_for(back), 303)


@pages.post("/<int:supporter_id>/contacts/deletion")
def take_back(supporter_id: int):
    actions.take_back(supporter_id, today())
    return redirect(url_for(".index"), 303)


@pages.post("/<int:supporter_id>/deletion")
def delete(supporter_id: int):
    actions.delete(supporter_id, now())
    return redirect(url_for(".index"), 303)


def form(values, supporter_id: int | None = None, problem: str = "") -> str:
    return page("supporter.html", values=values, supporter_id=supporter_id, problem=problem,
                roles=ROLES)  # fmt: skip


def nudged() -> Nudge | None:
    """Whom to turn to today."""
    team = [Person(s.id, s.role, s.name, s.contacted_on) for s in supporters.everybody()]
    days = [no.rejected_on for no in interviews.rejections() if no.rejected_on]
    return nudge(team, max(days, default=None), today())
