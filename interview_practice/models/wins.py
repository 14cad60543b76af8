"""Wins: written down by hand, or noticed by the program and changed since."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Mapped, contains_eager, joinedload, mapped_column

from interview_practice.core.errors import NotFound
from interview_practice.models.base import db
from interview_practice.models.interviews import NEVER_REUSED, AskedQuestion, Interview


class Win(db.Model):
    """Something that went well. With `key` it stands in place of the win noticed under that key;
    `hidden` when the user did not want that one."""

    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column(index=True)
    text: Mapped[str]
    key: Mapped[str | None] = mapped_column(unique=True)
    hidden: Mapped[bool] = mapped_column(default=False)


def get(win: int) -> Win:
    """The win, or NotFound."""
    found = db.session.get(Win, win)
    if found is None:
        raise NotFound("There is no such entry. It may have been deleted.")
    return found


def written() -> list[Win]:
    """Every row, newest first."""
    return list(db.session.scalars(select(Win).order_by(Win.on.desc(), Win.id.desc())))


def by_key(key: str) -> Win | None:
    """The row that stands in place of a noticed win."""
    return db.session.scalars(select(Win).where(Win.key == key)).first()


def held() -> list[AskedQuestion]:
    """Questions of real interviews in practiced areas where the practice held."""
    query = select(AskedQuestion).where(AskedQuestion.held.is_(True)).join(AskedQuestion.interview)
    whole = contains_eager(AskedQuestion.interview).joinedload(Interview.application)
    query = query.options(whole).order_by(Interview.on, AskedQuestion.id)
    return list(db.session.scalars(query))


def great_rounds() -> list[Interview]:
    """Finals and offers, oldest first."""
    query = select(Interview).where(or_(Interview.stage == "final", Interview.outcome == "offer"))
    query = query.options(joinedload(Interview.application))
    return list(db.session.scalars(query.order_by(Interview.on, Interview.id)))
