"""Practice sessions: one question at a time, then the summary."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for

from interview_practice.actions import question_marks
from interview_practice.actions import sessions as actions
from interview_practice.core import drills
from interview_practice.models import attempts, improved_answers, preferences, reviews, sessions
from interview_practice.web.current import now, number, practice

pages = Blueprint("sessions", __name__, url_prefix="/sessions")


@pages.post("")
def start():
    focus = request.form.get("focus", "today")
    length = request.form.get("length") or str(actions.WARM_UP)
    session = actions.start(practice().bank, focus, number("The length", length), now(),
                            practice().rng)  # fmt: skip
    return redirect(url_for(".show", session_id=session), 303)


@pages.get("/<uuid:session_id>")
def show(session_id: UUID):
    session = sessions.get(session_id)
    if session.current is None:
        return summary(session)
    turn = session.current
    bank = practice().bank
    question = bank.questions.get(turn.question)
    return render_template(
        "question.html",
        session=session,
        turn=turn,
        question=question,
        area=bank.area(turn.area),
        drill=drills.BY_SLUG.get(turn.drill),
        steps=question and drills.steps(turn.drill, len(turn.takes), question),
        seconds=question and actions.target(turn, question),
        takes=turn.takes,
        improved=None if turn.follow_up else improved_answers.of_question(turn.question),
        before=[] if turn.follow_up else earlier(turn),
    )


@pages.post("/<uuid:session_id>/skips")
def skip(session_id: UUID):
    """Go on without an answer; for good, when the question is never to be asked again."""
    turn = sessions.get(session_id).current
    if turn and request.form.get("never"):
        question_marks.mark(practice().bank.question(turn.question), never=True)
    actions.skip(session_id, practice().bank, now(), practice().rng)
    return redirect(url_for(".show", session_id=session_id), 303)


@pages.post("/<uuid:session_id>/completion")
def finish(session_id: UUID):
    actions.finish(session_id, now())
    return redirect(url_for(".show", session_id=session_id), 303)


def earlier(turn):
    """The answers to the question that were given before this turn."""
    return [a for a in attempts.of_question(turn.question) if a.turn_id != turn.id]


def summary(session):
    """What was practiced and what comes back when."""
    return render_template("summary.html", session=session,
                           offer_follow_ups=not preferences.is_chosen("follow_ups"),
                           cards={card.area: card for card in reviews.cards()})  # fmt: skip
