"""Attempts: one answer, spoken or typed, to one question."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from interview_practice.core.errors import NotFound
from interview_practice.models.base import db
from interview_practice.models.reviews import Review, effective

if TYPE_CHECKING:
    from interview_practice.models.sessions import Turn
    from interview_practice.models.transcripts import Transcript


LATEST_TAKES = 12
"""Answers to one question that its pages list."""


class Attempt(db.Model):
    """One answer. `wording` is the question as it was asked, whatever the bank says later."""

    __table_args__ = (
        # With the columns that lists and sums ask for, so that counting reads no answer.
        Index("ix_attempt_started_at", "started_at", "completed_at", "area", "rating"),
        Index("ix_attempt_area_started_at", "area", "started_at", "completed_at", "rating"),
        Index("ix_attempt_rating_started_at", "rating", "started_at", "completed_at"),
        Index("ix_attempt_question_started_at", "question", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turn.id"), index=True)
    question: Mapped[str]
    wording: Mapped[str] = mapped_column(Text)
    area: Mapped[str]
    target_seconds: Mapped[int]
    started_at: Mapped[datetime]
    completed_at: Mapped[datetime | None] = mapped_column(index=True)
    sample_rate: Mapped[int | None]
    """Hz; None for a typed answer."""
    length: Mapped[int | None]
    """Bytes of PCM once complete."""
    rating: Mapped[int | None]
    """The rating in force, a cache of the reviews: after listening, else from the gut."""
    notes: Mapped[str] = mapped_column(Text, default="")

    turn: Mapped["Turn | None"] = relationship(back_populates="attempts")
    transcript: Mapped["Transcript"] = relationship(
        back_populates="attempt", cascade="all, delete-orphan", passive_deletes=True
    )
    reviews: Mapped[list[Review]] = relationship(
        primaryjoin="foreign(Review.attempt_id) == Attempt.id",
        order_by="Review.id",
        viewonly=True,
    )

    @property
    def spoken(self) -> bool:
        return self.sample_rate is not None

    @property
    def seconds(self) -> float:
        """Length of a completed spoken answer."""
        return (self.length or 0) / 2 / self.sample_rate if self.sample_rate else 0.0

    def standing(self, stage: str) -> Review | None:
        """The review in force at a stage, `gut` or `reviewed`."""
        return next((r for r in reversed(effective(self.reviews)) if r.stage == stage), None)


def get(attempt: UUID) -> Attempt:
    """The attempt, or NotFound."""
    found = db.session.get(Attempt, attempt)
    if found is None:
        raise NotFound("There is no such answer. It may have been deleted.")
    return found


def latest(limit: int) -> list[Attempt]:
    """The last completed answers, newest first."""
    query = select(Attempt).where(Attempt.completed_at.is_not(None))
    return list(db.session.scalars(query.order_by(Attempt.started_at.desc()).limit(limit)))


def unfinished() -> list[Attempt]:
    """Spoken answers that were begun and never completed, newest first."""
    query = select(Attempt).where(Attempt.completed_at.is_(None))
    return list(db.session.scalars(query.order_by(Attempt.started_at.desc())))


def of_question(slug: str) -> list[Attempt]:
    """The latest answers to a question, newest first."""
    query = select(Attempt).where(Attempt.question == slug)
    return list(db.session.scalars(query.order_by(Attempt.started_at.desc()).limit(LATEST_TAKES)))


def first_and_latest(question: str = "", area: str = "") -> tuple[list[Attempt], int]:
    """The first and the latest finished spoken answer to a question, or in an area, and how many
    there are; the same one twice when it is the only one."""
    query = select(Attempt).where(
        Attempt.completed_at.is_not(None), Attempt.sample_rate.is_not(None)
    )
    query = query.where(Attempt.question == question if question else Attempt.area == area)
    at = Attempt.started_at
    ends = [db.session.scalar(query.order_by(by).limit(1)) for by in (at, at.desc())]
    count = db.session.scalar(query.with_only_columns(func.count()))
    return [attempt for attempt in ends if attempt], count


def rated_before(areas: Collection[str], moment: datetime) -> set[str]:
    """Those of the areas in which an answer was rated before a moment."""
    query = select(Attempt.area).where(Attempt.area.in_(areas), Attempt.started_at < moment)
    return set(db.session.scalars(query.where(Attempt.rating.is_not(None)).distinct()))


def kept(hexes: Iterable[str]) -> set[str]:
    """Those of the answers, named by their id in hex, that were not deleted."""
    query = select(Attempt.id).where(Attempt.id.in_([UUID(text) for text in hexes]))
    return {attempt.hex for attempt in db.session.scalars(query)}
