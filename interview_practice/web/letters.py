"""Letters: draft, change, copy, open in a mail program. Nothing is sent from here."""

from flask import Blueprint, Response, redirect, request, url_for

from interview_practice.actions import letters as actions
from interview_practice.core.drafts import KINDS, WHEN
from interview_practice.core.mail import eml, mailto
from interview_practice.core.reminders import NO_REPLY, NO_REPLY_SOURCE
from interview_practice.models import interviews, letters
from interview_practice.web.current import now, practice, today
from interview_practice.web.forms import chosen_number, kept, page

pages = Blueprint("letters", __name__, url_prefix="/letters")


@pages.get("")
def index():
    return page("letters.html", letters=letters.everything(), kinds=KINDS)


@pages.get("/new")
def new():
    known = {"signature": letters.last_signature()}
    return form(known | request.args.to_dict())


@pages.post("")
def write():
    def save():
        letter = actions.write(request.form.get("kind", ""), chosen_number("interview"),
                               request.form, practice().bank, now())  # fmt: skip
        return url_for(".show", letter_id=letter)

    return kept(save, form)


@pages.get("/<int:letter_id>")
def show(letter_id: int):
    letter = letters.get(letter_id)
    return letter_page(letter, letter_id)


@pages.post("/<int:letter_id>")
def change(letter_id: int):
    def save():
        actions.change(letter_id, request.form, now())
        return url_for(".show", letter_id=letter_id)

    return kept(save, lambda values, problem: letter_page(values, letter_id, problem))


@pages.post("/<int:letter_id>/sending")
def mark_sent(letter_id: int):
    """Note that the user sent it today, or take that back."""
    actions.mark_sent(letter_id, today() if request.form.get("sent") == "yes" else None)
    return redirect(url_for(".show", letter_id=letter_id), 303)


@pages.get("/<int:letter_id>/letter.eml")
def download(letter_id: int):
    letter = letters.get(letter_id)
    response = Response(eml(letter.address, letter.subject, letter.body), mimetype="message/rfc822")
    response.headers.set("Content-Disposition", "attachment", filename=f"{letter.kind}.eml")
    return response


@pages.post("/<int:letter_id>/deletion")
def delete(letter_id: int):
    actions.delete(letter_id, now())
    return redirect(url_for(".index"), 303)


def form(values, problem: str = "") -> str:
    rounds = [round_ for a in interviews.applications() for round_ in a.interviews]
    rounds.sort(key=lambda round_: (round_.on, round_.id), reverse=True)
    return page("letter_form.html", values=values, problem=problem, kinds=KINDS, when=WHEN,
                rounds=rounds)  # fmt: skip


def letter_page(values, letter_id: int, problem: str = "") -> str:
    letter = letters.get(letter_id)
    return page("letter.html", values=values, letter=letter, problem=problem, kinds=KINDS,
                when=WHEN, link=mailto(letter.address, letter.subject, letter.body),
                no_reply=NO_REPLY, no_reply_source=NO_REPLY_SOURCE)  # fmt: skip
