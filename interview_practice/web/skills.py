"""Skill gaps: named, planned, done step by step."""

from flask import Blueprint, redirect, render_template, request, url_for

from interview_practice.actions import skills as actions
from interview_practice.core.skills import requirements
from interview_practice.models import skills
from interview_practice.web.current import now, today
from interview_practice.web.forms import kept, page

pages = Blueprint("skills", __name__, url_prefix="/skills")


@pages.get("")
def index():
    found = skills.everything()
    return page("skills.html", today=today(), skills=found,
                suggestions=suggestions({skill.name.casefold() for skill in found}))  # fmt: skip


@pages.get("/new")
def new():
    return form(request.args)


@pages.post("")
def add():
    return kept(lambda: url_for(".show", skill_id=actions.add(request.form, now())), form)


@pages.get("/<int:skill_id>")
def show(skill_id: int):
    return skill_page(skill_id)


@pages.get("/<int:skill_id>/details")
def details(skill_id: int):
    return form(skills.get(skill_id), skill_id)


@pages.post("/<int:skill_id>")
def change(skill_id: int):
    def save():
        actions.change(skill_id, request.form)
        return url_for(".show", skill_id=skill_id)

    return kept(save, lambda values, problem: form(values, skill_id, problem))


@pages.post("/<int:skill_id>/closing")
def close(skill_id: int):
    actions.close(skill_id, today() if request.form.get("closed") == "yes" else None)
    return redirect(url_for(".show", skill_id=skill_id), 303)


@pages.post("/<int:skill_id>/deletion")
def delete(skill_id: int):
    actions.delete(skill_id, now())
    return redirect(url_for(".index"), 303)


@pages.post("/<int:skill_id>/steps")
def add_steps(skill_id: int):
    def save():
        actions.add_steps(skill_id, request.form.get("steps", ""))
        return url_for(".show", skill_id=skill_id)

    return kept(save, lambda values, problem: skill_page(skill_id, values, problem))


@pages.post("/steps/<int:step_id>")
def change_step(step_id: int):
    """Word a step differently, or mark it as done or not done."""
    if "text" in request.form:
        skill_id = actions.change_step(step_id, request.form["text"])
    else:
        done = request.form.get("done") == "yes"
        skill_id = actions.do_step(step_id, today() if done else None)
    return redirect(url_for(".show", skill_id=skill_id), 303)


@pages.post("/steps/<int:step_id>/deletion")
def delete_step(step_id: int):
    return redirect(url_for(".show", skill_id=actions.delete_step(step_id, now())), 303)


@pages.get("/description")
def describe():
    return render_template("description.html", lines=(), text="", source="")


@pages.post("/description")
def read():
    """The lines of a job description, to tick what is missing; nothing is kept yet."""
    text = request.form.get("text", "")
    return render_template("description.html", lines=requirements(text), text=text,
                           source=request.form.get("source", ""))  # fmt: skip


@pages.post("/named")
def add_named():
    def save():
        names = request.form.getlist("name")
        actions.add_named(names, request.form.get("source", ""), now())
        return url_for(".index")

    return kept(save, _described)


def skill_page(skill_id: int, values=None, problem: str = "") -> str:
    return page("skill.html", skill=skills.get(skill_id), today=today(), values=values or {},
                problem=problem)  # fmt: skip


def form(values, skill_id: int | None = None, problem: str = "") -> str:
    return page("skill_form.html", values=values, skill_id=skill_id, problem=problem)


def suggestions(known: set[str]) -> list[tuple[str, str]]:
    """(line, where it was noted) of debriefs that name a gap which is not on the list yet."""
    found = {}
    for interview in skills.debriefs_with_gaps():
        company = interview.application.company or "an interview"
        lines = requirements(interview.research)
        lines += [a.text for a in interview.asked if "did-not-know" in a.failures]
        for line in lines:
            if line.casefold() not in known:
                found.setdefault(line, company)
    return list(found.items())[:12]


def _described(values, problem: str) -> str:
    text = values.get("text", "")
    return render_template("description.html", lines=requirements(text), text=text,
                           source=values.get("source", ""), problem=problem)  # fmt: skip
