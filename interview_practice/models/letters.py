"""Letters: drafts that the user changes and sends by other means."""

from datetime import date, datetime

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.core.errors import NotFound
from interview_practice.models.base import db
from interview_practice.models.interviews import NEVER_REUSED, Interview


class Letter(db.Model):
    """One letter as it stands. The program never sends it; `sent_on` is what the user says."""

    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    interview_id: Mapped[int | None] = mapped_column(index=True)
    """No foreign key: the letter outlives a deleted interview, and finds it again after an undo."""
    to: Mapped[str] = mapped_column(default="")
    """How they are addressed: Ms. Ito."""
    address: Mapped[str] = mapped_column(default="")
    subject: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    sent_on: Mapped[date | None] = mapped_column(index=True)

    @property
    def interview(self) -> Interview | None:
        return db.session.get(Interview, self.interview_id) if self.interview_id else None


def get(letter: int) -> Letter:
    """The letter, or NotFound."""
    found = db.session.get(Letter, letter)
    if found is None:
        raise NotFound("There is no such letter. It may have been deleted.")
    return found


def everything() -> list[Letter]:
    """Every letter, the one changed last first."""
    return list(db.session.scalars(select(Letter).order_by(Letter.changed_at.desc(), Letter.id)))


def about(interview: int) -> list[Letter]:
    """The letters that belong to an interview, oldest first."""
    query = select(Letter).where(Letter.interview_id == interview).order_by(Letter.id)
    return list(db.session.scalars(query))


def sent(kind: str) -> dict[int, date]:
    """When a letter of this kind was last sent, by interview."""
    query = select(Letter).where(Letter.kind == kind, Letter.sent_on.is_not(None))
    letters = db.session.scalars(query.order_by(Letter.sent_on))
    return {letter.interview_id: letter.sent_on for letter in letters if letter.interview_id}


def last_signature() -> str:
    """The name the last letter was signed with."""
    query = select(Letter.signature).where(Letter.signature != "").order_by(Letter.id.desc())
    return db.session.scalars(query.limit(1)).first() or ""
