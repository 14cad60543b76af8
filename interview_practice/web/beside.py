"""What the Today page shows beside practice: reminders, somebody to turn to, an own line."""

from interview_practice.web import affirmations, reminders, supporters
from interview_practice.web.current import today


def practice() -> dict:
    """Values for the template; empty ones show nothing."""
    nudge = supporters.nudged()
    return {
        "today": today(),
        "open_reminders": reminders.open_today(),
        "nudge": nudge if nudge and nudge.person else None,
        "line": affirmations.line_of_today(),
    }
