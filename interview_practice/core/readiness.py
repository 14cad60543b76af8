"""When an area counts as ready, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from interview_practice.core.days import day_of

DAYS = 3
PAIRS = 2
SOLID = 3


@dataclass(frozen=True, slots=True)
class Rated:
    """One rated answer in an area. `reviewed` is the rating after listening, if there is one."""

    question: str
    at: datetime
    gut: int
    reviewed: int | None = None

    @property
    def rating(self) -> int:
        return self.reviewed or self.gut


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far an area is: `days` of the three Solid days, and the sentence that says it."""

    ready: bool
    days: int
    sentence: str


OPEN_AGAIN = Readiness(False, 0, "Open again since a real interview.")


def readiness(
    answers: Sequence[Rated], failed_at: datetime | None, zone: tzinfo | None
) -> Readiness:
    """Ready: Solid on three days with three wordings, and the last two answers that were rated
    again after listening held up. A failure in a real interview starts it anew.

    `answers` are in order of time; `failed_at` is the latest failure in a real interview.
    """
    since = [answer for answer in answers if failed_at is None or answer.at > failed_at]
    days = _different(since, zone)
    if days < DAYS:
        return Readiness(False, days, _missing(days, len(answers), len(since)))
    pairs = [answer for answer in since if answer.reviewed][-PAIRS:]
    if any(pair.reviewed < pair.gut for pair in pairs):
        return Readiness(False, days, "Solid, but lower after listening. Listen to the next two.")
    if len(pairs) < PAIRS:
        lacking = "two answers" if not pairs else "one more answer"
        return Readiness(False, days, f"Solid so far. Rate {lacking} again after listening.")
    return Readiness(True, days, "Ready: it held on three days, with three wordings.")


def _different(answers: Sequence[Rated], zone: tzinfo | None) -> int:
    """The most pairs of one day and one wording each, without using either twice; at most DAYS."""
    wordings: dict = {}
    for answer in answers:
        if answer.rating >= SOLID:
            wordings.setdefault(day_of(answer.at, zone), set()).add(answer.question)
    taken: dict[str, object] = {}
    for day in wordings:
        if _placed(day, wordings, taken, set()) and len(taken) == DAYS:
            break  # an area that was practiced for years has hundreds of days
    return len(taken)


def _placed(day, wordings: dict, taken: dict, tried: set[str]) -> bool:
    for question in sorted(wordings[day] - tried):
        tried.add(question)
        if question not in taken or _placed(taken[question], wordings, taken, tried):
            taken[question] = day
            return True
    return False


def _missing(days: int, answers: int, since: int) -> str:
    if not answers:
        return "Not practiced yet."
    if not since:
        return OPEN_AGAIN.sentence
    if not days:
        return "Not yet: it takes a Solid answer on three days, with three wordings."
    return f"Solid on {days} of {DAYS} days with different wordings."
