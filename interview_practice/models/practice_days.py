"""What was practiced on each day: a cache, so that no page has to count all answers."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.core.days import DAY_STARTS, day_of
from interview_practice.core.progress import Day
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.transcripts import Transcript


class PracticeDay(db.Model):
    """The completed answers of a practice day; seconds of speech, and words spoken or typed."""

    day: Mapped[date] = mapped_column(primary_key=True)
    answers: Mapped[int]
    seconds: Mapped[float]
    words: Mapped[int]


def recount(moment: datetime) -> None:
    """Count the day of a moment anew, inside the caller's transaction. A day is the machine's,
    wherever the caller thinks it is: the same answer must not count on two days."""
    db.session.flush()
    day = day_of(moment, None)
    begin, end = (begins(day + timedelta(days=n)) for n in (0, 1))
    query = select(Attempt.length, Attempt.sample_rate, Transcript.text).join(Transcript)
    query = query.where(Attempt.started_at >= begin, Attempt.started_at < end)
    rows = db.session.execute(query.where(Attempt.completed_at.is_not(None))).all()
    kept = db.session.get(PracticeDay, day)
    if not rows:
        if kept:
            db.session.delete(kept)
        return
    kept = kept or PracticeDay(day=day)
    kept.answers = len(rows)
    kept.seconds = sum((length or 0) / 2 / rate for length, rate, _ in rows if rate)
    kept.words = sum(len(text.split()) for *_, text in rows)
    db.session.add(kept)


def since(day: date) -> list[Day]:
    """The practiced days from `day` on, oldest first."""
    return between(day, date.max)


def between(first: date, last: date) -> list[Day]:
    """The practiced days from `first` to `last`, both included, oldest first."""
    columns = (PracticeDay.day, PracticeDay.answers, PracticeDay.seconds, PracticeDay.words)
    query = select(*columns).where(PracticeDay.day.between(first, last))
    return [Day(*row) for row in db.session.execute(query.order_by(PracticeDay.day))]


def summed(first: date, last: date) -> tuple[int, int, float]:
    """Days, answers and seconds of speech from `first` to `last`, both included."""
    sums = func.count(), func.sum(PracticeDay.answers), func.sum(PracticeDay.seconds)
    query = select(*sums).where(PracticeDay.day.between(first, last))
    days, answers, seconds = db.session.execute(query).one()
    return days, answers or 0, seconds or 0.0


def first() -> date | None:
    """The day of the first practice."""
    return db.session.scalar(select(func.min(PracticeDay.day)))


def in_all() -> tuple[int, float, int]:
    """Answers, seconds of speech and words since the beginning."""
    sums = (func.sum(c) for c in (PracticeDay.answers, PracticeDay.seconds, PracticeDay.words))
    answers, seconds, words = db.session.execute(select(*sums)).one()
    return answers or 0, seconds or 0.0, words or 0


def begins(day: date) -> datetime:
    """The moment at which a practice day of this machine begins."""
    return datetime.combine(day, DAY_STARTS).astimezone(UTC)
