"""What the ratings of each area add up to: a cache of the reviews for the progress pages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import JSON, Row, func, select
from sqlalchemy.orm import Mapped, defer, mapped_column

from interview_practice.core.interviews import counts_as, when_asked
from interview_practice.core.interviews import failed as went_badly
from interview_practice.core.progress import FIRST
from interview_practice.core.readiness import OPEN_AGAIN, Rated, Readiness, readiness
from interview_practice.core.strength import Entry, course
from interview_practice.core.wins import first_ready_at, first_solid_at
from interview_practice.models import practice_days
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.interviews import AskedQuestion, Interview
from interview_practice.models.reviews import effective, log_of_area

LATEST = 12
"""Entries kept of an area: enough for a picture of its course."""


class Asked(NamedTuple):
    """A question of a real interview, as evidence for its area."""

    entry: Entry
    held: bool | None
    failed: bool
    key: str
    """The interview and its day: another one once the day was corrected."""


class AreaLog(db.Model):
    """An area's answers: how many, the first ratings, the latest in full, and how far it is."""

    area: Mapped[str] = mapped_column(primary_key=True)
    answers: Mapped[int]
    first: Mapped[list] = mapped_column(JSON)
    """The ratings of the first five."""
    latest: Mapped[list] = mapped_column(JSON)
    """[answer, question, moment, from the gut, after listening or null], oldest first."""
    course: Mapped[list] = mapped_column(JSON)
    """The strength after each of the latest, by these ratings alone."""
    last_at: Mapped[datetime]
    """When the last answer was rated from the gut."""
    solid_at: Mapped[datetime | None]
    """When an answer first stood as Solid or better."""
    ready_at: Mapped[datetime | None]
    """When the area was first ready."""
    readiness: Mapped[list] = mapped_column(JSON)
    """[ready, days, sentence] after the last answer. Which answers share a day was decided in the
    time zone of the last rating."""
    failures: Mapped[list] = mapped_column(JSON)
    """The keys of the failures before the last answer that ready_at and readiness reckon with."""

    def entries(self) -> list[Entry]:
        return [
            Entry(datetime.fromisoformat(at), gut, reviewed, question, attempt)
            for attempt, question, at, gut, reviewed in self.latest[-LATEST:]
        ]

    def later(self) -> list[int]:
        """The ratings kept of the answers after the first five."""
        count = min(len(self.latest), self.answers - FIRST)
        return [reviewed or gut for *_, gut, reviewed in self.latest[-count:]] if count > 0 else []


def remember(area: str, log: Sequence[Row], asked: Iterable[Asked],
             zone: tzinfo | None) -> None:  # fmt: skip
    """Bring an area up to date with its whole log and what was asked of it in real interviews,
    inside the caller's transaction."""
    entries = entries_of(log)
    kept = db.session.get(AreaLog, area)
    if not entries:
        if kept:
            db.session.delete(kept)
        return
    kept = kept or AreaLog(area=area)
    for name, value in values_of(entries).items():
        setattr(kept, name, value)
    failures = _before(kept.last_at, failed(asked))
    kept.failures = sorted(failures)
    kept.ready_at, known = _reckoned(entries, failures, zone)
    kept.readiness = [known.ready, known.days, known.sentence]
    db.session.add(kept)


def values_of(entries: Sequence[Entry]) -> dict:
    """What an area's row holds by its answers alone, without those of real interviews; nothing
    without an answer."""
    if not entries:
        return {}
    return {
        "answers": len(entries),
        "first": [entry.rating for entry in entries[:FIRST]],
        "latest": [
            [e.ref, e.question, e.at.isoformat(), e.gut, e.reviewed] for e in entries[-LATEST:]
        ],
        "course": course(entries[-LATEST:]),
        "last_at": entries[-1].at,
        "solid_at": first_solid_at(rated(entries)),
    }


def reckoned(
    log: AreaLog, failures: Mapping[str, datetime], zone: tzinfo | None
) -> tuple[datetime | None, Readiness]:
    """When an area was first ready, and how ready it is now. As it is kept, unless a failure
    before the last answer was written down, moved or taken out since: then from the reviews."""
    if log.failures != sorted(_before(log.last_at, failures)):
        return _reckoned(entries_of(log_of_area(log.area)), failures, zone)
    latest = max(failures.values(), default=None)
    if latest and latest >= log.last_at:
        return log.ready_at, OPEN_AGAIN
    return log.ready_at, Readiness(*log.readiness)


def failed(asked: Iterable[Asked]) -> dict[str, datetime]:
    """The moments of the failures among them, by key."""
    return {item.key: item.entry.at for item in asked if item.failed}


def _before(moment: datetime, failures: Mapping[str, datetime]) -> dict[str, datetime]:
    return {key: at for key, at in failures.items() if at < moment}


def _reckoned(
    entries: Sequence[Entry], failures: Mapping[str, datetime], zone: tzinfo | None
) -> tuple[datetime | None, Readiness]:
    answers = rated(entries)
    latest = max(failures.values(), default=None)
    return first_ready_at(answers, failures.values(), zone), readiness(answers, latest, zone)


def entries_of(log: Sequence[Row]) -> list[Entry]:
    """One entry an answer, oldest first: from the gut, and after listening when there is that."""
    answers: dict[UUID, Entry] = {}
    for review in sorted(effective(log), key=lambda review: review.stage == "reviewed"):
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


def logs(areas: Collection[str] | None = None) -> dict[str, AreaLog]:
    """What is kept, by area: of all, or of these."""
    query = select(AreaLog) if areas is None else select(AreaLog).where(AreaLog.area.in_(areas))
    return {log.area: log for log in db.session.scalars(query)}


def milestones() -> dict[str, AreaLog]:
    """By area: when it first held and was ready, without the ratings, until they are asked for."""
    ratings = (AreaLog.first, AreaLog.latest, AreaLog.course)
    query = select(AreaLog).options(*(defer(column) for column in ratings))
    return {log.area: log for log in db.session.scalars(query)}


def asked(now: datetime, areas: Collection[str] | None = None) -> dict[str, list[Asked]]:
    """By area, oldest first, every question of a real interview: in all areas, or in these."""
    columns = (AskedQuestion.area, AskedQuestion.rating, AskedQuestion.held, Interview.id,
               Interview.on, Interview.logged_at)  # fmt: skip
    query = select(*columns).join(Interview, AskedQuestion.interview_id == Interview.id)
    if areas is not None:
        query = query.where(AskedQuestion.area.in_(areas))
    by_area: dict[str, list[Asked]] = defaultdict(list)
    for area, rating, held, number, on, logged_at in db.session.execute(query):
        at = when_asked(on, logged_at, now)
        entry = Entry(at, counts_as(rating, held), ref=str(number), source="interview",
                      rated=rating is not None)  # fmt: skip
        by_area[area].append(Asked(entry, held, went_badly(rating, held), f"{number} {on}"))
    return {area: sorted(items, key=lambda item: item.entry.at) for area, items in by_area.items()}


def answered(first: date, last: date) -> dict[str, tuple[int, float | None]]:
    """Answers and mean rating of every area practiced from `first` to `last`, both included."""
    begin, end = practice_days.begins(first), practice_days.begins(last + timedelta(days=1))
    query = select(Attempt.area, func.count(), func.avg(Attempt.rating))
    query = query.where(Attempt.started_at >= begin, Attempt.started_at < end)
    rows = db.session.execute(query.where(Attempt.completed_at.is_not(None)).group_by(Attempt.area))
    return {area: (count, None if mean is None else float(mean)) for area, count, mean in rows}
