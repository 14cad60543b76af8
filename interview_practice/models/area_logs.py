"""What the ratings of each area add up to: a cache of the reviews for the progress pages."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import JSON, func, select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.core.interviews import counts_as, failed, when_asked
from interview_practice.core.progress import FIRST
from interview_practice.core.readiness import Rated
from interview_practice.core.strength import Entry
from interview_practice.models import practice_days
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.interviews import AskedQuestion, Interview
from interview_practice.models.reviews import Review, effective

LATEST = 12
"""Entries kept of an area: enough for a picture of its course."""


class AreaLog(db.Model):
    """An area's answers: how many, the first ratings, and the latest in full."""

    area: Mapped[str] = mapped_column(primary_key=True)
    answers: Mapped[int]
    first: Mapped[list] = mapped_column(JSON)
    """The ratings of the first five."""
    latest: Mapped[list] = mapped_column(JSON)
    """[answer, question, moment, from the gut, after listening or null], oldest first."""

    def entries(self) -> list[Entry]:
        return [
            Entry(datetime.fromisoformat(at), gut, reviewed, question, attempt)
            for attempt, question, at, gut, reviewed in self.latest[-LATEST:]
        ]

    def later(self) -> list[int]:
        """The ratings kept of the answers after the first five."""
        count = min(len(self.latest), self.answers - FIRST)
        return [reviewed or gut for *_, gut, reviewed in self.latest[-count:]] if count > 0 else []


def remember(area: str, log: Sequence[Review]) -> None:
    """Bring an area up to date with its whole log, inside the caller's transaction."""
    entries = entries_of(log)
    kept = db.session.get(AreaLog, area)
    if not entries:
        if kept:
            db.session.delete(kept)
        return
    kept = kept or AreaLog(area=area)
    kept.answers = len(entries)
    kept.first = [entry.rating for entry in entries[:FIRST]]
    kept.latest = [
        [e.ref, e.question, e.at.isoformat(), e.gut, e.reviewed] for e in entries[-LATEST:]
    ]
    db.session.add(kept)


def entries_of(log: Sequence[Review]) -> list[Entry]:
    """One entry an answer, oldest first: from the gut, and after listening when there is that."""
    answers: dict[UUID, Entry] = {}
    for review in sorted(effective(list(log)), key=lambda review: review.stage == "reviewed"):
        first = answers.get(review.attempt_id)
        if first:
            answers[review.attempt_id] = replace(first, reviewed=review.rating)
        else:
            answers[review.attempt_id] = Entry(
                review.at, review.rating, None, review.question, review.attempt_id.hex
            )
    return sorted(answers.values(), key=lambda entry: entry.at)


def rated(entries: Sequence[Entry]) -> list[Rated]:
    """The entries as the rule of readiness takes them."""
    return [Rated(entry.question, entry.at, entry.gut, entry.reviewed) for entry in entries]


def logs() -> list[AreaLog]:
    return list(db.session.scalars(select(AreaLog)))


def asked(now: datetime) -> dict[str, list[tuple[Entry, bool | None, bool]]]:
    """By area, oldest first, every question of a real interview: as an entry, whether it held,
    and whether it failed."""
    columns = (AskedQuestion.area, AskedQuestion.rating, AskedQuestion.held, Interview.id,
               Interview.on, Interview.logged_at)  # fmt: skip
    by_area: dict[str, list] = defaultdict(list)
    for area, rating, held, interview, on, logged_at in db.session.execute(
        select(*columns).join(Interview, AskedQuestion.interview_id == Interview.id)
    ):
        at = when_asked(on, logged_at, now)
        entry = Entry(at, counts_as(rating, held), ref=str(interview), source="interview")
        by_area[area].append((entry, held, failed(rating, held)))
    return {area: sorted(items, key=lambda item: item[0].at) for area, items in by_area.items()}


def answered(first: date, last: date) -> dict[str, tuple[int, float | None]]:
    """Answers and mean rating of every area practiced from `first` to `last`, both included."""
    begin, end = practice_days.begins(first), practice_days.begins(last + timedelta(days=1))
    query = select(Attempt.area, func.count(), func.avg(Attempt.rating))
    query = query.where(Attempt.started_at >= begin, Attempt.started_at < end)
    rows = db.session.execute(query.where(Attempt.completed_at.is_not(None)).group_by(Attempt.area))
    return {area: (count, None if mean is None else float(mean)) for area, count, mean in rows}
