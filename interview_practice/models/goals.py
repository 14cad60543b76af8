"""Weekly goals, and the deeds that are counted by hand."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.core.errors import NotFound
from interview_practice.core.goals import KINDS
from interview_practice.models.base import db
from interview_practice.models.interviews import NEVER_REUSED


class Goal(db.Model):
    """How many of a kind the user wants in a week; 0 sets the goal aside."""

    kind: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[int]


class Deed(db.Model):
    """Something done towards a goal that the program cannot see: a person contacted, a tailored
    application sent."""

    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    on: Mapped[date] = mapped_column(index=True)
    note: Mapped[str] = mapped_column(default="")


def targets() -> dict[str, int]:
    """The target of every kind: the user's own, or the one suggested."""
    own = {goal.kind: goal.target for goal in db.session.scalars(select(Goal))}
    return {kind: own.get(kind, suggested.target) for kind, suggested in KINDS.items()}


def get_deed(deed: int) -> Deed:
    """The deed, or NotFound."""
    found = db.session.get(Deed, deed)
    if found is None:
        raise NotFound("There is no such entry. It may have been deleted.")
    return found


def deeds(since: date, until: date) -> list[Deed]:
    """What was counted by hand from `since` to `until`, both included, newest first."""
    query = select(Deed).where(Deed.on.between(since, until))
    return list(db.session.scalars(query.order_by(Deed.on.desc(), Deed.id.desc())))
