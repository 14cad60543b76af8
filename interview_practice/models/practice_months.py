"""How much each area was practiced in each month: a cache, so that a page about years need not
count every answer."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ScalarSelect, extract, func, select, union_all
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db


class PracticeMonth(db.Model):
    """The completed answers of an area that began in a month of UTC: a month of the machine's
    zone would change with the zone."""

    area: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    """Its first day."""
    answers: Mapped[int]
    spoken: Mapped[int]


COUNTS = func.count(), func.count(Attempt.sample_rate)


def recount(area: str, moment: datetime) -> None:
    """Count the month of a moment anew in an area, inside the caller's transaction."""
    db.session.flush()
    month = month_of(moment)
    query = _within(select(*COUNTS), begins(month), begins(_after(month)))
    answers, spoken = db.session.execute(query.where(Attempt.area == area)).one()
    kept = db.session.get(PracticeMonth, (area, month))
    if not answers:
        if kept:
            db.session.delete(kept)
        return
    kept = kept or PracticeMonth(area=area, month=month)
    kept.answers, kept.spoken = answers, spoken
    db.session.add(kept)


def answered(begin: datetime, end: datetime) -> Counter[str]:
    """Completed answers by area that began from `begin` until just before `end`: whole months as
    they are kept, what is left at both ends from the answers themselves."""
    month = month_of(begin)
    first = month if begins(month) == begin else _after(month)
    last = month_of(end)
    if first >= last:
        parts = [_by_area(begin, end)]
    else:
        whole = select(PracticeMonth.area, func.sum(PracticeMonth.answers))
        whole = whole.where(PracticeMonth.month >= first, PracticeMonth.month < last)
        parts = [whole.group_by(PracticeMonth.area), _by_area(begin, begins(first)),
                 _by_area(begins(last), end)]  # fmt: skip
    counts: Counter[str] = Counter()
    for area, count in db.session.execute(union_all(*parts)):
        counts[area] += count
    return counts


def spoken(area: str) -> ScalarSelect[int]:
    """How many completed spoken answers an area has, as a column of another query."""
    query = select(func.sum(PracticeMonth.spoken)).where(PracticeMonth.area == area)
    return query.scalar_subquery()


def disagreeing() -> set[tuple[str, date]]:
    """Areas and months in which something else is kept than there are answers."""
    kept = {(row.area, row.month): (row.answers, row.spoken)
            for row in db.session.scalars(select(PracticeMonth))}  # fmt: skip
    year, month = (extract(part, Attempt.started_at) for part in ("year", "month"))
    query = select(Attempt.area, year, month, *COUNTS).where(Attempt.completed_at.is_not(None))
    rows = db.session.execute(query.group_by(Attempt.area, year, month))
    counted = {(area, date(year, month, 1)): tuple(counts) for area, year, month, *counts in rows}
    return {key for key in kept.keys() | counted.keys() if kept.get(key) != counted.get(key)}


def month_of(moment: datetime) -> date:
    return moment.astimezone(UTC).date().replace(day=1)


def begins(month: date) -> datetime:
    return datetime(month.year, month.month, 1, tzinfo=UTC)


def _after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _by_area(begin: datetime, end: datetime):
    return _within(select(Attempt.area, func.count()), begin, end).group_by(Attempt.area)


def _within(query, begin: datetime, end: datetime):
    query = query.where(Attempt.started_at >= begin, Attempt.started_at < end)
    return query.where(Attempt.completed_at.is_not(None))
