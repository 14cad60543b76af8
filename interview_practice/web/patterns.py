"""What several interviews have in common, and what to practice for it."""

from flask import Blueprint, render_template

from interview_practice.actions.choices import desk
from interview_practice.core import patterns
from interview_practice.core.interviews import STAGES
from interview_practice.core.patterns import Pattern
from interview_practice.models import interviews
from interview_practice.web.current import now, practice

pages = Blueprint("patterns", __name__)


@pages.get("/patterns")
def show():
    cases = interviews.cases()
    names = {slug: area.name for slug, area in practice().bank.areas.items()}
    found = patterns.find(cases, names)
    struggles = desk(practice().bank, now()).struggles
    return render_template(
        "patterns.html",
        found=[(pattern, area_for(pattern, struggles)) for pattern in found],
        summary=patterns.summary(cases.rounds),
        funnel=patterns.funnel(cases.rounds),
        logged=len(cases.rounds),
        floor=patterns.FLOOR,
        stages=STAGES,
    )


def area_for(pattern: Pattern, struggles) -> str | None:
    """The area whose practice answers a pattern: itself, or of its type the weakest."""
    areas = practice().bank.areas
    for wanted in pattern.practice:
        fitting = [slug for slug in areas if wanted in (slug, slug.partition("/")[0])]
        fitting = fitting or [slug for slug in areas if wanted in areas[slug].name.casefold()]
        if fitting:
            return max(fitting, key=lambda slug: struggles[slug].weight if slug in struggles else 0)
    return next(iter(practice().bank.suggester.suggest(" ".join(pattern.practice), 1)), None)
