"""The support team: people with one of five roles."""

from datetime import date

from sqlalchemy import Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.core.errors import NotFound
from interview_practice.models.base import db
from interview_practice.models.interviews import NEVER_REUSED


class Supporter(db.Model):
    """Somebody to turn to. Nobody is told that they are on this list."""

    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    name: Mapped[str]
    reach: Mapped[str] = mapped_column(default="")
    """How to reach them, in the user's words."""
    notes: Mapped[str] = mapped_column(Text, default="")
    contacted_on: Mapped[date | None]


def get(supporter: int) -> Supporter:
    """The person, or NotFound."""
    found = db.session.get(Supporter, supporter)
    if found is None:
        raise NotFound("There is no such person on your team. The entry may have been deleted.")
    return found


def everybody() -> list[Supporter]:
    """The whole team, by name."""
    order = (func.lower(Supporter.name), Supporter.id)
    return list(db.session.scalars(select(Supporter).order_by(*order)))
