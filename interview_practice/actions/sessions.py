"""Practice sessions: start, skip, finish, and ask what comes next."""

import random
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select

from interview_practice.actions.transactions import transaction
from interview_practice.core import drills, follow_ups, selection
from interview_practice.core.days import on_day
from interview_practice.core.errors import Conflict, Invalid
from interview_practice.core.interviews import asked_reason, counts_as, when_asked
from interview_practice.core.questions import Question
from interview_practice.core.schedule import NAMES
from interview_practice.core.selection import Desk
from interview_practice.core.struggles import weigh
from interview_practice.models import (
    interviews,
    preferences,
    question_marks,
    reviews,
    sessions,
    struggles,
)
from interview_practice.models.attempts import Attempt
from interview_practice.models.bank import Bank
from interview_practice.models.base import db, find
from interview_practice.models.interviews import Interview
from interview_practice.models.reviews import History
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
    if focus not in known and not _interview(focus):
        raise Invalid(f"{focus!r} is neither today, missed, warm-up nor an area or question.")
    with transaction() as tx:
        session = PracticeSession(id=uuid4(), focus=focus, length=length, started_at=now)
        tx.add(session)
        if not ask(session, bank, now, rng):
            raise Conflict(_nothing_to_ask(focus))
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
    chosen = follow_ups.follow_up(question, answer.rating, share, _failures(turn.area),
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
    chosen = _next(session, bank, now, rng)
    if chosen is None:
        return None
    question, reason = chosen
    turn = Turn(position=len(session.turns), question=question.slug, area=question.area,
                reason=reason, drill=_drill(question, session))  # fmt: skip
    session.turns.append(turn)
    db.session.flush()
    return turn


def desk(bank: Bank, now: datetime, session: PracticeSession | None = None) -> Desk:
    """Everything that choosing an area depends on, read from the database. Areas of other roles
    take part once they were practiced or marked; what is never to be asked does not."""
    cards = reviews.cards()
    evidence = [item for card in cards for item in card.evidence()]
    evidence += [struggle.evidence() for struggle in struggles.marked()]
    evidence += interviews.evidence(now)
    known = {item.area for item in evidence}
    bank = bank.without(question_marks.never())
    suited = suited_to_user(bank).areas
    return Desk(
        areas={slug: area for slug, area in bank.areas.items() if slug in suited or slug in known},
        now=now,
        memories={card.area: card.memory() for card in cards},
        struggles=weigh(evidence, now),
        session=[turn.area for turn in session.turns] if session else (),
    )


def suited_to_user(bank: Bank) -> Bank:
    """What somebody of the chosen role and level is asked."""
    chosen = preferences.read()
    return bank.suited(chosen["role"], chosen["level"])


def missed(bank: Bank) -> list[tuple[History, Question]]:
    """The questions that were missed and may be asked, with their histories, oldest miss first."""
    never = question_marks.never()
    return [(history, bank.questions[history.question]) for history in reviews.missed()
            if history.question in bank.questions and history.question not in never]  # fmt: skip


def missed_count(bank: Bank) -> int:
    """How many questions `missed` would give, without reading their histories."""
    return len((reviews.missed_slugs() & bank.questions.keys()) - set(question_marks.never()))


def _next(session: PracticeSession, bank: Bank, now: datetime, rng: random.Random):
    if session.focus == "missed":
        return _missed(session, bank, now)
    if number := _interview(session.focus):
        return _asked(session, number, bank, now)
    if session.focus in bank.questions:
        asked = bool(session.turns)
        return None if asked else (bank.question(session.focus), "You chose this question.")
    if session.focus in bank.areas:
        name = bank.area(session.focus).name.lower()
        choice = selection.Choice(session.focus, f"You chose to practice {name}.")
    elif session.focus == "warm-up":
        table = desk(bank, now, session)
        choice = selection.warm_up(table, len(session.turns), session.length, rng)
    else:
        choice = selection.choose(desk(bank, now, session), rng)
    if choice is None:
        return None
    question = _wording(choice.area, bank, session, rng)
    return question and (question, choice.reason)


def _wording(area: str, bank: Bank, session, rng: random.Random) -> Question | None:
    bank = bank.without(question_marks.never())
    questions = suited_to_user(bank).by_area.get(area) or bank.by_area.get(area, [])
    asked = _last_answered([question.slug for question in questions])
    asked |= {turn.question: session.started_at for turn in session.turns if turn.skipped}
    failed = {item.question for item in interviews.failures_in(area)}
    return selection.wording(questions, asked, sessions.last_asked(), failed, rng)


def _missed(session: PracticeSession, bank: Bank, now: datetime) -> tuple[Question, str] | None:
    done = {turn.question for turn in session.turns}
    for history, question in missed(bank):
        if question.slug not in done:
            rating, when = NAMES[history.last_rating].lower(), on_day(history.last_at, now)
            return question, f"You rated this question {rating} {when}."
    return None


def _asked(session: PracticeSession, number: int, bank: Bank, now: datetime):
    """The next question of a real interview, the worst first."""
    done = {turn.question for turn in session.turns}
    interview = find(Interview, number)
    if interview is None:
        return None  # deleted while its questions were practiced; undoing brings it back
    left = [a for a in interview.asked if a.question in bank.questions and a.question not in done]
    if not left:
        return None
    asked = min(left, key=lambda a: (counts_as(a.rating, a.held), a.position))
    when = on_day(when_asked(interview.on, interview.logged_at, now), now)
    return bank.question(asked.question), asked_reason(asked.failures, when)


def _failures(area: str) -> list[str]:
    """How this area failed last: in a real interview, or by what lacked when listening."""
    real = interviews.failures_in(area)
    return [*(real[0].failures if real else []), *reviews.lacking(area)]


def _drill(question: Question, session: PracticeSession) -> str | None:
    """The drill for how this area failed last; none for the failed question itself when it comes
    back as the area's test."""
    failures = interviews.failures_in(question.area)
    if number := _interview(session.focus):
        interview = find(Interview, number)
        failures = [a for a in interview.asked if a.question == question.slug] if interview else []
    elif question.slug in {asked.question for asked in failures}:
        return None
    latest = [asked for asked in failures if asked.interview_id == failures[0].interview_id]
    modes = [mode for asked in latest for mode in asked.failures]
    if not modes:
        return None
    tried = sessions.tried(question.area, latest[0].interview.logged_at)
    drill = drills.pick(modes, tried)
    return drill.slug if drill else None


def _interview(focus: str) -> int | None:
    """The number of the interview whose questions a session asks."""
    name, _, number = focus.partition("/")
    return int(number) if name == "interview" and number.isdecimal() else None


def _last_answered(slugs: list[str]) -> dict[str, datetime]:
    query = (
        select(Attempt.question, func.max(Attempt.started_at))
        .where(Attempt.question.in_(slugs), Attempt.completed_at.is_not(None))
        .group_by(Attempt.question)
    )
    return {slug: at for slug, at in db.session.execute(query)}


def _nothing_to_ask(focus: str) -> str:
    if focus == "missed":
        return "No question is waiting: none was rated Froze or Shaky and still has to hold."
    number = _interview(focus)
    if number and interviews.get(number).asked:
        return ("The questions of this interview are no longer in the bank. "
                "The settings show what is wrong with its files.")  # fmt: skip
    if number:
        return "Nothing is written down for this interview yet. Add what they asked first."
    if focus not in ("today", "warm-up"):
        return "Every question of this area is marked never ask me this. Take one mark back first."
    return "No question is left to ask. Take a never ask me this back, or add a question."
