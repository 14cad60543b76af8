"""My journey: everything of a period that is worth a line, gathered from the log."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from interview_practice.actions import wins
from interview_practice.core.days import DAY_STARTS, day_of
from interview_practice.core.goals import counted
from interview_practice.core.interviews import FIT, FIT_ANSWERS
from interview_practice.core.journey import Period, Section, anonymous
from interview_practice.models import (
    goals,
    improved_answers,
    practice_days,
    practice_months,
    skills,
)
from interview_practice.models.attempts import Attempt
from interview_practice.models.bank import Bank
from interview_practice.models.base import db
from interview_practice.models.interviews import Application, Interview
from interview_practice.models.stories import Story

SECTIONS = {
    "practice": "What I practiced",
    "wins": "What went well",
    "learning": "What I learned",
    "answers": "Questions I answer better now",
    "skills": "Skills",
    "fit": "What suits me",
    "people": "People",
    "feedback": "What they told me",
}
PRIVATE = ("feedback",)
"""Left out unless it is asked for: words that others wrote."""


def gather(chosen: Period, sections: list[str], with_names: bool, bank: Bank,
           now: datetime) -> list[Section]:  # fmt: skip
    """The sections asked for, without company names unless `with_names`; empty ones stay."""
    found = [
        Section(title, _LINES[key](chosen, bank, now, with_names))
        for key, title in SECTIONS.items()
        if key in sections
    ]
    return found if with_names else anonymous(found, companies())


def companies() -> list[str]:
    """Every company name in the log."""
    return [name for name in db.session.scalars(select(Application.company).distinct()) if name]


def _practice(chosen: Period, bank: Bank, now: datetime, with_names: bool) -> list[str]:
    days, answers, aloud = practice_days.summed(chosen.since, chosen.until)
    if not days:
        return []
    begin, end = (practice_days.begins(d) for d in (chosen.since, chosen.until + timedelta(days=1)))
    areas = Counter()
    for area, count in practice_months.answered(begin, end).items():
        areas[bank.area(area).name] += count
    return [
        f"{_many(answers, 'answer')} in {_many(len(areas), 'area')}, on {_many(days, 'day')}.",
        *([f"{_many(round(aloud / 60), 'minute')} spoken aloud."] if aloud >= 30 else []),
        "Most often: " + ", ".join(name.lower() for name, _ in areas.most_common(3)) + ".",
    ]


def _wins(chosen: Period, bank: Bank, now: datetime, with_names: bool) -> list[str]:
    found = [w for w in wins.everything(bank, now) if chosen.since <= w.on <= chosen.until]
    return [
        f"{win.text} ({win.place})" if with_names and win.place else win.text
        for win in reversed(found)
    ]


def _learning(chosen: Period, bank: Bank, now: datetime, with_names: bool) -> list[str]:
    begin, end = _span(chosen, now)
    query = select(Story).where(Story.created_at >= begin, Story.created_at < end)
    stories = db.session.scalars(query.order_by(Story.created_at))
    return [f"{story.title}: {story.learning}" for story in stories if story.learning]


def _answers(chosen: Period, bank: Bank, now: datetime, with_names: bool) -> list[str]:
    changed = improved_answers.changed(*_span(chosen, now))
    return [bank.questions[a.question].text for a in changed if a.question in bank.questions]


def _skills(chosen: Period, bank: Bank, now: datetime, with_names: bool) -> list[str]:
    steps = skills.steps_done(chosen.since, chosen.until)
    closed = [f"{skill.name}: gap closed." for skill in skills.closed(chosen.since, chosen.until)]
    return [*(f"{step.skill.name}: {step.text}" for step in steps), *closed]


def _fit(chosen: Period, bank: Bank, now: datetime, with_names: bool) -> list[str]:
    said: dict[str, Counter] = {key: Counter() for key in FIT}
    for interview in _interviews(chosen):
        for key, answer in interview.fit.items():
            if key in said and answer in FIT_ANSWERS:
                said[key][answer] += 1
    return [f"{FIT[key]}: {_said(counts)}." for key, counts in said.items() if counts]


def _said(counts: Counter) -> str:
    """right (1), not right (2)."""
    words = {"yes": "right", "no": "not right", "unsure": "not sure"}
    return ", ".join(f"{words[key]} ({counts[key]})" for key in words if counts[key])


def _people(chosen: Period, bank: Bank, now: datetime, with_names: bool) -> list[str]:
    number = sum(deed.kind == "contacts" for deed in goals.deeds(chosen.since, chosen.until))
    return [f"{counted('contacts', number)}."] if number else []


def _feedback(chosen: Period, bank: Bank, now: datetime, with_names: bool) -> list[str]:
    return [f"“{interview.feedback}”" for interview in _interviews(chosen) if interview.feedback]


_LINES = {
    "practice": _practice, "wins": _wins, "learning": _learning, "answers": _answers,
    "skills": _skills, "fit": _fit, "people": _people, "feedback": _feedback,
}  # fmt: skip


def first_day(now: datetime) -> date:
    """The first day anything was practiced or logged; today when there is nothing yet."""
    moment = db.session.scalar(select(func.min(Attempt.started_at)))
    days = [db.session.scalar(select(func.min(Interview.on))), now.date()]
    if moment:
        days.append(day_of(moment, now.tzinfo))
    return min(day for day in days if day)


def _interviews(chosen: Period) -> list[Interview]:
    query = select(Interview).where(Interview.on.between(chosen.since, chosen.until))
    return list(db.session.scalars(query.order_by(Interview.on, Interview.id)))


def _span(chosen: Period, now: datetime) -> tuple[datetime, datetime]:
    starts = time(DAY_STARTS.hour, tzinfo=now.tzinfo)
    return (datetime.combine(chosen.since, starts),
            datetime.combine(chosen.until + timedelta(days=1), starts))  # fmt: skip


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
