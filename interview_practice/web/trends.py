"""Each meter over time, in one area."""

from flask import Blueprint, render_template, request

from interview_practice.core.meters import KINDS
from interview_practice.models import deliveries
from interview_practice.web.current import practice

SHOWN, MOST = 40, 200
"""The latest answers in a picture, and on request: more would be a blur."""

pages = Blueprint("trends", __name__)


@pages.get("/trends")
def show():
    area = request.args.get("area", "")
    most = "all" in request.args
    rows = deliveries.of_area(area, MOST if most else SHOWN)
    series = [(kind, points) for kind in KINDS.values() if (points := values(rows, kind.key))]
    return render_template("trends.html", area=practice().bank.area(area), series=series,
                           shown=len(rows), answers=deliveries.count(area),
                           more=0 if most else MOST)  # fmt: skip


def values(rows, key: str) -> list[tuple]:
    """(moment, figure, attempt) of the answers that have this figure, oldest first."""
    return [(row.at, row.figures[key], row.attempt_id) for row in rows
            if row.figures.get(key) is not None]  # fmt: skip
