"""The Today page: what is due and why, and the ways to begin."""

from itertools import groupby

from flask import Blueprint, render_template

from interview_practice.actions.choices import desk, missed_count, suited_to_user
from interview_practice.core import selection
from interview_practice.core.questions import LEVEL_NAMES
from interview_practice.models import attempts, interviews, preferences, sessions, struggles
from interview_practice.web import beside, quiet
from interview_practice.web.current import now, practice

LAST_ANSWERS = 5
LAST_REJECTIONS = 3
MINUTES_AN_ANSWER = 2.5

pages = Blueprint("today", __name__)


@pages.get("/")
def show():
    if no := interviews.quiet(now()):
        return quiet.show(no)
    table = desk(practice().bank, now())
    last = attempts.latest(LAST_ANSWERS)
    chosen = preferences.read()
    shown = chosen["rejections_on_today"] == "yes"
    marked = [struggle.area for struggle in struggles.marked()]
    return render_template(
        "today.html",
        greeting=greeting(now().hour),
        first_visit=not (last or table.memories or table.struggles),
        due=selection.due(table),
        struggling=selection.struggling(table),
        missed=missed_count(practice().bank),
        marked=marked,
        areas=areas_to_mark(),
        chosen=chosen,
        rejections=interviews.rejections(LAST_REJECTIONS) if shown else [],
        roles=practice().bank.roles,
        levels=LEVEL_NAMES,
        open_session=sessions.open_session(),
        unfinished=attempts.unfinished(),
        last=last,
        minutes_an_answer=MINUTES_AN_ANSWER,
        **beside.practice(),
    )


def greeting(hour: int) -> str:
    """By part of day."""
    if 4 <= hour < 12:
        return "Good morning"
    return "Good afternoon" if 12 <= hour < 18 else "Good evening"


def areas_by_type(areas=None):
    """[(type, [area])] in the order of the bank."""
    areas = practice().bank.areas.values() if areas is None else areas
    return [(kind, list(group)) for kind, group in groupby(areas, key=lambda area: area.type)]


def areas_to_mark():
    """What the chips show: what somebody of the chosen role is asked, and all other areas."""
    bank = practice().bank
    common = suited_to_user(bank).areas
    special = [area for slug, area in bank.areas.items() if slug not in common]
    return {"common": areas_by_type(common.values()), "special": areas_by_type(special)}
