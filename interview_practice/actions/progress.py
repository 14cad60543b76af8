"""What the progress pages show: read from the caches, and put together by the rules."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from interview_practice.core import forecast, strength
from interview_practice.core.days import day_of
from interview_practice.core.progress import Effect, Week, effect, monday, weeks
from interview_practice.core.questions import TYPE_NAMES
from interview_practice.core.readiness import Readiness, readiness
from interview_practice.core.standing import Standing, weakest_first
from interview_practice.core.strength import Pair
from interview_practice.core.weekly import AreaWeek, Weekly
from interview_practice.models import area_logs, interviews, practice_days, reviews, struggles
from interview_practice.models.area_logs import LATEST, AreaLog, Asked
from interview_practice.models.bank import Bank
from interview_practice.models.base import db
from interview_practice.models.reviews import Card


@dataclass(frozen=True)
class Areas:
    """Every area there is evidence for, and what follows from all of them together."""

    standings: list[Standing]
    pairs: list[Pair]
    effects: list[Effect]
    held: Mapping[str, list[bool]]
    forecast: Mapping[date, list[str]]
    enough: forecast.Enough | None

    @property
    def open(self) -> list[Standing]:
        return [s for s in self.standings if s.open]

    @property
    def ready(self) -> list[Standing]:
        return [s for s in self.standings if s.readiness.ready]

    @property
    def by_area(self) -> dict[str, Standing]:
        return {standing.area: standing for standing in self.standings}


def areas(now: datetime) -> Areas:
    """All areas, the weakest first."""
    asked = area_logs.asked(now)
    logs = area_logs.logs()
    due = reviews.due_dates()
    marked = {struggle.area for struggle in struggles.marked()}
    known = {*logs, *asked, *marked}
    standings = [_standing(area, logs.get(area), asked.get(area, ()), due.get(area),
                           area in marked, now) for area in known]  # fmt: skip
    standings = weakest_first(standings)
    held = _held(asked, logs)
    return Areas(
        standings=standings,
        pairs=[pair for s in standings for pair in strength.pairs_of(s.area, s.entries)],
        effects=_effects(logs, held),
        held=held,
        forecast=forecast.ahead(due, now),
        enough=forecast.enough(
            {s.area: s.readiness.days for s in standings if s.open},
            {s.area for s in standings if s.readiness.ready},
            interviews.next_date(now.date()),
            now,
        ),
    )


def area(slug: str, now: datetime) -> tuple[Standing, Effect | None]:
    """One area, and what practice did for it."""
    asked, logs = area_logs.asked(now, [slug]), area_logs.logs([slug])
    card = db.session.get(Card, slug)
    marked = slug in {struggle.area for struggle in struggles.marked()}
    effects = _effects(logs, _held(asked, logs))
    standing = _standing(slug, logs.get(slug), asked.get(slug, ()), card and card.due, marked, now)
    return standing, effects[0] if effects else None


def practiced(now: datetime, count: int) -> list[Week]:
    """The last weeks, this one included."""
    today = day_of(now, now.tzinfo)
    days = practice_days.since(monday(today) - timedelta(weeks=count - 1))
    return weeks(days, today, count)


def week(day: date, bank: Bank, goal: int | None, now: datetime) -> Weekly:
    """The week around a day. Strength and readiness are today's."""
    start = monday(day)
    end = start + timedelta(days=6)
    days = practice_days.between(start, end)
    all_ = areas(now)
    counts = area_logs.answered(start, end)
    following = [(d, names) for d, names in all_.forecast.items() if names and d > end]
    return Weekly(
        start=start,
        answers=sum(d.answers for d in days),
        days=len(days),
        minutes=round(sum(d.seconds for d in days) / 60, 2),
        words=sum(d.words for d in days),
        goal=goal,
        areas=[_area_week(s, *counts[s.area], bank) for s in all_.standings if s.area in counts],
        ready=[full_name(s.area, bank) for s in all_.ready],
        gut=gut_sentence(all_.pairs),
        next_week=[(d, [full_name(area, bank) for area in names]) for d, names in following[:7]],
    )


def full_name(slug: str, bank: Bank) -> str:
    """Type and name: topics such as communication exist in two types."""
    area = bank.area(slug)
    return f"{TYPE_NAMES.get(area.type, area.type)}: {area.name.lower()}"


def gut_sentence(pairs: Collection[Pair]) -> str:
    """What all pairs together say; empty below three."""
    judged = strength.judge(list(pairs))
    if judged is None:
        return ""
    return f"Right after speaking, your rating is {judged.sentence} ({judged.pairs} pairs)."


def readiness_of(log: AreaLog | None, failures: Mapping[str, datetime], now: datetime) -> Readiness:
    """How ready an area is; without a log it was never practiced."""
    if log is None:
        return readiness([], None, now.tzinfo)
    return area_logs.reckoned(log, failures, now.tzinfo)[1]


def _standing(slug: str, log: AreaLog | None, asked, due: datetime | None, marked: bool,
              now: datetime) -> Standing:  # fmt: skip
    own = log.entries() if log else []
    failures = area_logs.failed(asked)
    entries = sorted([*own, *(item.entry for item in asked)], key=lambda entry: entry.at)
    failed_last = bool(failures) and entries[-1].at == max(failures.values())
    known = readiness_of(log, failures, now)
    return Standing(slug, known, log.answers if log else 0, entries[-LATEST:], due,
                    kept_open=marked or failed_last,
                    course=log.course if log and not asked else None)  # fmt: skip


def _held(asked: Mapping[str, list[Asked]],
          logs: Mapping[str, AreaLog]) -> dict[str, list[bool]]:  # fmt: skip
    held = {area: [item.held for item in items if item.held is not None]
            for area, items in asked.items() if area in logs}  # fmt: skip
    return {area: cases for area, cases in held.items() if cases}


def _effects(logs: Mapping[str, AreaLog], held: Mapping[str, list[bool]]) -> list[Effect]:
    found = [effect(area, log.first, log.later(), held.get(area, ()))
             for area, log in logs.items()]  # fmt: skip
    return sorted((e for e in found if e), key=lambda e: (-e.change, e.area))


def _area_week(standing: Standing, answers: int, mean: float | None, bank: Bank) -> AreaWeek:
    return AreaWeek(
        area=standing.area,
        name=full_name(standing.area, bank),
        answers=answers,
        mean=mean and round(mean, 2),
        strength=standing.strength,
        readiness=standing.readiness.sentence,
        comes_back=standing.due.date() if standing.due else None,
    )
