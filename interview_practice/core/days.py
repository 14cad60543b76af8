"""Days in words, and when a practice day ends."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAY_STARTS = time(4)
"""Practice after midnight still belongs to the evening before."""


def day_of(moment: datetime, zone: tzinfo | None) -> date:
    """The practice day a moment belongs to, in the user's time zone (None: the machine's)."""
    return (moment.astimezone(zone) - timedelta(hours=DAY_STARTS.hour)).date()


def day_ends(now: datetime, zone: tzinfo | None) -> datetime:
    """When today's practice day is over; what is due before then is due today."""
    tomorrow = datetime.combine(day_of(now, zone) + timedelta(days=1), DAY_STARTS, zone)
    return tomorrow.astimezone(UTC)


def on_day(moment: datetime, now: datetime) -> str:
    """A past moment as one says it: today, yesterday, on Tuesday, on March 3.

    Both are read in the zone of `now`.
    """
    day, today = day_of(moment, now.tzinfo), day_of(now, now.tzinfo)
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"on {day:%A}" if days < 7 else f"on {named(day, today)}"


def comes_back(due: datetime, now: datetime) -> str:
    """A future moment as one says it: today, tomorrow, in 5 days."""
    days = (day_of(due, now.tzinfo) - day_of(now, now.tzinfo)).days
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days"


def named(day: date, today: date) -> str:
    """March 3, or March 3, 2025 when the year is another."""
    return f"{day:%B} {day.day}" + ("" if day.year == today.year else f", {day.year}")
