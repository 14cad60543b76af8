"""Struggle areas: mark and unmark what the user says is hard."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete

from interview_practice.actions.transactions import transaction
from interview_practice.core.errors import Invalid
from interview_practice.models.bank import Bank
from interview_practice.models.struggles import Struggle

MOST = 5


def mark(areas: Collection[str], bank: Bank, now: datetime) -> None:
    """Set the marked areas to exactly these. Raises Invalid for more than five or unknown ones."""
    if len(set(areas)) > MOST:
        raise Invalid("Choose up to five areas. More at once is hard to keep up; add others later.")
    if unknown := [area for area in areas if area not in bank.areas]:
        raise Invalid(f"There is no area called {unknown[0]!r}.")
    with transaction() as tx:
        tx.execute(delete(Struggle).where(Struggle.area.not_in(areas)))
        for area in areas:
            if not tx.get(Struggle, area):
                tx.add(Struggle(area=area, marked_at=now))
