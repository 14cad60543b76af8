"""How ready areas are, as pages show it."""

from collections.abc import Collection

from interview_practice.actions import progress
from interview_practice.core.interviews import when_asked
from interview_practice.core.readiness import Readiness
from interview_practice.models import area_logs, attempts
from interview_practice.models.interviews import Interview
from interview_practice.web.current import now


def readiness_of(areas: Collection[str]) -> dict[str, Readiness]:
    asked, logs = area_logs.asked(now(), areas), area_logs.logs(areas)
    return {area: progress.readiness_of(logs.get(area), area_logs.failed(asked.get(area, ())),
                                        now()) for area in areas}  # fmt: skip


def practiced_before(interview: Interview) -> set[str]:
    """The areas that were practiced before the day of an interview."""
    when = when_asked(interview.on, interview.logged_at, now())
    return attempts.rated_before({asked.area for asked in interview.asked}, when)
