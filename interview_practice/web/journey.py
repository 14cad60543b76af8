"""My journey: one page of a chosen period, to print, to keep, to share."""

from flask import Blueprint, Response, render_template, request

from interview_practice.actions import journey as actions
from interview_practice.core.errors import Invalid
from interview_practice.core.fields import day
from interview_practice.core.journey import Period, Section, filled, markdown, period
from interview_practice.web.current import now, practice, today

pages = Blueprint("journey", __name__)


@pages.get("/journey")
def show():
    try:
        chosen, problem = period_asked_for(), ""
    except Invalid as error:
        chosen, problem = period(None, None, today()), str(error)
    page = render_template(
        "journey.html",
        chosen=chosen,
        problem=problem,
        title=title(chosen),
        sections=gathered(chosen),
        every=actions.SECTIONS,
        ticked=sections_asked_for(),
        names="names" in request.args,
        first=actions.first_day(now()),
        today=today(),
    )
    return page, 422 if problem else 200


@pages.get("/journey.md")
def download():
    chosen = period_asked_for()
    response = Response(markdown(title(chosen), gathered(chosen)), mimetype="text/markdown")
    response.headers.set("Content-Disposition", "attachment", filename="my-journey.md")
    return response


def gathered(chosen: Period) -> list[Section]:
    names = "names" in request.args
    found = actions.gather(chosen, sections_asked_for(), names, practice().bank, now())
    return filled(found)


def period_asked_for() -> Period:
    since, until = request.args.get("since"), request.args.get("until")
    return period(day("The first day", since), day("The last day", until), today())


def sections_asked_for() -> list[str]:
    """The ticked sections; all but the private ones where none was chosen yet."""
    if "chosen" in request.args:
        return request.args.getlist("section")
    return [key for key in actions.SECTIONS if key not in actions.PRIVATE]


def title(chosen: Period) -> str:
    return f"My journey, {chosen.words(today())}"
