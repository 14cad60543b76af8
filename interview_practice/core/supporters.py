"""A support team of five roles, and whom to turn to next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from interview_practice.core.days import named

OUT_OF_TOUCH = timedelta(days=21)
FRESH_NO = timedelta(days=7)
JUST_SPOKEN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Role:
    """A role: what to call it, who it is, and what to ask them for."""

    name: str
    who: str
    ask: str


ROLES: dict[str, Role] = {
    "mentor": Role(
        "Mentor",
        "Has done the work you want to do.",
        "Ask what they would look for in an answer like yours.",
    ),
    "fellow-seeker": Role(
        "Fellow seeker",
        "Is looking too.",
        "Ask each other three questions aloud.",
    ),
    "believer": Role(
        "Believer",
        "Knew you before this search and thinks well of you.",
        "Tell them how it is going. It need not be about the interview.",
    ),
    "checker": Role(
        "Checker",
        "Asks you once a week what you did.",
        "Tell them this week's goal, and when they may ask.",
    ),
    "critic": Role(
        "Honest critic",
        "Listens to an answer and says what is missing.",
        "Play them one answer and ask what they would cut.",
    ),
}


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    role: str
    name: str
    contacted_on: date | None


@dataclass(frozen=True, slots=True)
class Nudge:
    """One suggestion. `person` is None when it is about a role that nobody has yet."""

    sentence: str
    role: str
    person: int | None = None


def nudge(team: Sequence[Person], rejected_on: date | None, today: date) -> Nudge | None:
    """Whom to turn to next: the believer after a fresh no, then whoever was not met for longest,
    then an empty role. None when everybody was spoken to lately."""
    return _after_a_no(team, rejected_on, today) or _out_of_touch(team, today) or _vacant(team)


def _after_a_no(team: Sequence[Person], rejected_on: date | None, today: date) -> Nudge | None:
    if rejected_on is None or not rejected_on <= today < rejected_on + FRESH_NO:
        return None
    believers = [p for p in team if p.role == "believer" and not _since(p, today, JUST_SPOKEN)]
    if not believers:
        return None
    person = min(believers, key=_longest_ago)
    sentence = f"{person.name} is on your team as a believer. A short message today is enough."
    return Nudge(sentence, "believer", person.id)


def _out_of_touch(team: Sequence[Person], today: date) -> Nudge | None:
    waiting = [person for person in team if not _since(person, today, OUT_OF_TOUCH)]
    if not waiting:
        return None
    person = min(waiting, key=_longest_ago)
    spoken = person.contacted_on
    when = f"You last spoke with {person.name} on {named(spoken, today)}." if spoken else (
        f"You have not turned to {person.name} yet.")  # fmt: skip
    return Nudge(f"{when} {ROLES[person.role].ask}", person.role, person.id)


def _vacant(team: Sequence[Person]) -> Nudge | None:
    taken = {person.role for person in team}
    role = next((role for role in ROLES if role not in taken), None)
    if role is None:
        return None
    name, who = ROLES[role].name.lower(), ROLES[role].who
    return Nudge(f"Nobody is your {name} yet: somebody who {who[0].lower()}{who[1:]}", role)


def _since(person: Person, today: date, time: timedelta) -> bool:
    return person.contacted_on is not None and today - person.contacted_on < time


def _longest_ago(person: Person):
    return (person.contacted_on or date.min, person.name)
