"""Preferences: choose the role, the level and how often to be asked on."""

from interview_practice.actions.transactions import transaction
from interview_practice.core.errors import Invalid
from interview_practice.core.follow_ups import SETTINGS
from interview_practice.core.questions import LEVELS
from interview_practice.models.bank import Bank
from interview_practice.models.preferences import Preference


def choose(bank: Bank, **values: str) -> None:
    """Keep these preferences, and leave the others. Raises Invalid for a value that is not one."""
    allowed = {"role": ["", *bank.roles], "level": ["", *LEVELS], "follow_ups": [*SETTINGS]}
    for name, value in values.items():
        if value not in allowed[name]:
            raise Invalid(f"{value!r} cannot be chosen here.")
    with transaction() as tx:
        for name, value in values.items():
            tx.merge(Preference(name=name, value=value))
