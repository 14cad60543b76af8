"""The question bank, to look through."""

from flask import Blueprint, render_template, request

from interview_practice.core.questions import TYPE_NAMES
from interview_practice.models import attempts, deletions, improved_answers
from interview_practice.models.base import db
from interview_practice.models.reviews import History
from interview_practice.web.current import practice
from interview_practice.web.today import areas_by_type

pages = Blueprint("questions", __name__, url_prefix="/questions")


@pages.get("")
def index():
    bank, kind = practice().bank, request.args.get("type", "")
    areas = [(name, group) for name, group in areas_by_type() if kind in ("", name)]
    return render_template("questions.html", areas=areas, kind=kind, types=TYPE_NAMES, bank=bank)


@pages.get("/<slug>")
def show(slug: str):
    question = practice().bank.question(slug)
    return render_template(
        "question_entry.html",
        question=question,
        area=practice().bank.area(question.area),
        history=db.session.get(History, slug),
        takes=attempts.of_question(slug),
        improved=improved_answers.of_question(slug),
        undo=deletions.last(),
    )
