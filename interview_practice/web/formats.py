"""How values read on a page."""

from datetime import date as Date
from datetime import datetime
from uuid import UUID

from flask import Flask, url_for

from interview_practice.core import days, interviews
from interview_practice.core.questions import ROLE_NAMES, TYPE_NAMES, title
from interview_practice.core.schedule import NAMES
from interview_practice.core.weekly import spoken
from interview_practice.web.charts import chart_rows
from interview_practice.web.current import now, practice

NAMED = {
    "stage_name": interviews.STAGES,
    "outcome_name": interviews.OUTCOMES,
    "failure_name": interviews.FAILURES,
    "fit_name": interviews.FIT,
    "fit_answer": interviews.FIT_ANSWERS,
}
"""Filters that turn a slug into its name."""


def init_app(app: Flask) -> None:
    for filter_ in (clock, on_day, beginning, comes_back, day, rating_name, area_name, type_name,
                    role_name, date_name, weekday, area_page):  # fmt: skip
        app.add_template_filter(filter_)
    for name, words in NAMED.items():
        app.add_template_filter(words.__getitem__, name)
    app.add_template_filter(UUID, "uuid")
    app.add_template_filter(spoken)
    app.add_template_filter(chart_rows)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def clock(seconds: float) -> str:
    """Seconds as 1:42."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def on_day(moment: datetime) -> str:
    return days.on_day(moment, now())


def beginning(text: str) -> str:
    """The text as a sentence begins; the names in it keep their capitals."""
    return text[:1].upper() + text[1:]


def comes_back(moment: datetime) -> str:
    return days.comes_back(moment, now())


def day(moment: datetime) -> str:
    """A date and time of day in the user's zone: March 3, 14:05."""
    local = moment.astimezone(now().tzinfo)
    return f"{days.named(local.date(), now().date())}, {local:%H:%M}"


def date_name(date: Date) -> str:
    """March 3, or March 3, 2025 when the year is another."""
    return days.named(date, now().date())


def rating_name(rating: int) -> str:
    return NAMES[rating]


def area_name(slug: str) -> str:
    """The area's name; `behavioural/conflict` reads Conflict."""
    return practice().bank.area(slug).name


def role_name(role: str) -> str:
    """The role's name; one that only own questions have is made of its slug."""
    return ROLE_NAMES.get(role, title(role))


def type_name(area: str) -> str:
    return TYPE_NAMES.get(area.partition("/")[0], title(area))


def weekday(day: Date) -> str:
    """Thursday, March 5."""
    return f"{day:%A}, {days.named(day, now().date())}"


def area_page(slug: str) -> str:
    """The address of an area's progress."""
    kind, _, topic = slug.partition("/")
    return url_for("progress.area", kind=kind, topic=topic)
