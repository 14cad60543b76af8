"""Progress: is it working, and what next; each area by itself; one week on one page."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask import Blueprint, Response, jsonify, render_template, request

from interview_practice.actions import progress as actions
from interview_practice.core import strength
from interview_practice.core.days import day_of
from interview_practice.core.errors import Invalid
from interview_practice.core.progress import (
    effect_sentence,
    held_sentence,
    monday,
    practiced_days,
)
from interview_practice.core.standing import Standing
from interview_practice.core.strength import RIGHT, Judgment
from interview_practice.core.weekly import Weekly, markdown, title
from interview_practice.models import attempts, goals, practice_days
from interview_practice.web.current import now, practice
from interview_practice.web.today import areas_by_type

WEEKS = 12
PICTURED = 4
"""Areas whose course is drawn on the overview; the others have it on their own page."""

IN_WORDS = 5
"""Areas whose gut rating is judged in a sentence; the table has all of them."""

READY = 6
"""Ready areas that are named; the table has all of them."""

pages = Blueprint("progress", __name__, url_prefix="/progress")


@pages.get("")
def show():
    found = actions.areas(now())
    weeks = actions.practiced(now(), WEEKS)
    gut_by_area = strength.by_area(found.pairs)
    return render_template(
        "progress.html",
        found=found,
        pictured=_pictured(found),
        named=READY,
        grid=_grid(found),
        gut=actions.gut_sentence(found.pairs),
        gut_by_area=gut_by_area,
        furthest_off=_furthest_off(gut_by_area),
        gut_by_month=strength.by_month(found.pairs, now().tzinfo),
        effects=effect_sentence(found.effects),
        held=held_sentence(found.held),
        weeks=weeks,
        days=practiced_days(weeks),
        totals=practice_days.in_all(),
        goal=goal(),
        today=day_of(now(), now().tzinfo),
    )


@pages.get("/areas/<kind>/<topic>")
def area(kind: str, topic: str):
    slug = f"{kind}/{topic}"
    standing, effect = actions.area(slug, now())
    return render_template(
        "progress_area.html",
        standing=standing,
        effect=effect,
        gut=strength.judge(strength.pairs_of(slug, standing.entries)),
        kept=attempts.kept(entry.ref for entry in standing.entries if entry.source == "review"),
        known=slug in practice().bank.areas,
    )


@pages.get("/week")
def week():
    of = _weekly()
    today = day_of(now(), now().tzinfo)
    following = of.start + timedelta(weeks=1)
    first = practice_days.first()
    return render_template(
        "progress_week.html",
        week=of,
        title=title(of),
        before=of.start - timedelta(weeks=1) if first and first < of.start else None,
        after=following if following <= monday(today) else None,
    )


@pages.get("/week.md")
def week_as_markdown():
    of = _weekly()
    return Response(markdown(of), mimetype="text/markdown", headers=_file(of, "md"))


@pages.get("/week.json")
def week_as_json():
    of = _weekly()
    response = jsonify(of.to_dict())
    response.headers.update(_file(of, "json"))
    return response


def goal() -> int | None:
    """The answers a week that the user wants; None when that goal is set aside."""
    return goals.targets()["answers"] or None


def _pictured(found: actions.Areas) -> list[Standing]:
    """The weakest areas that have a course to draw."""
    drawn = [standing for standing in found.standings if len(standing.entries) > 1]
    return [standing for standing in drawn if standing.open][:PICTURED] or drawn[:PICTURED]


def _furthest_off(by_area: Mapping[str, Judgment]) -> list[tuple[str, Judgment]]:
    off = [(area, judged) for area, judged in by_area.items() if judged.sentence != RIGHT]
    return off[:IN_WORDS]


def _weekly() -> Weekly:
    given = request.args.get("of", "")
    try:
        day = date.fromisoformat(given) if given else day_of(now(), now().tzinfo)
        return actions.week(day, practice().bank, goal(), now())
    except (ValueError, OverflowError):
        raise Invalid(f"{given!r} is not a date such as 2026-03-01.") from None


def _file(of: Weekly, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="practice-week-{of.start}.{ending}"'}


def _grid(found: actions.Areas):
    """[(type, [(area, its standing or None)])] of the areas everybody has, and of the own ones."""
    bank, standings = practice().bank, found.by_area
    suited = bank.suited().areas
    shown = [area for slug, area in bank.areas.items() if slug in suited or slug in standings]
    return [(kind, [(area, standings.get(area.slug)) for area in group])
            for kind, group in areas_by_type(shown)]  # fmt: skip
