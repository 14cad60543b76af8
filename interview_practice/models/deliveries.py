"""The figures of an answer's delivery, kept so that trends need not be measured again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Row, select
from sqlalchemy.orm import Mapped, mapped_column

from interview_practice.models import practice_months
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


def of_area(area: str, limit: int) -> tuple[list[Row], int]:
    """Answer, moment and figures of the latest deliveries in an area, oldest first; and how many
    spoken answers it has in all."""
    columns = DeliveryRow.attempt_id, DeliveryRow.at, DeliveryRow.figures
    query = select(*columns, practice_months.spoken(area)).where(DeliveryRow.area == area)
    rows = db.session.execute(query.order_by(DeliveryRow.at.desc()).limit(limit)).all()[::-1]
    # One that is still being transcribed has no figures yet.
    return rows, max(limit, rows[0][-1] or 0) if len(rows) == limit else len(rows)
