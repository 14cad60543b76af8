"""Marks on questions: the starred ones, and those that are never to be asked."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.models.base import db


class QuestionMark(db.Model):
    """What the user marked about one question."""

    question: Mapped[str] = mapped_column(primary_key=True)
    starred: Mapped[bool] = mapped_column(default=False)
    never: Mapped[bool] = mapped_column(default=False, index=True)


def starred() -> set[str]:
    """The slugs of starred questions."""
    query = select(QuestionMark.question).where(QuestionMark.starred)
    return set(db.session.scalars(query))


def never() -> set[str]:
    """The slugs of questions that are not to be asked."""
    query = select(QuestionMark.question).where(QuestionMark.never)
    return set(db.session.scalars(query))
