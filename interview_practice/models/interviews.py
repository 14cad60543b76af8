"""Real interviews: applications, their rounds, and what was asked in them."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from interview_practice.core.errors import NotFound
from interview_practice.core.interviews import DECIDED, counts_as, failed, when_asked
from interview_practice.core.patterns import Asked, Cases, Round
from interview_practice.core.struggles import Evidence
from interview_practice.models.base import db, find

NEVER_REUSED = {"sqlite_autoincrement": True}
"""Ids that stay free after a deletion, so that it can be undone."""


class Application(db.Model):
    """One job applied for, with all its rounds."""

    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    company: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    cv_tailored: Mapped[bool | None]
    """Whether the CV was fitted to this job; None: not said."""
    cv_results: Mapped[bool | None]
    """Whether the CV showed results rather than duties; None: not said."""

    interviews: Mapped[list["Interview"]] = relationship(
        back_populates="application", order_by="Interview.on, Interview.id",
        cascade="all, delete-orphan", passive_deletes=True,
    )  # fmt: skip

    @property
    def over(self) -> bool:
        """Whether nothing is to come after the latest round."""
        return self.interviews[-1].outcome in DECIDED


class Interview(db.Model):
    """One round: what happened, what was asked, and what is thought of it since."""

    __table_args__ = NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(
        ForeignKey("application.id", ondelete="CASCADE"), index=True
    )
    stage: Mapped[str]
    on: Mapped[date] = mapped_column(index=True)
    format: Mapped[str] = mapped_column(default="")
    people: Mapped[str] = mapped_column(Text, default="")
    next_date: Mapped[date | None] = mapped_column(index=True)
    outcome: Mapped[str] = mapped_column(default="waiting")
    threw_me: Mapped[str] = mapped_column(Text, default="")
    engaged: Mapped[str] = mapped_column(Text, default="")
    research: Mapped[str] = mapped_column(Text, default="")
    fit: Mapped[dict] = mapped_column(JSON, default=dict)
    """work, people, values, pay, place: each yes, no or unsure; what was not said is missing."""
    logged_at: Mapped[datetime]
    rejected_on: Mapped[date | None] = mapped_column(index=True)
    feedback: Mapped[str] = mapped_column(Text, default="")
    """What they said, word for word: the fact."""
    hypothesis: Mapped[str] = mapped_column(Text, default="")
    """What the user makes of it."""
    quiet_until: Mapped[datetime | None] = mapped_column(index=True)
    """Until when nothing but writing things down is offered after a no."""
    comfort: Mapped[str] = mapped_column(default="")
    """The small step chosen for the quiet days."""

    application: Mapped[Application] = relationship(back_populates="interviews")
    asked: Mapped[list["AskedQuestion"]] = relationship(
        back_populates="interview", order_by="AskedQuestion.position",
        cascade="all, delete-orphan", passive_deletes=True,
    )  # fmt: skip


class AskedQuestion(db.Model):
    """A question asked in an interview: its area, how it went, and how it failed."""

    __tablename__ = "asked_question"
    __table_args__ = (CheckConstraint("rating between 1 and 4", name="rating"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    interview_id: Mapped[int] = mapped_column(
        ForeignKey("interview.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    area: Mapped[str] = mapped_column(index=True)
    rating: Mapped[int | None]
    failures: Mapped[list] = mapped_column(JSON, default=list)
    question: Mapped[str] = mapped_column(index=True)
    """The slug of the question in the bank that this became, or that it matches."""
    held: Mapped[bool | None]
    """For an area that was practiced before: did the practice hold? None: not said."""

    interview: Mapped[Interview] = relationship(back_populates="asked")

    @property
    def failed(self) -> bool:
        return failed(self.rating, self.held)

    @property
    def said_to_fail(self) -> bool:
        """Whether the user said so, and did not only write down that it was asked."""
        said = self.rating is not None or self.held is not None or bool(self.failures)
        return said and self.failed


def get(interview: int) -> Interview:
    """The interview, or NotFound."""
    found = find(Interview, interview)
    if found is None:
        raise NotFound("There is no such interview. It may have been deleted.")
    return found


def application(number: int) -> Application:
    """The application, or NotFound."""
    found = find(Application, number)
    if found is None:
        raise NotFound("There is no such application. It may have been deleted.")
    return found


def latest() -> Interview | None:
    """The round that was logged last."""
    return db.session.scalar(select(Interview).order_by(Interview.id.desc()).limit(1))


def applications() -> list[Application]:
    """Every application by company, then by age, with its rounds and what was asked in them."""
    query = select(Application).order_by(db.func.lower(Application.company), Application.id)
    whole = selectinload(Application.interviews).selectinload(Interview.asked)
    return list(db.session.scalars(query.options(whole)))


def rejections(most: int | None = None) -> list[Interview]:
    """Every no, newest first; at `most` so many."""
    query = select(Interview).where(Interview.outcome == "rejected").limit(most)
    return list(db.session.scalars(query.order_by(Interview.rejected_on.desc(), Interview.id)))


def quiet(now: datetime) -> Interview | None:
    """The interview whose no is so fresh that only writing things down is offered."""
    query = select(Interview).where(Interview.quiet_until > now)
    return db.session.scalars(query.order_by(Interview.quiet_until.desc()).limit(1)).first()


def next_date(today: date) -> date | None:
    """The day of the next interview after today, whether noted as a round or as a next date."""
    ahead = select(Interview.on).where(Interview.on > today, Interview.outcome == "waiting")
    noted = select(Interview.next_date).where(
        Interview.next_date > today, Interview.outcome.in_(("waiting", "next-round"))
    )
    return db.session.scalar(select(db.func.min(ahead.union_all(noted).subquery().c[0])))


def evidence(now: datetime) -> list[Evidence]:
    """What was asked for real, as evidence for and against its areas."""
    query = select(
        AskedQuestion.area, AskedQuestion.rating, AskedQuestion.held,
        Interview.on, Interview.logged_at,
    ).join(Interview)  # fmt: skip
    return [
        Evidence(area, counts_as(rating, held), when_asked(on, logged_at, now), "interview",
                 said=(rating, held) != (None, None))
        for area, rating, held, on, logged_at in db.session.execute(query)
    ]  # fmt: skip


def failures_in(area: str) -> list[AskedQuestion]:
    """Asked questions of an area that failed, the latest interview first."""
    query = select(AskedQuestion).join(Interview).where(AskedQuestion.area == area)
    query = query.order_by(Interview.on.desc(), Interview.id.desc(), AskedQuestion.position)
    return [asked for asked in db.session.scalars(query) if asked.failed]


def cases() -> Cases:
    """All that patterns are looked for in, as plain values."""
    known = applications()
    rounds = [interview for application in known for interview in application.interviews]
    asked = [item for interview in rounds for item in interview.asked]
    return Cases(
        rounds=[Round(i.application_id, i.stage, i.outcome) for i in rounds],
        asked=[Asked(a.interview_id, a.area, a.said_to_fail, tuple(a.failures)) for a in asked],
        feedback=[i.feedback for i in rounds],
        tailored=[(a.cv_tailored, any(i.stage != "application" for i in a.interviews))
                  for a in known if a.cv_tailored is not None],
    )  # fmt: skip
