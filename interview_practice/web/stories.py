"""Stories: the list with its gaps, one story, and where it was told."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for

from interview_practice.actions import stories as actions
from interview_practice.actions.choices import desk
from interview_practice.core.stories import PARTS, told_twice, without_story
from interview_practice.models import stories
from interview_practice.models.interviews import Interview
from interview_practice.web.current import now, practice
from interview_practice.web.forms import chosen_number, kept, page
from interview_practice.web.today import areas_to_mark

pages = Blueprint("stories", __name__, url_prefix="/stories")


@pages.get("")
def index():
    told = stories.everything()
    weak = sorted((s for s in desk(practice().bank, now()).struggles.values() if s.open),
                  key=lambda struggle: -struggle.weight)  # fmt: skip
    missing = without_story([s.area for s in weak], [story.areas for story in told])
    return page("stories.html", stories=told, missing=missing, parts=PARTS)


@pages.get("/new")
def new():
    return form({}, areas=request.args.getlist("area"))


@pages.post("")
def add():
    def save():
        areas = request.form.getlist("area")
        actions.add(request.form, areas, practice().bank, now())
        return url_for(".index")

    return kept(save, form)


@pages.get("/<int:story_id>")
def show(story_id: int):
    story = stories.get(story_id)
    return form(story, story_id=story_id, areas=story.areas, uses=story.uses)


@pages.post("/<int:story_id>")
def change(story_id: int):
    def save():
        areas = request.form.getlist("area")
        actions.change(story_id, request.form, areas, practice().bank)
        return url_for(".index")

    return kept(save, lambda *a, **k: form(*a, **k, story_id=story_id))


@pages.post("/<int:story_id>/deletion")
def delete(story_id: int):
    actions.delete(story_id, now())
    return redirect(url_for(".index"), 303)


@pages.post("/told/asked/<int:asked_id>")
def tell_for(asked_id: int):
    """Say which story answered a question of an interview."""
    interview = actions.tell_for(asked_id, chosen_number("story"))
    return redirect(url_for("interviews.show", interview_id=interview) + "#stories", 303)


@pages.post("/told/attempts/<uuid:attempt_id>")
def tell_in(attempt_id: UUID):
    """Say which story a practice answer told."""
    actions.tell_in(attempt_id, chosen_number("story"), now())
    return redirect(url_for("attempts.show", attempt_id=attempt_id) + "#story", 303)


def form(values, story_id: int | None = None, areas=None, uses=(), problem: str = "") -> str:
    marked = request.form.getlist("area") if areas is None else areas
    groups = areas_to_mark()
    known = {area.slug for group in groups.values() for _, found in group for area in found}
    return page("story.html", values=values, story_id=story_id, marked=marked, uses=uses,
                problem=problem, parts=PARTS, groups=groups,
                gone=[area for area in marked if area not in known])  # fmt: skip


def of_interview(interview: Interview) -> dict:
    """What the page of an interview shows about stories."""
    told = stories.told_for([asked.id for asked in interview.asked])
    repeated = told_twice(story.title for story in told.values())
    return {"stories": stories.everything(), "told": told, "repeated": repeated}
