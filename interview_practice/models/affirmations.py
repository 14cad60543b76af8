"""The user's own lines: true sentences worth reading again."""

from datetime import datetime

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.core.errors import NotFound
from interview_practice.models.base import db
from interview_practice.models.interviews import NEVER_REUSED


class Affirmation(db.Model):
    """One line, and whether it may appear on the Today page."""

    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    on_today: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]


def get(affirmation: int) -> Affirmation:
    """The line, or NotFound."""
    found = db.session.get(Affirmation, affirmation)
    if found is None:
        raise NotFound("There is no such line. It may have been deleted.")
    return found


def everything() -> list[Affirmation]:
    """Every line, oldest first."""
    return list(db.session.scalars(select(Affirmation).order_by(Affirmation.id)))


def for_today() -> list[Affirmation]:
    """The lines the user wants on the Today page, oldest first."""
    query = select(Affirmation).where(Affirmation.on_today).order_by(Affirmation.id)
    return list(db.session.scalars(query))
