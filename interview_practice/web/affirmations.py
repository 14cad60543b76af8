"""The accurate sentence for a hard thought, and the user's own lines."""

from flask import Blueprint, redirect, request, url_for

from interview_practice.actions import affirmations as actions
from interview_practice.core.reframing import THOUGHTS, VARIES_SOURCE
from interview_practice.models import affirmations, interviews
from interview_practice.models.affirmations import Affirmation
from interview_practice.web.current import now, today
from interview_practice.web.forms import answered, chosen_number, kept, page

pages = Blueprint("affirmations", __name__, url_prefix="/lines")


@pages.get("")
def index():
    return show(request.args)


@pages.post("/sentence")
def reframe():
    """The accurate sentence for a thought; the thought is not kept."""
    no = chosen_number("interview")
    interview = interviews.get(no) if no else None

    def answer():
        sentence = actions.accurate(request.form.get("thought", ""), interview, today())
        return show(request.form, sentence=sentence)

    return answered(answer, show)


@pages.post("")
def add():
    def save():
        actions.add(request.form.get("text", ""), "on_today" in request.form, now())
        return url_for(".index")

    return kept(save, show)


@pages.get("/<int:line_id>")
def edit(line_id: int):
    return form(affirmations.get(line_id), line_id)


@pages.post("/<int:line_id>")
def change(line_id: int):
    def save():
        actions.change(line_id, request.form.get("text", ""), "on_today" in request.form)
        return url_for(".index")

    return kept(save, lambda values, problem: form(values, line_id, problem))


@pages.post("/<int:line_id>/deletion")
def delete(line_id: int):
    actions.delete(line_id, now())
    return redirect(url_for(".index"), 303)


def show(values, sentence: str = "", problem: str = "") -> str:
    return page("affirmations.html", values=values, sentence=sentence, problem=problem,
                lines=affirmations.everything(), thoughts=THOUGHTS, source=VARIES_SOURCE,
                rejections=interviews.rejections())  # fmt: skip


def form(values, line_id: int, problem: str = "") -> str:
    return page("affirmation.html", values=values, line_id=line_id, problem=problem)


def line_of_today() -> Affirmation | None:
    """One of the lines wanted on the Today page, another each day."""
    wanted = affirmations.for_today()
    return wanted[today().toordinal() % len(wanted)] if wanted else None
