"""Real interviews: their stages, outcomes, and the ways in which an answer fails."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta

from interview_practice.core.errors import Invalid

STAGES: dict[str, str] = {
    "application": "Application",
    "recruiter-screen": "Recruiter screen",
    "hiring-manager": "Hiring manager",
    "technical": "Technical",
    "case": "Case",
    "panel": "Panel",
    "final": "Final",
}
"""In the order in which an application usually goes through them."""

OUTCOMES: dict[str, str] = {
    "waiting": "Waiting",
    "next-round": "Next round",
    "offer": "Offer",
    "rejected": "They said no",
    "no-answer": "No answer",
    "withdrawn": "I withdrew",
}

DECIDED = frozenset({"offer", "rejected", "withdrawn"})
"""Outcomes after which no next round is expected."""

FAILURES: dict[str, str] = {
    "froze": "Froze",
    "rambled": "Rambled",
    "no-example": "No example",
    "weak-example": "Weak example",
    "no-result": "No result",
    "missed-the-question": "Missed the question",
    "did-not-know": "Did not know",
    "ran-out-of-time": "Ran out of time",
    "lost-composure": "Lost composure",
    "closed-badly": "Closed badly",
}

IN_WORDS: dict[str, str] = {
    "froze": "you froze",
    "rambled": "you rambled",
    "no-example": "no example came to mind",
    "weak-example": "the example was a weak one",
    "no-result": "the result was missing",
    "missed-the-question": "you answered another question",
    "did-not-know": "you did not know",
    "ran-out-of-time": "time ran out",
    "lost-composure": "you lost your composure",
    "closed-badly": "it ended badly",
}
"""Failures as the end of a sentence."""

FIT: dict[str, str] = {
    "work": "The work",
    "people": "The people",
    "values": "What they stand for",
    "pay": "The pay",
    "place": "The place and the hours",
}
FIT_ANSWERS: dict[str, str] = {"yes": "Yes", "no": "No", "unsure": "Not sure"}

QUIET = timedelta(hours=48)
"""How long after a no nothing but writing it down is offered."""

LONGEST_NAME = 200
LONGEST_TEXT = 20_000
"""Characters."""

MOST_QUESTIONS = 50
"""What one interview can hold; a longer paste is more likely a whole document."""

LONGEST_QUESTION = 500

_MARKER = re.compile(r"^\s*(?:[-*•\u2013·>]+|\(?\d{1,3}[.):]|\(?[a-z][.)])\s+", re.IGNORECASE)
"""What people put before a line of a list: a dash, a bullet, 1. or a)"""


@dataclass(frozen=True, slots=True)
class Details:
    """All that can be said of one round, apart from what was asked."""

    company: str = ""
    role: str = ""
    stage: str = "hiring-manager"
    on: date | None = None
    format: str = ""
    people: str = ""
    next_date: date | None = None
    outcome: str = "waiting"
    rejected_on: date | None = None
    feedback: str = ""
    hypothesis: str = ""


@dataclass(frozen=True, slots=True)
class Went:
    """How one asked question went."""

    asked: int
    area: str
    rating: int | None = None
    failures: tuple[str, ...] = ()
    held: bool | None = None
    text: str = ""
    """The question in better words; empty: as it was."""


@dataclass(frozen=True, slots=True)
class Thoughts:
    """The short prompts after an interview, and what was sent before it."""

    threw_me: str = ""
    engaged: str = ""
    research: str = ""
    fit: Mapping[str, str] = field(default_factory=dict)
    cv_tailored: bool | None = None
    cv_results: bool | None = None


def checked(given: Details, today: date) -> Details:
    """The details as they are kept: trimmed, with a date for a no. Raises Invalid."""
    given = replace(given, **{f.name: getattr(given, f.name).strip() for f in fields(given)
                              if isinstance(getattr(given, f.name), str)})  # fmt: skip
    for name in ("company", "role", "format"):
        _short("The " + name, getattr(given, name), LONGEST_NAME)
    for name in ("people", "feedback", "hypothesis"):
        _short("What you wrote", getattr(given, name), LONGEST_TEXT)
    if given.stage not in STAGES:
        raise Invalid(f"There is no stage called {given.stage!r}.")
    if given.outcome not in OUTCOMES:
        raise Invalid(f"There is no outcome called {given.outcome!r}.")
    if given.outcome != "rejected":
        return replace(given, on=given.on or today, rejected_on=None)
    rejected_on = given.rejected_on or today
    if rejected_on > today:
        raise Invalid("The day they said no is in the future. Choose today or an earlier day.")
    return replace(given, on=given.on or rejected_on, rejected_on=rejected_on)


def checked_questions(text: str) -> list[str]:
    """The questions of a pasted text. Raises Invalid when it looks like something else."""
    found = questions_in(text)
    if len(found) > MOST_QUESTIONS:
        raise Invalid(f"That is {len(found)} lines. One interview takes up to {MOST_QUESTIONS} "
                      "questions, one a line: remove what is not a question.")  # fmt: skip
    for question in found:
        if len(question) > LONGEST_QUESTION:
            raise Invalid(
                f"The line that begins with “{question[:40]}…” is longer than "
                f"{LONGEST_QUESTION} characters. Put one question on a line."
            )
    return found


def checked_thoughts(given: Thoughts) -> Thoughts:
    """The same, without unknown answers. Raises Invalid for a text that is too long."""
    for text in (given.threw_me, given.engaged, given.research):
        _short("What you wrote", text, LONGEST_TEXT)
    fit = {part: said for part, said in given.fit.items() if part in FIT and said in FIT_ANSWERS}
    return replace(given, fit=fit)


def check_went(went: Went) -> None:
    """Raises Invalid for a rating or a failure that does not exist, and for a whole paragraph."""
    _short("A question", went.text, LONGEST_QUESTION)
    if went.rating not in (None, 1, 2, 3, 4):
        raise Invalid(f"How it went is a number from 1 to 4, not {went.rating}.")
    if unknown := [failure for failure in went.failures if failure not in FAILURES]:
        raise Invalid(f"There is no way of failing called {unknown[0]!r}.")


def quiet_until(rejected_on: date, now: datetime) -> datetime | None:
    """When the quiet after a no ends: two days from then; None when they are over already."""
    days = (now.date() - rejected_on).days
    return now + QUIET - timedelta(days=days) if timedelta(days=days) < QUIET else None


def questions_in(text: str) -> list[str]:
    """The questions of a pasted text, one a line: without list marks, empty lines and repeats."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        question = " ".join(_MARKER.sub("", line).split())
        if question:
            found.setdefault(same(question), question)
    return list(found.values())


