"""Wins: write one down, word a noticed one differently, or let it go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete as delete_rows

from interview_practice.actions import deletions
from interview_practice.actions.transactions import transaction
from interview_practice.core import fields
from interview_practice.core import wins as rules
from interview_practice.core.days import day_of
from interview_practice.models import area_logs, wins
from interview_practice.models.area_logs import AreaLog
from interview_practice.models.bank import Bank
from interview_practice.models.wins import Win


@dataclass(frozen=True, slots=True)
class Shown:
    """A win as the page shows it: with a row of its own (`id`), noticed (`key`), or both."""

    on: date
    text: str
    place: str = ""
    id: int | None = None
    key: str | None = None


def everything(bank: Bank, now: datetime) -> list[Shown]:
    """Wins written down and wins noticed, newest first, without the hidden ones."""
    rows = wins.written()
    taken = {row.key: row for row in rows if row.key}
    found = [Shown(row.on, row.text, id=row.id) for row in rows if not row.key]
    for item in noticed(bank, now):
        row = taken.get(item.key)
        if row is None:
            found.append(Shown(item.on, item.text, item.place, key=item.key))
        elif not row.hidden:
            found.append(Shown(row.on, row.text, id=row.id, key=item.key))
    return sorted(found, key=lambda win: (win.on, win.id or 0), reverse=True)


def noticed(bank: Bank, now: datetime) -> list[rules.Noticed]:
    """What the program sees in the log by itself."""
    names = {slug: area.name for slug, area in bank.areas.items()}
    logs = area_logs.milestones()
    solid = {area: log.solid_at for area, log in logs.items() if log.solid_at}
    ready = _first_ready({area: logs[area] for area in solid}, now)
    rounds = [
        rules.Round(i.id, i.stage, i.outcome, i.on, i.application.role, i.application.company)
        for i in wins.great_rounds()
        if i.on <= now.date()  # a final that was agreed is a win on its day
    ]
    held = [
        (asked.id, asked.interview.on, asked.area, asked.interview.application.company)
        for asked in wins.held()
    ]
    return [
        *rules.first_solids(_days(solid, now), names),
        *rules.retired(_days(ready, now), names),
        *rules.rounds(rounds),
        *rules.held(held, names),
    ]


def add(given: Mapping[str, str], today: date) -> int:
    """Keep a win and return its id. `given` holds text and on; with key it takes the place of
    the win noticed under that key."""
    values = _values(given, today)
    with transaction() as tx:
        win = Win(key=given.get("key") or None, **values)
        tx.add(win)
        tx.flush()
        return win.id


def change(win_id: int, given: Mapping[str, str], today: date) -> None:
    values = _values(given, today)
    with transaction():
        win = wins.get(win_id)
        win.text, win.on = values["text"], values["on"]


def delete(win_id: int, now: datetime) -> None:
    """Delete a win, for one undo; one that was noticed comes back as the program words it."""
    with transaction():
        win = wins.get(win_id)
        deletions.remove(f"The win “{win.text}”", [win], now)


def hide(key: str, text: str, on: date) -> None:
    """Let a noticed win go; `show_hidden` brings it back."""
    with transaction() as tx:
        if win := wins.by_key(key):
            win.hidden = True
        else:
            tx.add(Win(key=key, text=text, on=on, hidden=True))


def show_hidden() -> None:
    with transaction() as tx:
        tx.execute(delete_rows(Win).where(Win.hidden))


def _first_ready(logs: Mapping[str, AreaLog], now: datetime) -> dict[str, datetime]:
    """When each area was first ready, for those that were."""
    asked = area_logs.asked(now)
    found = {area: area_logs.reckoned(log, area_logs.failed(asked.get(area, ())), now.tzinfo)[0]
             for area, log in logs.items()}  # fmt: skip
    return {area: at for area, at in found.items() if at}


def _days(moments: Mapping[str, datetime], now: datetime) -> dict[str, date]:
    return {area: day_of(at, now.tzinfo) for area, at in moments.items()}


def _values(given: Mapping[str, str], today: date) -> dict:
    return {
        "text": fields.line("The win", given.get("text"), 300),
        "on": fields.past_day("The day", given.get("on"), today),
    }
