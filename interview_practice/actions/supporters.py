"""The support team: add, change, delete, and note when you were in touch."""

from collections.abc import Mapping
from datetime import date, datetime

from interview_practice.actions import deletions
from interview_practice.actions.transactions import transaction
from interview_practice.core import fields
from interview_practice.core.errors import Invalid
from interview_practice.core.supporters import ROLES
from interview_practice.models import goals, supporters
from interview_practice.models.goals import Deed
from interview_practice.models.supporters import Supporter


def add(given: Mapping[str, str]) -> int:
    """Put somebody on the team and return their id. `given` holds role, name, reach, notes."""
    values = _values(given)
    with transaction() as tx:
        supporter = Supporter(**values)
        tx.add(supporter)
        tx.flush()
        return supporter.id


def change(supporter_id: int, given: Mapping[str, str]) -> None:
    values = _values(given)
    with transaction():
        supporter = supporters.get(supporter_id)
        for name, value in values.items():
            setattr(supporter, name, value)


def contact(supporter_id: int, today: date) -> None:
    """Note that you were in touch today; it counts towards the week's people, once a day."""
    with transaction() as tx:
        supporter = supporters.get(supporter_id)
        if supporter.contacted_on != today:
            supporter.contacted_on = today
            tx.add(Deed(kind="contacts", on=today, note=supporter.name))


def take_back(supporter_id: int, today: date) -> None:
    """Take back that you were in touch today: the last day before counts again."""
    with transaction() as tx:
        supporter = supporters.get(supporter_id)
        if supporter.contacted_on != today:
            return
        contacts = [deed for deed in goals.deeds(date.min, today)
                    if (deed.kind, deed.note) == ("contacts", supporter.name)]  # fmt: skip
        supporter.contacted_on = max((d.on for d in contacts if d.on < today), default=None)
        if counted := [deed for deed in contacts if deed.on == today]:
            tx.delete(counted[0])


def delete(supporter_id: int, now: datetime) -> None:
    """Take somebody off the team, for one undo."""
    with transaction():
        supporter = supporters.get(supporter_id)
        deletions.remove(f"The entry “{supporter.name}” on your team", [supporter], now)


def _values(given: Mapping[str, str]) -> dict:
    if given.get("role") not in ROLES:
        raise Invalid("Choose one of the five roles.")
    return {
        "role": given["role"],
        "name": fields.line("The name", given.get("name")),
        "reach": fields.optional_line("How to reach them", given.get("reach")),
        "notes": fields.prose("The notes", given.get("notes")),
    }
