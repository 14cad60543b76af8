"""Delivery: measure an answer, and keep its figures for the trends."""

from interview_practice.core.correction import corrected
from interview_practice.core.delivery import Delivery, measure
from interview_practice.core.meters import meters
from interview_practice.core.transcript import Segment
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.deliveries import DeliveryRow


def segments(attempt: Attempt) -> list[Segment]:
    """The words the meters use: as the user corrected them, else as they were heard."""
    heard = attempt.transcript.heard()
    return (
        corrected(heard, attempt.transcript.correction) if attempt.transcript.correction else heard
    )


def of(attempt: Attempt) -> Delivery:
    """How a spoken answer sounded."""
    kind = attempt.area.partition("/")[0]
    return measure(segments(attempt), attempt.seconds, attempt.target_seconds, kind)


def keep(attempt: Attempt) -> None:
    """Store the figures of a finished answer, inside the caller's transaction."""
    row = db.session.get(DeliveryRow, attempt.id) or DeliveryRow(attempt_id=attempt.id)
    row.area, row.at = attempt.area, attempt.started_at
    row.figures = {meter.key: meter.number for meter in meters(of(attempt))}
    db.session.add(row)
