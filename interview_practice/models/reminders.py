"""Reminders the user made, and which ones are done with."""

from datetime import date, datetime

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.core.errors import NotFound
from interview_practice.models.base import db
from interview_practice.models.interviews import NEVER_REUSED


class Reminder(db.Model):
    """Once on a day, or every so many months from that day on."""

    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    note: Mapped[str] = mapped_column(Text, default="")
    on: Mapped[date]
    months: Mapped[int | None]
    """Repeats after so many months, counted from `on`; None: once."""
    interview_id: Mapped[int | None] = mapped_column(index=True)


class Mark(db.Model):
    """A reminder that is done with, by the key that core.reminders gives it."""

    __tablename__ = "reminder_mark"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def get(reminder: int) -> Reminder:
    """The reminder, or NotFound."""
    found = db.session.get(Reminder, reminder)
    if found is None:
        raise NotFound("There is no such reminder. It may have been deleted.")
    return found


def everything() -> list[Reminder]:
    """Every reminder the user made, by day."""
    return list(db.session.scalars(select(Reminder).order_by(Reminder.on, Reminder.id)))


def check_in_for(interview: int) -> Reminder | None:
    """The series of check-ins that belongs to an interview."""
    query = select(Reminder).where(Reminder.interview_id == interview, Reminder.months.is_not(None))
    return db.session.scalars(query.order_by(Reminder.id)).first()


def done() -> set[str]:
    """The keys of everything that is done with."""
    return set(db.session.scalars(select(Mark.key)))
