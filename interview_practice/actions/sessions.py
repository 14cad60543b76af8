"""Practice sessions: start, skip, finish, and ask what comes next."""

import random
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from interview_practice.actions import choices
from interview_practice.actions.transactions import transaction
from interview_practice.core import drills, follow_ups
from interview_practice.core.errors import Conflict, Invalid
from interview_practice.core.questions import Question
from interview_practice.models import (
    preferences,
    sessions,
)
from interview_practice.models.attempts import Attempt
from interview_practice.models.bank import Bank
from interview_practice.models.base import db
from interview_practice.models.sessions import PracticeSession, Turn

LENGTHS = range(1, 21)
WARM_UP = 5


def start(bank: Bank, focus: str, length: int, now: datetime, rng: random.Random) -> UUID:
    """Begin a session with its first question and return its id.

    Raises Invalid for an unknown focus or a length outside 1 to 20, Conflict when the focus
    has no question to ask.
    """
    if length not in LENGTHS:
        raise Invalid(f"A session has 1 to 20 questions, not {length}.")
    known = ("today", "missed", "warm-up", *bank.areas, *bank.questions)
    if focus not in known and not choices.interview_of(focus):
        raise Invalid(f"{focus!r} is neither today, missed, warm-up nor an area or question. Areas "
                      "look like behavioural/conflict.")  # fmt: skip
    with transaction() as tx:
        session = PracticeSession(id=uuid4(), focus=focus, length=length, started_at=now)
        tx.add(session)
        if not ask(session, bank, now, rng):
            raise Conflict(choices.nothing_to_ask(focus, bank))
        return session.id


def skip(session_id: UUID, bank: Bank, now: datetime, rng: random.Random) -> None:
    """Leave the current question, or a follow-up, unanswered and go on."""
    with transaction():
        session = sessions.get(session_id)
        if turn := session.current:
            turn.skipped = True
            end_turn(turn, bank, now, rng)


def finish(session_id: UUID, now: datetime) -> None:
    """End a session early; what was answered stays."""
    with transaction() as tx:
        session = sessions.get(session_id)
        turn = session.current
        if turn and not turn.attempts:
            session.turns.remove(turn)
            tx.delete(turn)
        elif turn:
            turn.ended_at = now
        session.finished_at = session.finished_at or now


def end_turn(turn: Turn, bank: Bank, now: datetime, rng: random.Random,
             answer: Attempt | None = None) -> None:  # fmt: skip
    """Close a turn and ask on about its answer, ask the next question, or finish; inside the
    caller's transaction."""
    turn.ended_at = now
    session = turn.session
    if answer and ask_on(turn, answer, bank, rng):
        return
    if not ask(session, bank, now, rng):
        session.finished_at = now


def ask_on(turn: Turn, answer: Attempt, bank: Bank, rng: random.Random) -> Turn | None:
    """Add a follow-up to an answer as the next turn, where one is to be asked."""
    question = bank.questions.get(turn.question)
    if question is None or turn.follow_up:
        return None
    share = answer.seconds / answer.target_seconds if answer.spoken else None
    chosen = follow_ups.follow_up(question, answer.rating, share, choices.failure_modes(turn.area),
                                  preferences.read()["follow_ups"], rng)  # fmt: skip
    if chosen is None:
        return None
    turn.session.turns.append(
        Turn(position=len(turn.session.turns), question=turn.question, area=turn.area,
             reason=chosen.reason, follow_up=chosen.text, follows=answer.id)
    )  # fmt: skip
    db.session.flush()
    return turn.session.turns[-1]


def target(turn: Turn | None, question: Question) -> int:
    """Seconds that suit the next answer of a turn; without one, of the question."""
    if turn is None:
        return question.seconds
    if turn.follow_up:
        return follow_ups.seconds(question.seconds)
    return drills.target(turn.drill, len(turn.takes), question)


def as_asked(turn: Turn, question: Question) -> Question:
    """The question in the words and with the target of a turn, which may be a follow-up."""
    return replace(question, text=turn.follow_up or question.text, seconds=target(turn, question))


def reopen_turn(turn: Turn) -> None:
    """Go back to a turn whose rating was taken back, unless the session went on from there."""
    later = [other for other in turn.session.turns if other.position > turn.position]
    if any(other.attempts or other.skipped for other in later):
        return
    for other in later:
        turn.session.turns.remove(other)
        db.session.delete(other)
    turn.ended_at = None
    turn.session.finished_at = None


def ask(session: PracticeSession, bank: Bank, now: datetime, rng: random.Random) -> Turn | None:
    """Add the next turn to a session; None when it is complete or nothing is left."""
    if session.asked >= session.length:
        return None
    chosen = choices.choose(session, bank, now, rng)
    if chosen is None:
        return None
    question, reason = chosen
    turn = Turn(position=len(session.turns), question=question.slug, area=question.area,
                reason=reason, drill=choices.drill(question, session))  # fmt: skip
    session.turns.append(turn)
    db.session.flush()
    return turn
