"""Each meter over time, in one area."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from flask import Blueprint, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy import Row

from interview_practice.core.meters import KINDS, Kind
from interview_practice.models import deliveries
from interview_practice.web.charts import row_head, single
from interview_practice.web.current import practice
from interview_practice.web.formats import day

SHOWN, MOST = 40, 200
"""The latest answers in a picture, and on request: more would be a blur."""

pages = Blueprint("trends", __name__)


class Series(NamedTuple):
    """A meter's figures, oldest first."""

    kind: Kind
    first: str
    latest: str
    rows: Markup


@pages.get("/trends")
def show():
    area = request.args.get("area", "")
    most = "all" in request.args
    rows, answers = deliveries.of_area(area, MOST if most else SHOWN)
    return render_template("trends.html", area=practice().bank.area(area), shown=len(rows),
                           series=list(series(rows)), answers=answers,
                           more=0 if most else MOST)  # fmt: skip


def series(rows: Sequence[Row]) -> Iterator[Series]:
    """A series for each meter that has a figure of these answers."""
    answers = list(zip(_heads(rows), [row.figures for row in rows], strict=True))
    for key, kind in KINDS.items():
        found = [(head, f"{figure:.1f}".removesuffix(".0")) for head, figures in answers
                 if (figure := figures.get(key)) is not None]  # fmt: skip
        if found:
            yield Series(kind, found[0][1], found[-1][1], single(found))


def _heads(rows: Iterable[Row]) -> Iterator[str]:
    """What the tables say of each answer, whatever the meter."""
    address = url_for("attempts.index")
    for attempt, at, *_ in rows:
        href = f"{address}/{attempt}"
        yield row_head({"x": int(at.timestamp()), "label": day(at), "href": href})
