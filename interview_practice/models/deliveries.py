"""The figures of an answer's delivery, kept so that trends need not be measured again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.models.base import db


class DeliveryRow(db.Model):
    """One bare figure a meter; None where there was too little to measure."""

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_area_at", "area", "at"),)

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    area: Mapped[str]
    at: Mapped[datetime]
    figures: Mapped[dict] = mapped_column(JSON)


def of_area(area: str, limit: int) -> list[DeliveryRow]:
    """The latest deliveries in an area, oldest first."""
    query = select(DeliveryRow).where(DeliveryRow.area == area).order_by(DeliveryRow.at.desc())
    return list(db.session.scalars(query.limit(limit)))[::-1]


def count(area: str) -> int:
    query = select(func.count()).select_from(DeliveryRow).where(DeliveryRow.area == area)
    return db.session.scalar(query)
