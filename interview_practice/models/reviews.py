"""Reviews, the log of ratings, and what it adds up to: cards and histories."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Row, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from interview_practice.core.schedule import Memory
from interview_practice.core.struggles import Evidence
from interview_practice.models.base import db

RECENT = 5


class Review(db.Model):
    """One rating of one area at one time: the log, only ever added to.

    Taking a rating back adds a row that `retracts` it.
    """

    __table_args__ = (
        CheckConstraint("rating between 1 and 4", name="rating"),
        Index("ix_review_area_at", "area", "at"),
        Index("ix_review_question_at", "question", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(index=True)
    """No foreign key: the log outlives a deleted answer, and still knows one from another."""
    question: Mapped[str]
    area: Mapped[str]
    at: Mapped[datetime]
    stage: Mapped[str]
    """gut, or reviewed: given after listening."""
    rating: Mapped[int]
    ticks: Mapped[list] = mapped_column(JSON, default=list)
    retracts: Mapped[int | None] = mapped_column(ForeignKey("review.id"), unique=True)


class Card(db.Model):
    """The memory of an area: a cache of what its reviews add up to."""

    area: Mapped[str] = mapped_column(primary_key=True)
    stability: Mapped[float]
    difficulty: Mapped[float]
    due: Mapped[datetime] = mapped_column(index=True)
    last_review: Mapped[datetime]
    last_rating: Mapped[int]
    recent: Mapped[list] = mapped_column(JSON)
    """The last ratings as [rating, moment], oldest first."""

    def memory(self) -> Memory:
        return Memory(self.stability, self.difficulty, self.due, self.last_review, self.last_rating)

    def evidence(self) -> list[Evidence]:
        return [
            Evidence(self.area, rating, datetime.fromisoformat(at), "review")
            for rating, at in self.recent
        ]


class History(db.Model):
    """What became of one question: a cache of its reviews."""

    question: Mapped[str] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(index=True)
    answers: Mapped[int]
    last_at: Mapped[datetime]
    last_rating: Mapped[int]
    missed_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it was last rated Froze or Shaky; None once it held on a later day."""


def effective(reviews: Sequence[Review | Row]) -> list:
    """The reviews that stand: without retractions and what they took back."""
    taken_back = {review.retracts for review in reviews}
    return [r for r in reviews if r.retracts is None and r.id not in taken_back]


def ratings(reviews: Sequence[Row]) -> list[tuple[int, datetime]]:
    """One (rating, time) an answer, oldest first: from the gut, or as corrected after listening."""
    by_attempt: dict[UUID, tuple[int, datetime]] = {}
    for review in sorted(effective(reviews), key=lambda review: review.stage == "reviewed"):
        first = by_attempt.get(review.attempt_id)
        by_attempt[review.attempt_id] = (review.rating, first[1] if first else review.at)
    return sorted(by_attempt.values(), key=lambda item: item[1])


LOGGED = (Review.id, Review.attempt_id, Review.question, Review.area, Review.at, Review.stage,
          Review.rating, Review.retracts)  # fmt: skip
"""What a log is read for: plain rows, since an area that was practiced for years has thousands."""


def log_of_area(area: str) -> Sequence[Row]:
    return db.session.execute(select(*LOGGED).where(Review.area == area).order_by(Review.id)).all()


def log_of_question(question: str) -> Sequence[Row]:
    query = select(*LOGGED).where(Review.question == question)
    return db.session.execute(query.order_by(Review.id)).all()


def logs_by(column: str) -> Iterator[tuple[str, list[Row]]]:
    """Every area, or question, with its whole log."""
    key = getattr(Review, column)
    rows = db.session.execute(select(*LOGGED).order_by(key, Review.id))
    return ((name, list(log)) for name, log in groupby(rows, key=attrgetter(column)))


LACKING = {"answered": "missed-the-question", "example": "no-example", "part": "part",
           "result": "no-result", "ending": "closed-badly"}  # fmt: skip
"""What it means when one of the five ticks was not given."""


def lacking(area: str) -> list[str]:
    """What the last answer of an area that was listened to lacked, by the five ticks."""
    other = aliased(Review)
    taken_back = select(other.id).where(other.retracts == Review.id).exists()
    query = select(Review.ticks).where(
        Review.area == area, Review.stage == "reviewed", Review.retracts.is_(None), ~taken_back
    )
    ticks = db.session.scalar(query.order_by(Review.at.desc(), Review.id.desc()).limit(1))
    return [] if ticks is None else [lack for tick, lack in LACKING.items() if tick not in ticks]


def cards() -> list[Card]:
    return list(db.session.scalars(select(Card)))


def due_dates() -> dict[str, datetime]:
    """When each area comes back."""
    return {area: due for area, due in db.session.execute(select(Card.area, Card.due))}


def histories(questions: Collection[str]) -> dict[str, History]:
    """What became of these questions; those never answered have no entry."""
    query = select(History).where(History.question.in_(questions))
    return {history.question: history for history in db.session.scalars(query)}


def answered() -> set[str]:
    """The slugs of all questions that were answered and rated."""
    return set(db.session.scalars(select(History.question)))


def missed_slugs() -> set[str]:
    return set(db.session.scalars(select(History.question).where(History.missed_at.is_not(None))))


def missed(never: Collection[str] = (), most: int | None = None) -> list[History]:
    """Questions rated Froze or Shaky that have not held on a later day, oldest miss first: at
    `most` so many, and none of `never`."""
    query = select(History).where(History.missed_at.is_not(None), History.question.not_in(never))
    return list(db.session.scalars(query.order_by(History.missed_at).limit(most)))