def same(text: str) -> str:
    """A text as compared with another: letters and digits only, whatever the case."""
    return " ".join(re.findall(r"\w+", text.casefold())) or text.strip()


def application_for(company: str, role: str, known: Iterable[tuple[int, str, str]]) -> int | None:
    """The application that a new round belongs to, among known (id, company, role); None: a new
    one. Spelling in capitals does not matter, and a missing role fits if only one is known."""
    if not company.strip():
        return None
    there = [(number, its) for number, name, its in known if same(name) == same(company)]
    if role.strip():
        fitting = [number for number, its in there if same(its) == same(role) or not its.strip()]
        return fitting[0] if fitting else None
    return there[0][0] if len(there) == 1 else None


def when_asked(on: date, logged_at: datetime, now: datetime) -> datetime:
    """The moment an asked question counts from: when it was logged if that was the same day,
    otherwise the middle of the interview's day; never in the future."""
    if logged_at.astimezone(now.tzinfo).date() == on:
        return min(logged_at, now)
    return min(datetime.combine(on, time(12), now.tzinfo), now)


def failed(rating: int | None, held: bool | None) -> bool:
    """Whether an asked question speaks against its area; one without a rating does: it was
    worth writing down."""
    return held is False or counts_as(rating, held) <= 2


def counts_as(rating: int | None, held: bool | None) -> int:
    """An asked question on the common scale, 1 to 4, where the user gave no rating: Shaky, or
    what became of the practice."""
    if rating is not None:
        return rating
    return {None: 2, True: 3, False: 1}[held]


def _short(name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise Invalid(f"{name} may have {longest:,} characters at most; this has {len(text):,}.")


def asked_reason(failures: Sequence[str], when: str) -> str:
    """Why an asked question is practiced: They asked you this on Tuesday, and you froze."""
    if not failures:
        return f"They asked you this {when}."
    return f"They asked you this {when}, and {IN_WORDS[failures[0]]}."
