"""Weekly goals: set them, count by hand, and see how far the week is."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from interview_practice.actions import deletions
from interview_practice.actions.transactions import transaction
from interview_practice.core import fields
from interview_practice.core.days import DAY_STARTS
from interview_practice.core.errors import Invalid
from interview_practice.core.goals import KINDS, MOST, Progress, week_of
from interview_practice.models import goals, skills
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.goals import Deed, Goal
from interview_practice.models.interviews import Application


def set_targets(targets: Mapping[str, int]) -> None:
    """Set how many of each kind make a week. Raises Invalid outside 0 to 99."""
    for kind, target in targets.items():
        if kind not in KINDS:
            raise Invalid(f"There is no goal called {kind!r}.")
        if not 0 <= target <= MOST:
            raise Invalid(f"A goal is a number from 0 to {MOST}, not {target}.")
    with transaction() as tx:
        for kind, target in targets.items():
            tx.merge(Goal(kind=kind, target=target))


def count(kind: str, given: Mapping[str, str], today: date) -> int:
    """Count one deed by hand and return its id. `given` holds on and note."""
    if kind not in KINDS or not KINDS[kind].by_hand:
        raise Invalid("This is counted by the program, from what you do here.")
    values = _values(given, today)
    with transaction() as tx:
        deed = Deed(kind=kind, **values)
        tx.add(deed)
        tx.flush()
        return deed.id


def change(deed_id: int, given: Mapping[str, str], today: date) -> None:
    values = _values(given, today)
    with transaction():
        deed = goals.get_deed(deed_id)
        deed.on, deed.note = values["on"], values["note"]


def delete(deed_id: int, now: datetime) -> None:
    """Delete a deed, for one undo."""
    with transaction():
        deed = goals.get_deed(deed_id)
        about = f" “{deed.note}”" if deed.note else ""
        deletions.remove(f"The entry{about} under {KINDS[deed.kind].many}", [deed], now)


def progress(day: date, now: datetime) -> list[Progress]:
    """The goals of the week around a day."""
    since, until = week_of(day)
    done, targets = counts(since, until, now), goals.targets()
    return [Progress(kind, done[kind], targets[kind]) for kind in KINDS]


def counts(since: date, until: date, now: datetime) -> dict[str, int]:
    """What was done from `since` to `until`, both included, by kind."""
    begin, end = _span(since, until, now)
    by_hand = [deed.kind for deed in goals.deeds(since, until)]
    return {
        "answers": _number(Attempt.completed_at >= begin, Attempt.completed_at < end),
        "applications": by_hand.count("applications")
        + _number(Application.cv_tailored.is_(True), Application.created_at >= begin,
                  Application.created_at < end),
        "contacts": by_hand.count("contacts"),
        "steps": len(skills.steps_done(since, until)),
    }  # fmt: skip


def _span(since: date, until: date, now: datetime) -> tuple[datetime, datetime]:
    starts = time(DAY_STARTS.hour, tzinfo=now.tzinfo)
    return datetime.combine(since, starts), datetime.combine(until + timedelta(days=1), starts)


def _number(*conditions) -> int:
    return db.session.scalar(select(func.count()).where(*conditions)) or 0


def _values(given: Mapping[str, str], today: date) -> dict:
    return {
        "on": fields.past_day("The day", given.get("on"), today),
        "note": fields.optional_line("The note", given.get("note")),
    }
