"""What is derived from answers and the log of ratings: whether it still agrees, and made anew."""

import math
from datetime import datetime

from sqlalchemy import select

from interview_practice.actions import reviews
from interview_practice.actions.checks import migrations
from interview_practice.actions.transactions import transaction
from interview_practice.config import Settings
from interview_practice.core.checks import Check
from interview_practice.models import area_logs, interviews, practice_months
from interview_practice.models.area_logs import AreaLog
from interview_practice.models.base import Base, db
from interview_practice.models.reviews import Card, History, logs_by


def schedule(settings: Settings, now: datetime) -> Check:
    """Whether due dates, missed questions, progress and counts are what the log adds up to."""
    name, database = "schedule", settings.database_file
    if database is None or not database.exists():
        return Check(name, "ok", "None yet.")
    if migrations(settings).state != "ok":
        return Check(name, "ok", "Looked at once the schema is the newest.")
    areas, questions = disagreeing(now)
    if found := [*sorted(areas), *sorted(questions)]:
        more = f" (and {len(found) - 1} more)" if found[1:] else ""
        return Check(name, "problem", f"It disagrees with the log in {found[0]}{more}.",
                     "interview-practice doctor --fix makes it anew; no rating is lost.",
                     fixable=True)  # fmt: skip
    return Check(name, "ok", "What the ratings add up to.")


def disagreeing(now: datetime) -> tuple[set[str], set[str]]:
    """The areas and the questions whose derived rows are not what their log adds up to."""
    interview = interviews.next_date(now.date())
    by_area = dict(logs_by("area"))
    cards = {area: reviews.card_of(log, interview, now.tzinfo) for area, log in by_area.items()}
    # Not how ready an area is: that is reckoned anew when an interview is logged or changed.
    entries = {area: area_logs.entries_of(log) for area, log in by_area.items()}
    progress = {area: area_logs.values_of(those) for area, those in entries.items()}
    histories = {slug: reviews.history_of(log, now) for slug, log in logs_by("question")}
    areas = _differing(Card, cards) | _differing(AreaLog, progress)
    areas |= {area for area, _ in practice_months.disagreeing()}
    return areas, _differing(History, histories)


def rebuild(now: datetime) -> None:
    """Make everything anew that is derived from the answers and the log of ratings."""
    with transaction():
        areas, questions = dict(logs_by("area")), dict(logs_by("question"))
        for area in {*areas, *_keys(Card), *_keys(AreaLog)}:
            reviews.remember_area(area, now)
        for question in {*questions, *_keys(History)}:
            log = questions.get(question)
            reviews.remember_question(question, log[-1].area if log else "", now)
        for area, month in practice_months.disagreeing():
            practice_months.recount(area, practice_months.begins(month))


def _keys(table: type[Base]) -> list[str]:
    return list(db.session.scalars(select(*table.__table__.primary_key)))


def _differing(table: type[Base], expected: dict[str, dict]) -> set[str]:
    """Keys whose row holds something else than it should, is missing, or should not be there."""
    (key,) = (column.name for column in table.__table__.primary_key)
    rows = {getattr(row, key): row for row in db.session.scalars(select(table))}
    should = {name: values for name, values in expected.items() if values}
    return (rows.keys() ^ should.keys()) | {
        name for name in rows.keys() & should.keys() if not _holds(rows[name], should[name])
    }


def _holds(row: Base, values: dict) -> bool:
    return all(_same(name, getattr(row, name), value) for name, value in values.items())


def _same(name: str, kept, value) -> bool:
    if name == "due":  # found when an interview was nearer, it is earlier: nothing is late
        return kept <= value
    if isinstance(value, float):
        return math.isclose(kept, value, rel_tol=1e-6)
    return kept == value
