"""What a session asks next: reads all that a choice depends on, and lets the rules choose."""

import random
from datetime import datetime

from sqlalchemy import func, select

from interview_practice.core import drills, selection
from interview_practice.core.days import on_day
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
from interview_practice.models.sessions import PracticeSession


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


def missed(bank: Bank, most: int | None = None) -> list[tuple[History, Question]]:
    """The questions that were missed and may be asked, with their histories, oldest miss first;
    at `most` so many."""
    return [(history, bank.questions[history.question])
            for history in reviews.missed(question_marks.never(), most)
            if history.question in bank.questions]  # fmt: skip


def missed_count(bank: Bank) -> int:
    """How many questions `missed` would give, without reading their histories."""
    return len((reviews.missed_slugs() & bank.questions.keys()) - set(question_marks.never()))


def choose(session: PracticeSession, bank: Bank, now: datetime,
           rng: random.Random) -> tuple[Question, str] | None:  # fmt: skip
    """The question to ask next and the sentence that says why; None when nothing is left."""
    if session.focus == "missed":
        return _missed(session, bank, now)
    if number := interview_of(session.focus):
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


def failure_modes(area: str) -> list[str]:
    """How this area failed last: in a real interview, or by what lacked when listening."""
    real = interviews.failures_in(area)
    return [*(real[0].failures if real else []), *reviews.lacking(area)]


def drill(question: Question, session: PracticeSession) -> str | None:
    """The drill for how this area failed last; none for the failed question itself when it comes
    back as the area's test."""
    failures = interviews.failures_in(question.area)
    if number := interview_of(session.focus):
        interview = find(Interview, number)
        failures = [a for a in interview.asked if a.question == question.slug] if interview else []
    elif question.slug in {asked.question for asked in failures}:
        return None
    latest = [asked for asked in failures if asked.interview_id == failures[0].interview_id]
    modes = [mode for asked in latest for mode in asked.failures]
    if not modes:
        return None
    tried = sessions.tried(question.area, latest[0].interview.logged_at)
    picked = drills.pick(modes, tried)
    return picked.slug if picked else None


def interview_of(focus: str) -> int | None:
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


def nothing_to_ask(focus: str, bank: Bank) -> str:
    if focus == "missed":
        return "No question is waiting: none was rated Froze or Shaky and still has to hold."
    number = interview_of(focus)
    if number and interviews.get(number).asked:
        return ("The questions of this interview are no longer in the bank. "
                "The settings show what is wrong with its files.")  # fmt: skip
    if number:
        return "Nothing is written down for this interview yet. Add what they asked first."
    if not bank.questions:
        return "The question bank is empty. Put a bank file into the questions folder."
    if focus not in ("today", "warm-up"):
        return "Every question of this area is marked never ask me this. Take one mark back first."
    return "No question is left to ask. Take a never ask me this back, or add a question."
