"""Preferences: role and level, follow-ups, meters, what Today shows, a second speech model."""

from collections.abc import Collection

from interview_practice.actions.transactions import transaction
from interview_practice.core.errors import Invalid
from interview_practice.core.follow_ups import SETTINGS
from interview_practice.core.meters import KINDS
from interview_practice.core.questions import LEVELS
from interview_practice.models.bank import Bank
from interview_practice.models.preferences import Preference


def listen_with(name: str, installed: Collection[str]) -> None:
    """Let a second speech model hear every new answer once more; "" for none."""
    if name and name not in installed:
        raise Invalid(f"There is no speech model called {name!r} on this machine. Fetch it first.")
    _keep(second_model=name)


def show_meters(shown: Collection[str]) -> None:
    """Show these meters and switch all others off for good."""
    if unknown := set(shown) - set(KINDS):
        raise Invalid(f"There is no meter called {unknown.pop()!r}.")
    _keep(hidden_meters=" ".join(key for key in KINDS if key not in shown))


def show_rejections(on_today: bool) -> None:
    """Show the last rejections on the Today page, or keep them to their own."""
    _keep(rejections_on_today="yes" if on_today else "no")


def choose(bank: Bank, **values: str) -> None:
    """Keep these preferences, and leave the others. Raises Invalid for a value that is not one."""
    allowed = {"role": ["", *bank.roles], "level": ["", *LEVELS], "follow_ups": [*SETTINGS]}
    for name, value in values.items():
        if value not in allowed[name]:
            raise Invalid(f"{value!r} cannot be chosen here.")
    _keep(**values)


def _keep(**values: str) -> None:
    with transaction() as tx:
        for name, value in values.items():
            tx.merge(Preference(name=name, value=value))
