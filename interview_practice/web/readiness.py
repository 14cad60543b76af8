"""How ready areas are, as pages show it."""

from collections.abc import Collection

from interview_practice.core.interviews import when_asked
from interview_practice.core.readiness import Readiness, readiness
from interview_practice.models import attempts, interviews, reviews
from interview_practice.models.interviews import Interview
from interview_practice.web.current import now

LATEST = 120
"""Reviews of an area that are looked at."""


def readiness_of(areas: Collection[str]) -> dict[str, Readiness]:
    return {area: readiness(reviews.rated(area, LATEST), _failed_at(area), now().tzinfo)
            for area in areas}  # fmt: skip


def practiced_before(interview: Interview) -> set[str]:
    """The areas that were practiced before the day of an interview."""
    when = when_asked(interview.on, interview.logged_at, now())
    return attempts.rated_before({asked.area for asked in interview.asked}, when)


def _failed_at(area: str):
    failed = interviews.failures_in(area)
    if not failed:
        return None
    latest = failed[0].interview
    return when_asked(latest.on, latest.logged_at, now())
