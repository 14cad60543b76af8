"""The question bank: browse, search, star, and what became of each question."""

from math import ceil

from flask import Blueprint, redirect, render_template, request

from interview_practice.actions import question_marks as actions
from interview_practice.actions.choices import suited_to_user
from interview_practice.core.questions import LEVEL_NAMES, TYPE_NAMES
from interview_practice.models import (
    attempts,
    deletions,
    improved_answers,
    question_marks,
    reviews,
)
from interview_practice.web.current import back_to, practice
from interview_practice.web.today import areas_by_type

PER_PAGE = 30
FILTERS = ("words", "type", "area", "role", "level", "show")
SHOWN = {"starred": "Starred", "own": "My own", "new": "Not answered yet",
         "never": "Never asked"}  # fmt: skip

pages = Blueprint("questions", __name__, url_prefix="/questions")


@pages.get("")
def index():
    """The areas to browse, or what a search found."""
    bank = practice().bank
    filters = {name: request.args[name].strip() for name in FILTERS if request.args.get(name)}
    marks = {"starred": question_marks.starred(), "never": question_marks.never()}
    found = search(bank, filters, marks) if filters else []
    page = min(max(request.args.get("page", 1, int), 1), ceil(len(found) / PER_PAGE) or 1)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    return render_template(
        "questions.html",
        bank=bank,
        filters=filters,
        found=found,
        shown=shown,
        page=page,
        pages=ceil(len(found) / PER_PAGE),
        histories=reviews.histories([question.slug for question in shown]),
        areas=areas_by_type(),
        suited=areas_by_type(suited_to_user(bank).areas.values()),
        undo=deletions.last(),
        own=sum(question.own for question in bank.questions.values()),
        **marks,
        **choices(bank),
    )


@pages.get("/<slug>")
def show(slug: str):
    question = practice().bank.question(slug)
    return render_template(
        "question_entry.html",
        question=question,
        area=practice().bank.area(question.area),
        history=reviews.histories([slug]).get(slug),
        takes=[take for take in attempts.of_question(slug) if take.completed_at],
        starred=slug in question_marks.starred(),
        never=slug in question_marks.never(),
        levels=LEVEL_NAMES,
        improved=improved_answers.of_question(slug),
        undo=deletions.last(),
    )


@pages.post("/<slug>/marks")
def mark(slug: str):
    given = {name: request.form[name] == "yes" for name in ("starred", "never")
             if name in request.form}  # fmt: skip
    actions.mark(practice().bank.question(slug), **given)
    return redirect(back_to(".show", slug=slug), 303)


def search(bank, filters: dict, marks: dict):
    """The questions that fit all filters."""
    show = filters.get("show", "")
    plain = {name: value for name, value in filters.items() if name != "show"}
    found = bank.search(**plain, own=show == "own")
    if show == "new":
        answered = reviews.answered()
        return [question for question in found if question.slug not in answered]
    return [q for q in found if q.slug in marks[show]] if show in marks else found


def choices(bank) -> dict:
    """What the filters offer."""
    return {"types": TYPE_NAMES, "roles": bank.roles, "levels": LEVEL_NAMES, "shows": SHOWN}
