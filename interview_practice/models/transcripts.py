"""Transcripts and their segments: what the speech model heard."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Text, cast, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from interview_practice.core.errors import NotFound
from interview_practice.core.transcript import Segment, Span, Word, joined
from interview_practice.models.base import db

if TYPE_CHECKING:
    from interview_practice.models.attempts import Attempt


class Transcript(db.Model):
    """The words of an attempt. `state` is recording, transcribing, ready or failed."""

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    state: Mapped[str] = mapped_column(default="recording", index=True)
    text: Mapped[str] = mapped_column(Text, default="")
    first_text: Mapped[str | None] = mapped_column(Text)
    """What was heard at first, once a larger model has listened as well."""
    first_model: Mapped[str | None]
    correction: Mapped[str] = mapped_column(Text, default="", server_default="")
    """The words as the user corrected them; what was heard stays beside it."""
    transcribed_until: Mapped[int] = mapped_column(default=0)
    """The mark: samples at 16 kHz that are done with."""
    tries: Mapped[int] = mapped_column(default=0)
    """How often it was taken up again after the program died over it."""
    speech_model: Mapped[str | None]
    failure: Mapped[str | None]

    attempt: Mapped["Attempt"] = relationship(back_populates="transcript")
    segments: Mapped[list["SegmentRow"]] = relationship(
        order_by="SegmentRow.position", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def words(self) -> str:
        """The text to read and to search: corrected, else as heard."""
        return self.correction or self.text

    def heard(self) -> list[Segment]:
        return [row.segment() for row in self.segments]

    def extend(self, segment: Segment) -> None:
        self.segments.append(SegmentRow.of(segment, position=len(self.segments)))
        self.text = joined(self.heard())


class SegmentRow(db.Model):
    """One stretch of a transcript, its words and speech spans as JSON."""

    __tablename__ = "segment"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("transcript.attempt_id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[float]
    end: Mapped[float]
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[list] = mapped_column(JSON)
    speech: Mapped[list] = mapped_column(JSON)
    fillers: Mapped[list] = mapped_column(JSON)
    """null until they are looked for."""
    uncertain: Mapped[bool]

    @classmethod
    def of(cls, segment: Segment, position: int) -> "SegmentRow":
        return cls(
            position=position, start=segment.start, end=segment.end, text=segment.text,
            words=_rows(segment.words), speech=[list(span) for span in segment.speech],
            fillers=None if segment.fillers is None else _rows(segment.fillers),
            uncertain=segment.uncertain,
        )  # fmt: skip

    def add_fillers(self, fillers: tuple[Word, ...]) -> None:
        self.fillers = _rows(fillers)

    def segment(self) -> Segment:
        return Segment(
            self.start, self.end, self.text, _words(self.words), _spans(self.speech),
            None if self.fillers is None else _words(self.fillers), self.uncertain,
        )  # fmt: skip


def _rows(words: tuple[Word, ...]) -> list[list]:
    return [[word.word, word.start, word.end, word.probability] for word in words]


def _words(rows: list[list]) -> tuple[Word, ...]:
    return tuple(Word(*row) for row in rows)


def _spans(rows: list[list]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in rows)


def find(attempt: UUID) -> Transcript | None:
    """The transcript of an answer and the answer, in one query."""
    return db.session.get(Transcript, attempt, options=[joinedload(Transcript.attempt)])


def get(attempt: UUID) -> Transcript:
    """The transcript of an answer and the answer, or NotFound."""
    found = find(attempt)
    if found is None:
        raise NotFound("There is no such answer. It may have been deleted.")
    return found


def segments(attempt: UUID, after: int) -> list[SegmentRow]:
    """The segments of a transcript but for the first `after`."""
    query = select(SegmentRow).where(SegmentRow.attempt_id == attempt)
    query = query.where(SegmentRow.position >= after)
    return list(db.session.scalars(query.order_by(SegmentRow.position)))


def unsearched(attempt: UUID) -> SegmentRow | None:
    """The first segment of an answer in which no fillers were looked for yet."""
    query = select(SegmentRow).where(SegmentRow.attempt_id == attempt)
    query = query.where(cast(SegmentRow.fillers, Text) == "null")
    return db.session.scalar(query.order_by(SegmentRow.position).limit(1))


def waiting() -> list[UUID]:
    """Completed answers whose transcript is not made yet, oldest first."""
    from interview_practice.models.attempts import Attempt

    query = select(Transcript.attempt_id).join(Attempt).where(Transcript.state == "transcribing")
    return list(db.session.scalars(query.order_by(Attempt.completed_at)))


def ready(attempts: Iterable[UUID]) -> list[UUID]:
    """Those of some answers whose transcript is made."""
    query = select(Transcript.attempt_id).where(Transcript.state == "ready")
    return list(db.session.scalars(query.where(Transcript.attempt_id.in_(attempts))))
