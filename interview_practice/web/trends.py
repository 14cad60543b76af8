"""Each meter over time, in one area."""

from flask import Blueprint, render_template, request, url_for

from interview_practice.core.meters import KINDS
from interview_practice.models import deliveries
from interview_practice.models.deliveries import DeliveryRow
from interview_practice.web.current import practice
from interview_practice.web.formats import day

SHOWN, MOST = 40, 200
"""The latest answers in a picture, and on request: more would be a blur."""

pages = Blueprint("trends", __name__)


@pages.get("/trends")
def show():
    area = request.args.get("area", "")
    most = "all" in request.args
    rows = deliveries.of_area(area, MOST if most else SHOWN)
    heads = [head(row) for row in rows]  # each is shown under every meter
    series = [(kind, points) for kind in KINDS.values()
              if (points := values(rows, heads, kind.key))]  # fmt: skip
    return render_template("trends.html", area=practice().bank.area(area), series=series,
                           shown=len(rows), answers=deliveries.count(area),
                           more=0 if most else MOST)  # fmt: skip


def head(row: DeliveryRow) -> dict:
    """What a chart says of an answer, whatever the meter."""
    address = url_for("attempts.show", attempt_id=row.attempt_id)
    return {"x": int(row.at.timestamp()), "label": day(row.at), "href": address}


def values(rows: list[DeliveryRow], heads: list[dict], key: str) -> list[dict]:
    """The answers that have this figure, as a chart takes them, oldest first."""
    return [head | {"values": [round(row.figures[key], 1)]}
            for row, head in zip(rows, heads, strict=True)
            if row.figures.get(key) is not None]  # fmt: skip
