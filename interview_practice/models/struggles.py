"""Areas the user said they struggle with."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.core.struggles import Evidence
from interview_practice.models.base import db


class Struggle(db.Model):
    """An area the user marked."""

    area: Mapped[str] = mapped_column(primary_key=True)
    marked_at: Mapped[datetime]

    def evidence(self) -> Evidence:
        return Evidence(self.area, rating=1, at=self.marked_at, source="marked")


def marked() -> list[Struggle]:
    """The marked areas, oldest mark first."""
    return list(db.session.scalars(select(Struggle).order_by(Struggle.marked_at, Struggle.area)))
