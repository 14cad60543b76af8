"""Ratings: give one, take the last one back, and keep cards and histories true to the log."""

import random
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from uuid import UUID

from sqlalchemy import Row

from interview_practice.actions import sessions
from interview_practice.actions.transactions import transaction
from interview_practice.core.days import day_of
from interview_practice.core.errors import Conflict, Invalid
from interview_practice.core.schedule import NAMES, longest_before, replay, rescheduled
from interview_practice.models import area_logs, attempts, interviews, search
from interview_practice.models.attempts import Attempt
from interview_practice.models.bank import Bank
from interview_practice.models.base import db
from interview_practice.models.reviews import (
    RECENT,
    Card,
    History,
    Review,
    cards,
    log_of_area,
    log_of_question,
    ratings,
)

STAGES = ("gut", "reviewed")
TICKS = {
    "answered": "I answered the question",
    "example": "One concrete example",
    "part": "My own part was clear",
    "result": "There was a result",
    "ending": "I ended cleanly",
}


def rate(attempt_id: UUID, rating: int, stage: str, ticks: list[str], bank: Bank, now: datetime,
         rng: random.Random) -> None:  # fmt: skip
    """Rate an answer once from the gut and once after listening; the same again has no effect.

    Raises Invalid for an unknown rating, stage or tick, and Conflict for an answer that is
    still being recorded or that was rated differently before.
    """
    _check(rating, stage, ticks)
    with transaction() as tx:
        attempt = attempts.get(attempt_id)
        if not attempt.completed_at:
            raise Conflict("This answer is still being recorded. Stop it first, then rate it.")
        given = attempt.standing(stage)
        if given and (given.rating, given.ticks) == (rating, ticks):
            return
        if given:
            raise Conflict("This answer is rated already. Take the rating back first.")
        tx.add(_review(attempt, rating, stage, ticks, now))
        tx.flush()
        remember(attempt, now)
        if attempt.turn and attempt.turn.ended_at is None:
            sessions.end_turn(attempt.turn, bank, now, rng, attempt)


def take_back(attempt_id: UUID, now: datetime) -> None:
    """Retract the last rating of an answer and go back to its question where that is possible."""
    with transaction() as tx:
        attempt = attempts.get(attempt_id)
        given = attempt.standing("reviewed") or attempt.standing("gut")
        if given is None:
            raise Conflict("This answer has no rating to take back.")
        retraction = _review(attempt, given.rating, given.stage, [], now)
        retraction.retracts = given.id
        tx.add(retraction)
        tx.flush()
        remember(attempt, now)
        if attempt.turn and given.stage == "gut":
            sessions.reopen_turn(attempt.turn)


def remember(attempt: Attempt, now: datetime) -> None:
    """Rebuild all that is derived from the log for an answer, its question and its area."""
    db.session.expire(attempt, ["reviews"])
    standing = attempt.standing("reviewed") or attempt.standing("gut")
    attempt.rating = standing.rating if standing else None
    search.refresh(attempt)
    remember_area(attempt.area, now)
    remember_question(attempt.question, attempt.area, now)


def reschedule(now: datetime) -> None:
    """Find every due date anew: the day of the next interview has changed."""
    interview = interviews.next_date(now.date())
    for card in cards():
        longest = longest_before(card.last_review.astimezone(now.tzinfo), interview)
        card.due = rescheduled(card.memory(), longest).due


def remember_area(area: str, now: datetime) -> None:
    """Rebuild what is derived from an area's log, inside the caller's transaction."""
    reviews = log_of_area(area)
    asked = area_logs.asked(now, [area]).get(area, ())
    area_logs.remember(area, reviews, asked, now.tzinfo)
    _keep(Card, {"area": area}, card_of(reviews, interviews.next_date(now.date()), now.tzinfo))


def remember_question(question: str, area: str, now: datetime) -> None:
    """Rebuild what is derived from a question's log, inside the caller's transaction."""
    history = history_of(log_of_question(question), now)
    _keep(History, {"question": question}, history and history | {"area": area})


def card_of(reviews: Sequence[Row], interview: date | None, zone: tzinfo | None) -> dict:
    """What the card of an area holds by its whole log; nothing without a rating that stands."""
    log = ratings(reviews)
    if not log:
        return {}
    last = log[-1][1].astimezone(zone)
    memory = replay(log, longest_before(last, interview))
    return {
        "stability": memory.stability, "difficulty": memory.difficulty, "due": memory.due,
        "last_review": memory.last_review, "last_rating": log[-1][0],
        "recent": [[rating, at.isoformat()] for rating, at in log[-RECENT:]],
    }  # fmt: skip


def history_of(reviews: Sequence[Row], now: datetime) -> dict:
    """What became of a question by its whole log; nothing without a rating that stands."""
    log = ratings(reviews)
    if not log:
        return {}
    rating, at = log[-1]
    return {"answers": len(log), "last_rating": rating, "last_at": at,
            "missed_at": missed_at(log, now)}  # fmt: skip


def _keep(table: type, key: dict, values: dict) -> None:
    """Bring a row of a cache up to date; without values there is none."""
    row = db.session.get(table, key)
    if not values:
        if row:
            db.session.delete(row)
        return
    row = row or table(**key)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.add(row)


def missed_at(log: list[tuple[int, datetime]], now: datetime) -> datetime | None:
    """When a question was last missed; None once it was answered Solid on a later day."""
    missed = [at for rating, at in log if rating <= 2]
    if not missed:
        return None
    held = [at for rating, at in log if rating >= 3]
    days = [day_of(at, now.tzinfo) for at in (missed[-1], *held[-1:])]
    return missed[-1] if len(days) == 1 or days[1] <= days[0] else None


def _check(rating: int, stage: str, ticks: list[str]) -> None:
    if rating not in NAMES:
        names = ", ".join(f"{number} ({name})" for number, name in NAMES.items())
        raise Invalid(f"A rating is one of {names}; not {rating}.")
    if stage not in STAGES:
        raise Invalid(f"The stage is gut or reviewed, not {stage!r}.")
    if unknown := set(ticks) - set(TICKS):
        raise Invalid(f"There is no tick called {unknown.pop()!r}.")


def _review(attempt: Attempt, rating: int, stage: str, ticks: list[str], now: datetime) -> Review:
    return Review(attempt_id=attempt.id, question=attempt.question, area=attempt.area, at=now,
                  stage=stage, rating=rating, ticks=ticks)  # fmt: skip
