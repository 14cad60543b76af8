"""Practice sessions and their turns: which questions were asked, and why."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from interview_practice.core.errors import NotFound
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db


class PracticeSession(db.Model):
    """One mock interview: an ordered run of questions."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    focus: Mapped[str]
    """today, missed, warm-up, an area, one question, or interview/ and its number."""
    length: Mapped[int]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(index=True)

    turns: Mapped[list["Turn"]] = relationship(order_by="Turn.position", back_populates="session")

    @property
    def current(self) -> "Turn | None":
        """The turn that waits for an answer; None when the session is over."""
        return next((turn for turn in self.turns if turn.ended_at is None), None)

    @property
    def asked(self) -> int:
        """How many questions were asked, follow-ups not counted."""
        return sum(turn.follow_up is None for turn in self.turns)


class Turn(db.Model):
    """A question that a session asked, and why."""

    __table_args__ = (UniqueConstraint("session_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("practice_session.id"))
    position: Mapped[int]
    question: Mapped[str]
    area: Mapped[str]
    reason: Mapped[str]
    skipped: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None]
    drill: Mapped[str | None]
    """The drill that this turn runs, by its slug."""
    follow_up: Mapped[str | None] = mapped_column(Text)
    """What is asked on after an answer, in a turn of its own; None for a question."""
    follows: Mapped[UUID | None]
    """The answer it follows; no foreign key, since that answer may be deleted."""

    session: Mapped[PracticeSession] = relationship(back_populates="turns")
    attempts: Mapped[list[Attempt]] = relationship(
        order_by="Attempt.started_at", back_populates="turn"
    )

    @property
    def answer(self) -> Attempt | None:
        """The latest completed take."""
        return next((a for a in reversed(self.attempts) if a.completed_at), None)

    @property
    def takes(self) -> list[Attempt]:
        """The completed takes, oldest first."""
        return [attempt for attempt in self.attempts if attempt.completed_at]


def get(session: UUID) -> PracticeSession:
    """The session, or NotFound."""
    found = db.session.get(PracticeSession, session)
    if found is None:
        raise NotFound("There is no such practice session.")
    return found


def open_session() -> PracticeSession | None:
    """The session that was left in the middle, if any."""
    query = select(PracticeSession).where(PracticeSession.finished_at.is_(None))
    return db.session.scalars(query.order_by(PracticeSession.started_at.desc()).limit(1)).first()


def last_asked() -> str | None:
    """The question asked most recently in any session."""
    return db.session.scalars(select(Turn.question).order_by(Turn.id.desc()).limit(1)).first()


def tried(area: str, since: datetime) -> dict[str, list[int]]:
    """The drills that ran in an area since then, each with the best rating (0: none) of a turn."""
    query = (
        select(Turn.drill, func.max(func.coalesce(Attempt.rating, 0)))
        .join(Attempt)
        .where(Turn.area == area, Turn.drill.is_not(None))
        .where(Attempt.started_at >= since, Attempt.completed_at.is_not(None))
        .group_by(Turn.id)
        .order_by(Turn.id)
    )
    found: dict[str, list[int]] = {}
    for drill, rating in db.session.execute(query):
        found.setdefault(drill, []).append(rating)
    return found
