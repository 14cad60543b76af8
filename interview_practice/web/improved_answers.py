"""Improved answers: kept with their question."""

from flask import Blueprint, redirect, request, url_for

from interview_practice.actions import improved_answers
from interview_practice.web.current import now, practice

pages = Blueprint("improved_answers", __name__, url_prefix="/questions")


@pages.post("/<slug>/improved-answer")
def keep(slug: str):
    question = practice().bank.question(slug)
    improved_answers.keep(question, request.form.get("text", ""), now())
    return redirect(url_for("questions.show", slug=slug) + "#improved", 303)
