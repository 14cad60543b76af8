"""The user's own lines: keep, change, show on the Today page, delete; and where they come from."""

from datetime import date, datetime

from sqlalchemy import func, select

from interview_practice.actions import deletions
from interview_practice.actions.transactions import transaction
from interview_practice.core import fields, reframing
from interview_practice.core.drafts import shortened
from interview_practice.core.reframing import Facts
from interview_practice.models import affirmations
from interview_practice.models.affirmations import Affirmation
from interview_practice.models.base import db
from interview_practice.models.interviews import Interview

LONGEST = 500


def add(text: str, on_today: bool, now: datetime) -> int:
    """Keep a line and return its id."""
    text = fields.line("The line", text, LONGEST)
    with transaction() as tx:
        line = Affirmation(text=text, on_today=on_today, created_at=now)
        tx.add(line)
        tx.flush()
        return line.id


def change(affirmation_id: int, text: str, on_today: bool) -> None:
    text = fields.line("The line", text, LONGEST)
    with transaction():
        line = affirmations.get(affirmation_id)
        line.text, line.on_today = text, on_today


def delete(affirmation_id: int, now: datetime) -> None:
    """Delete a line, for one undo."""
    with transaction():
        line = affirmations.get(affirmation_id)
        deletions.remove(f"The line “{shortened(line.text, 60)}”", [line], now)


def accurate(thought: str, interview: Interview | None, today: date) -> str:
    """What the log can say to a thought about an interview that ended in a no."""
    thought = fields.line("The thought", thought, LONGEST)
    return reframing.accurate(thought, _facts(interview), today)


def _facts(interview: Interview | None) -> Facts:
    totals = {"interviews": _count(), "went_on": _count("next-round", "offer")}
    if interview is None:
        return Facts(**totals)
    failed = [asked.text for asked in interview.asked if asked.failed]
    return Facts(
        company=interview.application.company,
        role=interview.application.role,
        stage=interview.stage,
        rejected_on=interview.rejected_on,
        asked=len(interview.asked),
        failed=len(failed),
        failed_questions=tuple(failed),
        **totals,
    )


def _count(*outcomes: str) -> int:
    query = select(func.count(Interview.id))
    if outcomes:
        query = query.where(Interview.outcome.in_(outcomes))
    return db.session.scalar(query)
