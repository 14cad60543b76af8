"""Exports: everything the user has, in formats that other programs read."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import select

from interview_practice import __version__
from interview_practice.actions import deliveries, reminders
from interview_practice.core import anki, documents
from interview_practice.core.days import day_of
from interview_practice.core.errors import Conflict
from interview_practice.core.icalendar import Event, calendar
from interview_practice.core.meters import meters
from interview_practice.core.schedule import NAMES
from interview_practice.models.attempts import Attempt
from interview_practice.models.bank import Bank
from interview_practice.models.base import db
from interview_practice.models.interviews import Interview
from interview_practice.models.reviews import cards
from interview_practice.models.struggles import marked

if TYPE_CHECKING:
    from interview_practice.audio.recordings import Recordings

ROWS = 1000
"""Read at once, so that a long history never stands in memory as a whole."""

Progress = Callable[[int, int], None]


def everything(target: Path, bank: Bank, own_questions: Path, recordings: "Recordings",
               now: datetime, progress: Progress | None = None) -> dict[str, int]:  # fmt: skip
    """Write all of the user's data into a new folder; how many there are of each kind.

    Raises Conflict when the folder is there already. On an error nothing of it is left.
    """
    if target.exists():
        raise Conflict(f"{target} is there already. Choose a new folder; nothing was changed.")
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        for folder in ("json", "csv", "answers", "interviews", "recordings", "questions"):
            (part / folder).mkdir(parents=True)
        counts = {"tables": _tables(part), "answers": _answers(part, now.tzinfo),
                  "interviews": _interviews(part, now.tzinfo),
                  "recordings": _recordings(part, recordings, progress)}  # fmt: skip
        shutil.copytree(own_questions, part / "questions", dirs_exist_ok=True)
        (part / "anki.txt").write_text(deck(bank), encoding="utf-8")
        (part / "calendar.ics").write_text(due_calendar(bank, now), encoding="utf-8", newline="")
        (part / "README.md").write_text(_readme(now), encoding="utf-8")
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    part.rename(target)
    return counts


def deck(bank: Bank) -> str:
    """The questions of each area practiced or marked, for Anki; of all, while none was."""
    known = {card.area for card in cards()} | {struggle.area for struggle in marked()}
    wanted = [q for q in bank.questions.values() if not known or q.area in known]
    return anki.deck((question, bank.area(question.area)) for question in wanted)


def due_calendar(bank: Bank, now: datetime) -> str:
    """The days on which areas come back, and what there is to be reminded of."""
    today = day_of(now, now.tzinfo)
    events = [_due_event(card.area, bank.area(card.area).name,
                         max(today, day_of(card.due, now.tzinfo))) for card in cards()]  # fmt: skip
    events.sort(key=lambda event: (event.first, event.uid))
    return calendar([*events, *reminders.events(today)], now, "Interview practice")


def _due_event(area: str, name: str, day: date) -> Event:
    return Event(f"area-{area.replace('/', '-')}@interview-practice", day, day,
                 f"Practice: {name}", "interview-practice brings this area back.")  # fmt: skip


def _tables(folder: Path) -> int:
    tables = db.metadata.sorted_tables
    for table in tables:
        names = [column.name for column in table.columns]
        with (
            (folder / "json" / f"{table.name}.json").open("w", encoding="utf-8") as as_json,
            (folder / "csv" / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as rows,
        ):
            writer, before = csv.writer(rows), "[\n"
            writer.writerow(names)
            for row in db.session.execute(select(table).execution_options(yield_per=ROWS)):
                values = dict(zip(names, map(_value, row), strict=True))
                as_json.write(before + json.dumps(values, ensure_ascii=False))
                writer.writerow(map(_cell, values.values()))
                before = ",\n"
            as_json.write("[]\n" if before == "[\n" else "\n]\n")
    return len(tables)


def _value(value: Any) -> Any:
    """A value as JSON takes it; moments in UTC."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or UTC).isoformat()
    return str(value) if isinstance(value, (date, UUID)) else value


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def _completed() -> Iterator[Attempt]:
    query = select(Attempt).where(Attempt.completed_at.is_not(None)).order_by(Attempt.started_at)
    yield from db.session.scalars(query.execution_options(yield_per=ROWS))


