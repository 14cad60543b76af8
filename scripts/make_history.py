"""Make a data folder with years of practice: answers, transcripts, ratings, interviews."""

import argparse
import random
import time
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, select, text

from interview_practice import config
from interview_practice.actions import (
    affirmations,
    goals,
    letters,
    reminders,
    skills,
    stories,
    supporters,
    wins,
)
from interview_practice.actions import reviews as rating_actions
from interview_practice.actions.transactions import transaction
from interview_practice.actions.upgrades import upgrade
from interview_practice.app import create_app
from interview_practice.core.meters import KINDS
from interview_practice.core.questions import Question
from interview_practice.models import practice_days, practice_months
from interview_practice.models.attempts import Attempt
from interview_practice.models.bank import Bank
from interview_practice.models.base import db
from interview_practice.models.deliveries import DeliveryRow
from interview_practice.models.interviews import Application, AskedQuestion, Interview
from interview_practice.models.reviews import Review
from interview_practice.models.sessions import PracticeSession, Turn
from interview_practice.models.struggles import Struggle
from interview_practice.models.transcripts import SegmentRow, Transcript

search_index = import_module("interview_practice.migrations.versions.0010_search_filters")

A_SESSION = 5
BATCH = 5_000
INTERVIEWS = 12
REVIEWED, RETRACTED = 0.25, 0.01
"""Shares of answers that are rated again after listening, and of ratings that are taken back."""

VOCABULARY = str.split(
    "I led the team and we moved the release after the customer asked for a change that nobody "
    "had planned so I wrote down what was missing spoke with each person and found a way to keep "
    "the date which saved two weeks and taught me to ask earlier"
)


@dataclass(frozen=True)
class Plan:
    """How much practice: `answers` over `years` up to now, in so many of the bank's areas."""

    answers: int
    years: float = 5
    areas: int = 12
    questions: int = 2_000
    seed: int = 1


def make(data: Path, plan: Plan, now: datetime) -> Flask:
    """The application on a folder that holds the history; its caches are made by its own code."""
    settings = config.read(data, transcribe=False)
    rng = random.Random(plan.seed)
    add_questions(settings.own_questions / "history.toml", plan.questions, settings)
    app = create_app(settings)
    upgrade(app, settings.backups, settings.database_file, now)
    bank = app.extensions["practice"].bank
    with app.app_context():
        fill(bank, plan, rng, now)
        add_one_of_each(bank, now)
        remember(now)
    return app


def add_questions(path: Path, count: int, settings: config.Settings) -> None:
    """Own questions, spread over all areas, until the bank holds `count`."""
    bank = create_app(settings).extensions["practice"].bank
    areas = list(bank.areas)
    missing = max(0, count - len(bank.questions))
    path.write_text("".join(
        f'[[question]]\nslug = "own-{n}"\narea = "{areas[n % len(areas)]}"\n'
        f'text = "Tell me of case {n} in which this mattered."\n\n'
        for n in range(missing)
    ))  # fmt: skip


def fill(bank: Bank, plan: Plan, rng: random.Random, now: datetime) -> None:
    areas = rng.sample(list(bank.areas), min(plan.areas, len(bank.areas)))
    questions = [question for question in bank.questions.values() if question.area in areas]
    skill = {area: rng.uniform(1.5, 3.5) for area in areas}
    days = 365.25 * plan.years
    times = sorted(now - timedelta(days=rng.uniform(0.1, days)) for _ in range(plan.answers))
    for begin in range(0, plan.answers, BATCH):
        numbered = enumerate(times[begin : begin + BATCH], begin)
        with transaction():
            insert_answers([row(n, at, rng.choice(questions), skill, rng) for n, at in numbered])
    with transaction() as tx:
        for area in areas[:5]:
            tx.add(Struggle(area=area, marked_at=now - timedelta(days=30)))
        for n in range(INTERVIEWS):
            tx.add(interview(n, questions, rng, now))


def add_one_of_each(bank: Bank, now: datetime) -> None:
    """What lies beside practice, so that its pages show something."""
    today = now.date()
    letters.write("thanks", 1, {}, bank, now)
    stories.add({"title": "The release", "learning": "Ask earlier."}, [], bank, now)
    skills.add({"name": "SQL", "steps": "Joins\nWindows"}, now)
    supporters.add({"role": "mentor", "name": "Ana"})
    affirmations.add("I have done harder things.", True, now)
    goals.count("contacts", {}, today)
    reminders.add({"title": "Write to Ana", "on": today.isoformat()})
    wins.add({"text": "I stayed calm"}, today)


