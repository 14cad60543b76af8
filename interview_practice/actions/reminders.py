"""Reminders: everything there is to think of, done or not, and the calendar file of it."""

import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import or_, select

from interview_practice.actions import deletions
from interview_practice.actions.transactions import transaction
from interview_practice.core import fields
from interview_practice.core import reminders as rules
from interview_practice.core.errors import Invalid, NotFound
from interview_practice.core.icalendar import Event, calendar
from interview_practice.models import interviews, letters, reminders, skills
from interview_practice.models.base import db
from interview_practice.models.interviews import Application, Interview
from interview_practice.models.reminders import Mark, Reminder

FILE = "reminders.ics"
MOST_MONTHS = 24


def gather(today: date) -> list[rules.Reminder]:
    """Every reminder that is open or still to come, done or not."""
    found = [*_feedback_requests(), *_interview_dates(today), *_skill_deadlines(), *_own(today)]
    return [reminder for reminder in found if not reminder.over(today)]


def add(given: Mapping[str, str]) -> int:
    """Keep a reminder and return its id. `given` holds title, on, note, months (empty: once)."""
    values = _values(given)
    with transaction() as tx:
        reminder = Reminder(**values)
        tx.add(reminder)
        tx.flush()
        return reminder.id


def change(reminder_id: int, given: Mapping[str, str]) -> None:
    values = _values(given)
    with transaction():
        reminder = reminders.get(reminder_id)
        for name, value in values.items():
            setattr(reminder, name, value)


def delete(reminder_id: int, now: datetime) -> None:
    """Delete a reminder the user made, for one undo."""
    with transaction():
        reminder = reminders.get(reminder_id)
        deletions.remove(f"The reminder “{reminder.title}”", [reminder], now)


def keep_in_touch(interview_id: int, today: date) -> int:
    """Check in with a company every three months from its no on, until the series is deleted."""
    with transaction() as tx:
        interview = interviews.get(interview_id)
        if held := reminders.check_in_for(interview_id):
            return held.id
        company = interview.application.company
        series = Reminder(
            title=f"Check in with {company}" if company else "Check in after a no",
            on=interview.rejected_on or today,
            months=rules.CHECK_IN_MONTHS,
            interview_id=interview_id,
        )
        tx.add(series)
        tx.flush()
        return series.id


def finish(key: str, today: date, now: datetime) -> None:
    """Mark a reminder as done with. Raises NotFound when there is none under that key."""
    if key not in {reminder.key for reminder in gather(today)}:
        raise NotFound("There is no such reminder. It may be over already.")
    with transaction() as tx:
        tx.merge(Mark(key=key, at=now))


def reopen(key: str) -> None:
    """Take a mark back."""
    with transaction() as tx:
        if mark := tx.get(Mark, key):
            tx.delete(mark)


def calendar_file(today: date, now: datetime) -> str:
    """All reminders that are not done, as a calendar."""
    return calendar(events(today), now, "Interview practice")


def events(today: date) -> list[Event]:
    """All reminders that are not done, by their days."""
    done = reminders.done()
    found = [rules.event(r) for r in gather(today) if r.key not in done]
    return sorted(found, key=lambda event: (event.first, event.uid))


def publish(folder: Path, today: date, now: datetime) -> Path:
    """Write the calendar into the data folder, for calendar programs that watch a file."""
    path = folder / FILE
    part = path.with_name(FILE + ".part")
    part.write_text(calendar_file(today, now), encoding="utf-8", newline="")
    part.chmod(0o600)
    os.replace(part, path)
    return path


def _feedback_requests() -> list[rules.Reminder]:
    asked = letters.sent("feedback-request")
    return [
        rules.feedback_request(no.id, no.application.company, no.rejected_on)
        for no in interviews.rejections()
        if no.rejected_on and not no.feedback and no.id not in asked
    ]


def _interview_dates(today: date) -> list[rules.Reminder]:
    """Rounds to come: one an application and day, whether it was logged as a round or as a date.
    A round with questions has taken place."""
    query = select(Interview).join(Application).where(
        or_(Interview.on >= today, Interview.next_date >= today),
        Interview.outcome.not_in(("rejected", "withdrawn")),
    )  # fmt: skip
    found = {}
    for interview in db.session.scalars(query.order_by(Interview.id)):
        about = interview.application
        ahead = None if interview.asked else interview.on
        for day in (ahead, interview.next_date):
            if day and day >= today:
                reminder = rules.interview_date(interview.id, day, about.company, about.role)
                found.setdefault((about.id, day), reminder)
    return list(found.values())


def _skill_deadlines() -> list[rules.Reminder]:
    return [
        rules.skill_deadline(skill.id, skill.name, skill.deadline, skill.steps_left)
        for skill in skills.with_deadline()
    ]


def _own(today: date) -> list[rules.Reminder]:
    found, sent = [], letters.sent("check-in")
    for row in reminders.everything():
        if row.months:
            series = rules.check_ins(row.id, row.title, row.on, row.months, today, row.interview_id)
            found += [r for r in series if not r.answered(sent.get(row.interview_id))]
        else:
            found.append(rules.own(row.id, row.title, row.on, row.note))
    return found


def _values(given: Mapping[str, str]) -> dict:
    on = fields.day("The day", given.get("on"))
    if on is None:
        raise Invalid("Choose the day on which you want to be reminded.")
    months = given.get("months") or ""
    if months and not (months.isdecimal() and 1 <= int(months) <= MOST_MONTHS):
        raise Invalid(f"A reminder repeats every 1 to {MOST_MONTHS} months, or not at all.")
    return {
        "title": fields.line("The reminder", given.get("title")),
        "note": fields.prose("The note", given.get("note")),
        "on": on,
        "months": int(months) if months else None,
    }