def _answers(folder: Path, zone) -> int:
    count = 0
    for count, attempt in enumerate(_completed(), start=1):  # noqa: B007
        started = documents.day(attempt.started_at, zone)
        topic = attempt.area.rpartition("/")[2]
        name = documents.file_name(started.replace(":", "."), topic, attempt.id.hex[:8])
        (folder / "answers" / f"{name}.md").write_text(_answer(attempt, started), encoding="utf-8")
    return count


def _answer(attempt: Attempt, started: str) -> str:
    sounded = meters(deliveries.of(attempt)) if attempt.spoken else []
    transcript = attempt.transcript
    return documents.page(
        attempt.wording,
        [("Answered", started), ("Area", attempt.area),
         ("Rating", NAMES.get(attempt.rating)),
         ("Sound", f"recordings/{attempt.id}.flac" if attempt.spoken else None)],
        [("Answer", transcript.correction or transcript.text), ("Notes", attempt.notes),
         ("How it sounded", [meter.sentence for meter in sounded])],
    )  # fmt: skip


def _interviews(folder: Path, zone) -> int:
    found = list(db.session.scalars(select(Interview).order_by(Interview.on, Interview.id)))
    for interview in found:
        about = interview.application
        name = documents.file_name(str(interview.on), about.company, interview.stage,
                                   str(interview.id))  # fmt: skip
        target = folder / "interviews" / f"{name}.md"
        target.write_text(_interview(interview), encoding="utf-8")
    return len(found)


def _interview(interview: Interview) -> str:
    about = interview.application
    asked = [f"{question.text} ({question.area}"
             + (f", {NAMES[question.rating]}" if question.rating else "")
             + ("; " + ", ".join(question.failures) if question.failures else "") + ")"
             for question in interview.asked]  # fmt: skip
    return documents.page(
        " · ".join(filter(None, (about.company, about.role))) or "Interview",
        [("Date", interview.on), ("Stage", interview.stage), ("Outcome", interview.outcome),
         ("Format", interview.format), ("People", interview.people),
         ("Next date", interview.next_date), ("No on", interview.rejected_on)],
        [("What they asked", asked), ("What threw me", interview.threw_me),
         ("What engaged me", interview.engaged), ("Research", interview.research),
         ("Feedback", interview.feedback), ("What I make of it", interview.hypothesis)],
    )  # fmt: skip


def _recordings(folder: Path, recordings: "Recordings", progress: Progress | None) -> int:
    query = select(Attempt.id, Attempt.sample_rate).where(Attempt.sample_rate.is_not(None))
    spoken, count = db.session.execute(query).all(), 0
    for done, (attempt, rate) in enumerate(spoken, start=1):
        count += recordings.save_flac(attempt, rate, folder / "recordings" / f"{attempt}.flac")
        if progress:
            progress(done, len(spoken))
    return count


def _readme(now: datetime) -> str:
    mappers = sorted(db.Model.registry.mappers, key=lambda mapper: mapper.local_table.name)
    tables = "\n".join(map(_described, mappers))
    return README.format(version=__version__, day=f"{now:%Y-%m-%d}", tables=tables)


def _described(mapper) -> str:
    table = mapper.local_table
    columns = ", ".join(f"`{column.name}`" for column in table.columns)
    return f"- **{table.name}**: {' '.join(mapper.class_.__doc__.split())} Columns: {columns}."


README = """\
# Your practice

Written by interview_practice {version} on {day}. Everything here can be read without it.

- `answers/`: each answer as Markdown: the question, what you said, your rating, your notes and
  how it sounded.
- `interviews/`: each real interview as Markdown: what was asked, how it went, what they said.
- `recordings/`: the sound of each spoken answer as FLAC, named by the answer's id.
- `questions/`: your own questions, as TOML.
- `anki.txt`: the questions of the areas you practice, for Anki (File, Import).
- `calendar.ics`: the days on which areas come back, and your reminders, for a calendar program.
- `json/` and `csv/`: every table of the database, one file each, with the same content.

## The tables

Moments are in UTC. Ids of answers are UUIDs; an area is a type and a topic, such as
`behavioural/conflict`. Ratings are 1 Froze, 2 Shaky, 3 Solid, 4 Nailed it. Times inside a
recording are in seconds. In CSV, lists and objects are written as JSON.

{tables}
"""
