"""Preferences: what the user chose once, by name."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.models.base import db


class Preference(db.Model):
    """One choice; what was never chosen has no row."""

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


DEFAULTS = {
    "role": "",
    "level": "",
    "follow_ups": "never",
    "second_model": "",
    "hidden_meters": "",
    "rejections_on_today": "no",
}
"""Every preference, and its value before anything was chosen. `second_model` is the speech model
that listens once more when there is time; `hidden_meters` are keys with spaces between."""


def is_chosen(name: str) -> bool:
    """Whether the user ever chose it."""
    return db.session.get(Preference, name) is not None


def read() -> dict[str, str]:
    """All preferences."""
    return DEFAULTS | {row.name: row.value for row in db.session.scalars(select(Preference))}
