"""Then and now: the first and the latest take of a question or an area, side by side."""

from flask import Blueprint, render_template, request

from interview_practice.actions import deliveries
from interview_practice.core.errors import NotFound
from interview_practice.core.meters import meters
from interview_practice.models import attempts
from interview_practice.web.current import practice

pages = Blueprint("comparisons", __name__)


@pages.get("/comparison")
def show():
    question, area = request.args.get("question", ""), request.args.get("area", "")
    takes, count = attempts.first_and_latest(question, area)
    if count < 2:
        raise NotFound("There are not two spoken answers to compare yet.")
    then, now = takes
    return render_template(
        "comparison.html",
        takes=[("Then", then), ("Now", now)],
        longest=max(then.seconds, now.seconds),
        peaks={take.id: practice().recordings.peaks(take.id, 300) for take in (then, now)},
        rows=side_by_side(then, now),
        between=count - 2,
    )


def side_by_side(then, now) -> list[tuple]:
    """(title, then, now) for every meter that both takes have."""
    first, latest = ({m.key: m for m in meters(deliveries.of(take))} for take in (then, now))
    return [(meter.title, first[key].value, meter.value)
            for key, meter in latest.items() if key in first]  # fmt: skip
