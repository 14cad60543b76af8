"""The last deletion, kept so that it can be undone."""

from datetime import datetime

from sqlalchemy import JSON, select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.models.base import db


class Deletion(db.Model):
    """What was deleted last: its rows as plain values, parents first."""

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    """In words: the interview at Acme."""
    at: Mapped[datetime]
    rows: Mapped[list] = mapped_column(JSON)
    """[table, {column: value}] each; for an own question its slug and the lines of its entry."""


def last() -> Deletion | None:
    """The deletion that can be undone, if there is one."""
    return db.session.scalars(select(Deletion).order_by(Deletion.id.desc()).limit(1)).first()
