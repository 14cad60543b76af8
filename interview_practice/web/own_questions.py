"""Own questions: add, edit, delete, import, export."""

import json

from flask import Blueprint, Response, redirect, render_template, request, url_for

from interview_practice.actions import questions as actions
from interview_practice.core import bank_text, importing
from interview_practice.core.bank_rules import FRAMEWORKS
from interview_practice.core.errors import Conflict, Invalid
from interview_practice.core.questions import LEVEL_NAMES, TYPE_NAMES
from interview_practice.web.current import now, number, practice
from interview_practice.web.today import areas_by_type

LARGEST_FORM = 8 * 1024 * 1024
"""Bytes; a thousand questions are more than the half megabyte that a form may usually have."""

LINES = ("covers", "follow_ups")

pages = Blueprint("own_questions", __name__, url_prefix="/questions")


@pages.get("/new")
def ask_for_new():
    """First the words, then the area that fits them, and all that is optional."""
    text = " ".join(request.args.get("text", "").split())
    return form({"text": text}, suggested=practice().bank.suggester.suggest(text))


@pages.post("")
def add():
    values = given()
    try:
        slug = actions.add(folder(), **values)
    except Invalid as error:
        return form(values, practice().bank.suggester.suggest(values["text"]), str(error)), 422
    practice().reload_bank()
    return redirect(url_for("questions.show", slug=slug), 303)


@pages.get("/<slug>/edit")
def ask_to_edit(slug: str):
    question = practice().bank.question(slug)
    values = {key: getattr(question, key) for key in bank_text.KEYS}
    return form(values, [question.area], slug=slug)


@pages.post("/<slug>/edit")
def edit(slug: str):
    """Change an own question, or put one of your own in the place of a shipped one."""
    question, values = practice().bank.question(slug), given()
    try:
        if question.own:
            actions.edit(folder(), slug, **values)
        else:
            actions.add(folder(), slug=slug, **values)
    except Invalid as error:
        return form(values, [question.area], str(error), slug), 422
    practice().reload_bank()
    return redirect(url_for("questions.show", slug=slug), 303)


@pages.get("/<slug>/deletion")
def ask_to_delete(slug: str):
    question = practice().bank.question(slug)
    if not question.own:
        raise Conflict("This question came with the program. Mark it never ask me this instead.")
    return render_template("question_deletion.html", question=question)


@pages.post("/<slug>/deletion")
def delete(slug: str):
    actions.delete(folder(), slug, now())
    practice().reload_bank()
    return redirect(url_for("questions.index", show="own"), 303)


@pages.get("/import")
def ask_for_import():
    return render_template("question_import.html", drafts=[], text="")


@pages.post("/import")
def look_at_import():
    """What was found in a file or in pasted text, to be checked before it is kept."""
    request.max_form_memory_size = LARGEST_FORM
    file = request.files.get("file")
    text = importing.decoded(file.read()) if file else request.form.get("text", "")
    try:
        drafts, problem = actions.drafts(practice().bank, text), ""
    except Invalid as error:
        drafts, problem = [], str(error)
    page = render_template("question_import.html", drafts=drafts, problem=problem, text=text,
                           groups=areas_by_type())  # fmt: skip
    return page, 422 if problem else 200


@pages.post("/imports")
def take_in():
    request.max_form_memory_size = LARGEST_FORM
    entries = [entry(index) for index in request.form.getlist("keep")]
    if not entries:
        raise Invalid("No question was chosen. Go back and tick the ones to keep.")
    actions.take_in(folder(), practice().bank, entries)
    practice().reload_bank()
    return redirect(url_for("questions.index", show="own"), 303)


@pages.get("/own.toml")
def export_toml():
    text = "\n".join(map(bank_text.entry, actions.exported(practice().bank)))
    return attachment(text, "application/toml", "my-questions.toml")


@pages.get("/own.csv")
def export_csv():
    text = importing.table(actions.exported(practice().bank))
    return attachment(text, "text/csv", "my-questions.csv")


def form(values: dict, suggested: list[str], problem: str = "", slug: str = ""):
    bank = practice().bank
    return render_template(
        "question_form.html",
        values=values,
        suggested=[bank.area(area) for area in suggested],
        problem=problem,
        question=bank.questions.get(slug),
        areas=areas_by_type(),
        types=TYPE_NAMES,
        roles=bank.roles,
        levels=LEVEL_NAMES,
        frameworks=sorted(FRAMEWORKS),
    )


def given() -> dict:
    """The values of the form; what was left empty is empty."""
    sent = request.form
    values: dict = {
        name: sent.get(name, "") for name in ("text", "framework", "push_back", "level")
    }
    values |= {name: sent.get(name, "").splitlines() for name in LINES}
    values |= {name: number(name.capitalize(), sent[name]) for name in ("seconds", "difficulty")
               if sent.get(name)}  # fmt: skip
    return values | {"area": sent_area(), "roles": sent.getlist("roles")}


def sent_area() -> str:
    """The area that was picked: a new one, else another one of the list, else a suggested one."""
    sent = request.form
    if name := sent.get("new_area", "").strip():
        return f"{sent.get('new_area_type', '')}/{bank_text.slugified(name)}"
    return sent.get("other_area") or sent.get("area", "")


def entry(index: str) -> dict:
    """One line of the import page."""
    try:
        rest = json.loads(request.form.get(f"rest-{index}") or "{}")
    except ValueError:
        rest = {}
    known = {key: value for key, value in dict(rest).items() if key in bank_text.KEYS}
    return known | {name: request.form.get(f"{name}-{index}", "") for name in ("text", "area")}


def attachment(text: str, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype=kind, headers=headers)


def folder():
    return practice().settings.own_questions
