"""Answers: begin or type one, look at it again, find, note, delete."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for

from interview_practice.actions import attempts as actions
from interview_practice.actions import deliveries
from interview_practice.actions.reviews import TICKS
from interview_practice.core import drills, schedule
from interview_practice.core.errors import Invalid
from interview_practice.core.marks import marks
from interview_practice.core.meters import meters
from interview_practice.models import (
    attempts,
    improved_answers,
    interviews,
    practice_days,
    preferences,
    search,
    stories,
)
from interview_practice.models.base import db
from interview_practice.models.reviews import Card
from interview_practice.web.current import now, number, practice
from interview_practice.web.security import style_nonce

PER_PAGE = 30
LAST_PAGE = 1_000_000

pages = Blueprint("attempts", __name__, url_prefix="/attempts")


@pages.post("")
def begin():
    """Open a spoken answer for its sound (201, or 200 when it is open), or keep a typed one."""
    question = practice().bank.question(request.form.get("question", ""))
    session = _id(request.form["session"]) if request.form.get("session") else None
    if "text" in request.form:
        attempt = actions.write(question, request.form["text"], session, now())
        return redirect(url_for(".show", attempt_id=attempt), 303)
    attempt = _id(request.form.get("id", ""))
    rate = number("The sample rate", request.form.get("sample_rate"))
    made = actions.begin(attempt, question, rate, session, now())
    return Response(status=201 if made else 200,
                    headers={"Location": url_for(".show", attempt_id=attempt)})  # fmt: skip


@pages.get("")
def index():
    """Every answer, newest first, narrowed by words, area, rating and date."""
    given = request.args
    wanted = {
        "words": given.get("words", ""),
        "area": given.get("area", ""),
        "rating": number("The rating", given["rating"]) if given.get("rating") else None,
        "since": _midnight(given.get("since")),
        "until": _midnight(given.get("until"), days=1),
    }
    page = min(number("The page", given.get("page", "1")), LAST_PAGE)
    filters = {name: given[name] for name in ("words", "area", "rating", "since", "until")
               if given.get(name)}  # fmt: skip
    total = None if filters else practice_days.in_all()[0]
    found = search.page(page, PER_PAGE, total, **wanted)
    return render_template("attempts.html", found=found, filters=filters, back=_back(found, given),
                           areas=practice().bank.areas.values(), names=schedule.NAMES)  # fmt: skip


@pages.get("/<uuid:attempt_id>")
def show(attempt_id: UUID):
    attempt = attempts.get(attempt_id)
    card = db.session.get(Card, attempt.area)
    takes = [other for other in attempts.of_question(attempt.question) if other.completed_at]
    sounded = _sounded(attempt)
    return render_template(
        "attempt.html",
        attempt=attempt,
        question=practice().bank.questions.get(attempt.question),
        card=card,
        days=schedule.preview(card.memory() if card else None, now(), _longest()),
        names=schedule.NAMES,
        ticks=TICKS,
        takes=takes,
        saved=actions.held(attempt, practice().recordings) if attempt.spoken else 0,
        model_missing=practice().transcriber.missing,
        style_nonce=style_nonce(),
        **sounded,
        next_steps=_next_steps(attempt),
        improved=improved_answers.of_question(attempt.question),
        stories=stories.everything(),
        told=stories.told_in(attempt_id),
    )


@pages.post("/<uuid:attempt_id>/notes")
def note(attempt_id: UUID):
    actions.note(attempt_id, request.form.get("notes", ""))
    return redirect(url_for(".show", attempt_id=attempt_id), 303)


@pages.get("/<uuid:attempt_id>/deletion")
def ask_to_delete(attempt_id: UUID):
    return render_template("deletion.html", attempt=attempts.get(attempt_id))


@pages.post("/<uuid:attempt_id>/deletion")
def delete_from_page(attempt_id: UUID):
    actions.delete(attempt_id, practice().recordings, practice().settings.backups)
    return redirect(url_for(".index"), 303)


@pages.delete("/<uuid:attempt_id>")
def delete(attempt_id: UUID):
    actions.delete(attempt_id, practice().recordings, practice().settings.backups)
    return Response(status=204)


def _back(found: search.Found, given: Mapping[str, str]) -> date | None:
    """The day from which a search goes on into the past, where its list ends before its answers."""
    if not found.more or not found.items or found.page != found.pages:
        return None
    day = found.items[-1].started_at.astimezone(now().tzinfo).date()
    return day if day.isoformat() != given.get("until") else None


def _sounded(attempt: attempts.Attempt) -> dict:
    """The transcript with its marks and the meters, once a spoken answer is complete."""
    if not attempt.length or attempt.transcript.state != "ready":
        return {"marks": [], "meters": [], "delivery": None}
    delivery = deliveries.of(attempt)
    return {
        "marks": marks(deliveries.segments(attempt), delivery),
        "meters": meters(delivery, preferences.read()["hidden_meters"].split()),
        "delivery": delivery,
    }


def _longest() -> int:
    """The most days until an area comes back: the next interview may be near."""
    return schedule.longest_before(now(), interviews.next_date(now().date()))


def _next_steps(attempt) -> list[drills.Step]:
    """The next take of the drill that an answer belongs to, while its turn is open."""
    turn, question = attempt.turn, practice().bank.questions.get(attempt.question)
    if not turn or turn.ended_at or not question:
        return []
    return drills.steps(turn.drill, len(turn.takes), question)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(f"{text!r} is not a UUID.") from None


def _midnight(given: str | None, days: int = 0) -> datetime | None:
    if not given:
        return None
    try:
        day = datetime.strptime(given, "%Y-%m-%d").date() + timedelta(days=days)
        return datetime.combine(day, time(), now().tzinfo).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid(f"{given!r} is not a date such as 2026-03-01.") from None