def row(n: int, at: datetime, question: Question, skill: dict, rng: random.Random) -> dict:
    """What is known of one answer, to be spread over the tables."""
    words = rng.choices(VOCABULARY, k=rng.randint(30, 120))
    return {
        "n": n, "id": UUID(int=rng.getrandbits(128), version=4), "at": at, "question": question,
        "session": UUID(int=0x4000 << 64 | n // A_SESSION, version=4), "words": words,
        "rating": min(4, max(1, round(rng.gauss(skill[question.area], 0.8)))),
        "reviewed": rng.random() < REVIEWED, "better": rng.choice((-1, 0, 0, 1)),
        "taken_back": rng.random() < RETRACTED,
        "figures": {kind: round(rng.uniform(1, 200), 1) for kind in KINDS},
    }  # fmt: skip


def insert_answers(rows: list[dict]) -> None:
    run = db.session.execute
    firsts = [r for r in rows if r["n"] % A_SESSION == 0]
    run(insert(PracticeSession), [
        {"id": r["session"], "focus": "today", "length": A_SESSION, "started_at": r["at"],
         "finished_at": r["at"] + timedelta(minutes=15)} for r in firsts])  # fmt: skip
    run(insert(Turn), [
        {"id": r["n"] + 1, "session_id": r["session"], "position": r["n"] % A_SESSION,
         "question": r["question"].slug, "area": r["question"].area, "reason": "It was due.",
         "skipped": False, "ended_at": r["at"] + timedelta(minutes=2)} for r in rows])  # fmt: skip
    run(insert(Attempt), [
        {"id": r["id"], "turn_id": r["n"] + 1, "question": r["question"].slug,
         "wording": r["question"].text, "area": r["question"].area,
         "target_seconds": r["question"].seconds, "started_at": r["at"],
         "completed_at": r["at"] + timedelta(seconds=len(r["words"]) / 2), "sample_rate": 16_000,
         "length": len(r["words"]) * 16_000, "rating": None, "notes": ""}
        for r in rows])  # fmt: skip
    run(insert(Transcript), [
        {"attempt_id": r["id"], "state": "ready", "text": " ".join(r["words"]),
         "transcribed_until": len(r["words"]) * 8_000, "tries": 0, "speech_model": "tiny.en"}
        for r in rows])  # fmt: skip
    run(insert(SegmentRow), [segment(r) for r in rows])
    run(insert(DeliveryRow), [
        {"attempt_id": r["id"], "area": r["question"].area, "at": r["at"], "figures": r["figures"]}
        for r in rows])  # fmt: skip
    run(insert(Review), [review for r in rows for review in ratings(r)])


def segment(r: dict) -> dict:
    words = [[word, n / 2, n / 2 + 0.4, 0.9] for n, word in enumerate(r["words"])]
    end = len(words) / 2
    return {"attempt_id": r["id"], "position": 0, "start": 0.0, "end": end,
            "text": " ".join(r["words"]), "words": words, "speech": [[0.0, end]], "fillers": [],
            "uncertain": False}  # fmt: skip


def ratings(r: dict) -> list[dict]:
    """The log of an answer: from the gut, perhaps after listening, perhaps taken back."""
    common = {"attempt_id": r["id"], "question": r["question"].slug, "area": r["question"].area,
              "ticks": [], "retracts": None}  # fmt: skip
    first = 3 * r["n"] + 1
    at = r["at"] + timedelta(minutes=2)
    found = [{"id": first, "at": at, "stage": "gut", "rating": r["rating"], **common}]
    if r["reviewed"]:
        better = min(4, max(1, r["rating"] + r["better"]))
        later = at + timedelta(minutes=5)
        found.append({"id": first + 1, "at": later, "stage": "reviewed", "rating": better,
                      **common})  # fmt: skip
    if r["taken_back"]:
        last = found[-1]
        found.append(last | {"id": first + 2, "at": at + timedelta(minutes=9),
                             "retracts": last["id"]})  # fmt: skip
    return found


def interview(n: int, questions: list[Question], rng: random.Random, now: datetime) -> Application:
    on = (now - timedelta(days=20 * n + 3)).date()
    asked = [
        AskedQuestion(position=p, text=q.text, area=q.area, question=q.slug,
                      rating=rng.randint(1, 4), failures=[], held=rng.choice((None, True, False)))
        for p, q in enumerate(rng.sample(questions, 4))
    ]  # fmt: skip
    interview = Interview(stage="technical", on=on, outcome="rejected", rejected_on=on,
                          logged_at=now, asked=asked)  # fmt: skip
    return Application(company=f"Company {n}", role="Engineer", created_at=now,
                       interviews=[interview])  # fmt: skip


def remember(now: datetime) -> None:
    """Make every cache from the log with the program's own code: one answer stands for its area,
    one for its question, one for its day."""
    reviewed = Attempt.id == Review.attempt_id
    with transaction() as tx:
        standing = select(Attempt.id, Review.rating).join(Review, reviewed).order_by(Review.id)
        rated = {attempt: rating for attempt, rating in tx.execute(standing)}
        table = Attempt.__table__
        tx.connection().execute(
            table.update().where(table.c.id == text(":attempt")).values(rating=text(":given")),
            [{"attempt": attempt.hex, "given": rating} for attempt, rating in rated.items()],
        )
        for (area,) in tx.execute(select(Attempt.area).distinct()).all():
            rating_actions.remember_area(area, now)
            tx.flush()
            tx.expunge_all()
        for slug, area in tx.execute(select(Attempt.question, Attempt.area).distinct()).all():
            rating_actions.remember_question(slug, area, now)
        tx.flush()
        tx.expunge_all()
        if db.engine.dialect.name == "sqlite":
            search_index.fill_index(tx.connection())
        days = {at.date(): at for at in tx.scalars(select(Attempt.started_at))}
        for at in days.values():
            for hours in (-24, 0, 24):
                practice_days.recount(at + timedelta(hours=hours))
        for area, month in practice_months.disagreeing():
            practice_months.recount(area, practice_months.begins(month))
    db.session.execute(text("ANALYZE"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="an empty folder")
    for field in fields(Plan):
        kind = {"years": float}.get(field.name, int)
        default = 100_000 if field.name == "answers" else field.default
        parser.add_argument(f"--{field.name}", type=kind, default=default)
    given = vars(parser.parse_args())
    data, plan = given.pop("data"), Plan(**given)
    began = time.monotonic()
    make(data, plan, datetime.now(UTC))
    print(f"{plan.answers:,} answers in {time.monotonic() - began:.0f} s: {data}")


if __name__ == "__main__":
    main()
