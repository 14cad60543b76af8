"""Improved answers: what one would say now, kept with its question."""

from datetime import datetime

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.models.base import db


class ImprovedAnswer(db.Model):
    """The user's best words for one question of the bank."""

    __tablename__ = "improved_answer"

    question: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(index=True)


def of_question(slug: str) -> ImprovedAnswer | None:
    return db.session.get(ImprovedAnswer, slug)


def changed(since: datetime, until: datetime) -> list[ImprovedAnswer]:
    """Answers last improved from `since` until just before `until`."""
    query = select(ImprovedAnswer).where(
        ImprovedAnswer.changed_at >= since, ImprovedAnswer.changed_at < until
    )
    return list(db.session.scalars(query.order_by(ImprovedAnswer.changed_at)))
