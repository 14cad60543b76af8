"""Stories: what one has done, told by situation, task, action, result and learning."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from interview_practice.core.errors import NotFound
from interview_practice.models.base import db
from interview_practice.models.interviews import NEVER_REUSED


class Story(db.Model):
    """One story and the areas it answers."""

    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    areas: Mapped[list] = mapped_column(JSON, default=list)
    situation: Mapped[str] = mapped_column(Text, default="")
    task: Mapped[str] = mapped_column(Text, default="")
    action: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    learning: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]

    uses: Mapped[list["StoryUse"]] = relationship(
        back_populates="story", order_by="StoryUse.on.desc(), StoryUse.id.desc()",
        cascade="all, delete-orphan", passive_deletes=True,
    )  # fmt: skip

    @property
    def last_used(self) -> date | None:
        return self.uses[0].on if self.uses else None


class StoryUse(db.Model):
    """A time the story was told: in answer to an asked question, or in practice.

    Neither is a foreign key: that the story was told stays true when they are deleted.
    """

    __tablename__ = "story_use"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"), index=True)
    on: Mapped[date]
    asked_question_id: Mapped[int | None] = mapped_column(unique=True)
    attempt_id: Mapped[UUID | None] = mapped_column(unique=True)

    story: Mapped[Story] = relationship(back_populates="uses")


def get(story: int) -> Story:
    """The story, or NotFound."""
    found = db.session.get(Story, story)
    if found is None:
        raise NotFound("There is no such story. It may have been deleted.")
    return found


def everything() -> list[Story]:
    """Every story, by title."""
    return list(db.session.scalars(select(Story).order_by(func.lower(Story.title), Story.id)))


def told_for(asked_questions: list[int]) -> dict[int, Story]:
    """The story told in answer to each of these asked questions."""
    query = select(StoryUse).where(StoryUse.asked_question_id.in_(asked_questions))
    return {use.asked_question_id: use.story for use in db.session.scalars(query)}


def told_in(attempt: UUID) -> Story | None:
    """The story told in an answer."""
    use = db.session.scalars(select(StoryUse).where(StoryUse.attempt_id == attempt)).first()
    return use and use.story
