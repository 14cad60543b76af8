"""Skill gaps: what a job asked for that is not there yet, and the steps towards it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from interview_practice.core.errors import NotFound
from interview_practice.models.base import db
from interview_practice.models.interviews import NEVER_REUSED, AskedQuestion, Interview


class Skill(db.Model):
    """One gap, where it showed, and the plan to close it."""

    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    source: Mapped[str] = mapped_column(Text, default="")
    """Where it was named: the line of a debrief or of a job description."""
    plan: Mapped[str] = mapped_column(Text, default="")
    deadline: Mapped[date | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    closed_on: Mapped[date | None]

    steps: Mapped[list["SkillStep"]] = relationship(
        back_populates="skill", order_by="SkillStep.id",
        cascade="all, delete-orphan", passive_deletes=True,
    )  # fmt: skip

    @property
    def steps_left(self) -> int:
        return sum(step.done_on is None for step in self.steps)


class SkillStep(db.Model):
    """One thing to do for a skill, small enough for a day."""

    __tablename__ = "skill_step"
    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    done_on: Mapped[date | None] = mapped_column(index=True)

    skill: Mapped[Skill] = relationship(back_populates="steps")


def get(skill: int) -> Skill:
    """The skill, or NotFound."""
    found = db.session.get(Skill, skill)
    if found is None:
        raise NotFound("There is no such skill. It may have been deleted.")
    return found


def get_step(step: int) -> SkillStep:
    """The step, or NotFound."""
    found = db.session.get(SkillStep, step)
    if found is None:
        raise NotFound("There is no such step. It may have been deleted.")
    return found


def everything() -> list[Skill]:
    """Open skills by deadline, then closed ones."""
    order = (Skill.closed_on.is_not(None), Skill.deadline.is_(None), Skill.deadline, Skill.id)
    return list(db.session.scalars(select(Skill).order_by(*order)))


def with_deadline() -> list[Skill]:
    """Open skills that have a deadline."""
    query = select(Skill).where(Skill.closed_on.is_(None), Skill.deadline.is_not(None))
    return list(db.session.scalars(query))


def steps_done(since: date, until: date) -> list[SkillStep]:
    """Steps done from `since` to `until`, both included."""
    query = select(SkillStep).where(SkillStep.done_on.between(since, until))
    return list(db.session.scalars(query.order_by(SkillStep.done_on, SkillStep.id)))


def closed(since: date, until: date) -> list[Skill]:
    """Skills closed from `since` to `until`, both included."""
    query = select(Skill).where(Skill.closed_on.between(since, until))
    return list(db.session.scalars(query.order_by(Skill.closed_on, func.lower(Skill.name))))


def debriefs_with_gaps() -> list[Interview]:
    """Interviews whose debrief names something to look up or not known, newest first."""
    unknown = AskedQuestion.failures.cast(Text).contains('"did-not-know"')
    named = or_(Interview.research != "", Interview.asked.any(unknown))
    return list(db.session.scalars(select(Interview).where(named).order_by(Interview.on.desc())))
