"""Time every page of the server with few and with many answers, side by side.

With 100 answers many pages are half empty: `--few 2000` fills them, so that only the number of
answers differs.
"""

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from interview_practice.actions import choices
from interview_practice.models.affirmations import Affirmation
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.goals import Deed
from interview_practice.models.interviews import Application, Interview
from interview_practice.models.letters import Letter
from interview_practice.models.reminders import Reminder
from interview_practice.models.sessions import PracticeSession
from interview_practice.models.skills import Skill
from interview_practice.models.stories import Story
from interview_practice.models.supporters import Supporter
from interview_practice.models.wins import Win
from scripts.make_history import Plan, make

FEW_YEARS = 30 / 365.25
"""A month: practiced at the pace of years, 100 answers would leave the last week empty, and the
pages short that show it."""

SKIPPED = {"static", "entry.show", "recordings.play", "recordings.held"}
"""What is no page: files, the way in, the sound."""

ALSO = {
    "attempts.index": ["?words=team+release", "?words=rel", "?words=releas",
                       "?words=rel&area={kind}/{topic}", "?words=team&area={kind}/{topic}",
                       "?words=team&rating=1", "?words=team&since={since}&until={until}",
                       "?area={kind}/{topic}", "?rating=1", "?page=3",
                       "?since={since}&until={until}"],
    "journey.show": ["?since=2020-01-01"],
    "questions.index": ["?words=team", "?show=new"],
    "trends.show": ["?area={kind}/{topic}"],
    "wins.word": ["?key=first-solid/{kind}/{topic}"],
}  # fmt: skip
"""Addresses of a page that ask the database something else."""

ONE_OF = {
    "interview_id": Interview, "application_id": Application, "letter_id": Letter,
    "story_id": Story, "skill_id": Skill, "supporter_id": Supporter, "line_id": Affirmation,
    "deed_id": Deed, "reminder_id": Reminder, "win_id": Win,
}  # fmt: skip


class Subject:
    """One history, and how to ask its pages."""

    def __init__(self, app: Flask):
        self.app = app
        self.client = app.test_client()
        token = app.extensions["practice"].settings.token
        self.client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        self.client.environ_base["HTTP_ACCEPT"] = "text/html"

    def values(self) -> dict[str, object]:
        """What stands in the addresses of pages about one thing: a late answer to an own question
        that held, and one of each other thing."""
        with self.app.app_context():
            own = Attempt.question.startswith("own-"), Attempt.rating >= 3
            latest = select(Attempt).where(*own).order_by(Attempt.started_at.desc())
            attempt = db.session.scalar(latest.limit(1))
            begun = PracticeSession.started_at.desc()
            session = db.session.scalar(select(PracticeSession.id).order_by(begun).limit(1))
            kind, _, topic = attempt.area.partition("/")
            return {
                "attempt_id": attempt.id, "slug": attempt.question, "session_id": session,
                "kind": kind, "topic": topic,
                "since": attempt.started_at.date() - timedelta(days=20),
                "until": attempt.started_at.date() - timedelta(days=10),
                **{name: db.session.scalar(select(model.id).limit(1))
                   for name, model in ONE_OF.items()},
            }  # fmt: skip

    def pages(self) -> Iterator[tuple[str, str]]:
        """Endpoint and address of every page that GET shows, from the application itself."""
        values = self.values()
        with self.app.test_request_context():
            for rule in sorted(self.app.url_map.iter_rules(), key=lambda rule: rule.rule):
                if "GET" not in rule.methods or rule.endpoint in SKIPPED:
                    continue
                if rule.arguments - values.keys():
                    yield rule.rule, ""
                    continue
                given = {name: values[name] for name in rule.arguments}
                address = self.app.url_for(rule.endpoint, _external=False, **given)
                yield rule.rule, address
                for also in ALSO.get(rule.endpoint, ()):
                    yield rule.rule + also, address + also.format(**values)

    def get(self, address: str) -> int:
        return self.client.get(address).status_code

    def choose(self) -> None:
        """Find the next question of a session, as a rating does."""
        practice = self.app.extensions["practice"]
        with self.app.app_context():
            session = PracticeSession(focus="today", length=5, started_at=practice.now())
            db.session.expunge_all()
            with db.session.no_autoflush:
                assert choices.choose(session, practice.bank, practice.now(), random.Random(0))
            db.session.rollback()


def timed(run: Callable[[], object], clock: Callable[[], float]) -> float:
    """Milliseconds."""
    began = clock()
    run()
    return 1000 * (clock() - began)


def compare(runs: list[Callable[[], object]], times: int, clock) -> list[float]:
    """The medians in ms; the subjects take turns, so that both meet the same disturbances."""
    for run in runs:
        run()
    measured: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for results, run in zip(measured, runs, strict=True):
            results.append(timed(run, clock))
    return [statistics.median(results) for results in measured]


def row(name: str, few: float, many: float, limit: float = 1.5) -> str:
    ratio = many / few
    return f"{name:58} {few:9.1f} {many:9.1f} {ratio:7.2f}{'' if ratio <= limit else '  over'}"


def open_again(data: Path) -> Flask:
    from interview_practice import config
    from interview_practice.app import create_app

    return create_app(config.read(data, transcribe=False))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=100)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--areas", type=int, default=12, help="areas that are practiced, in both")
    parser.add_argument("--questions", type=int, default=2_000)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--cpu", action="store_true", help="CPU time, for a machine that is busy")
    parser.add_argument("--only", default="", help="pages whose address has this (an expression)")
    parser.add_argument("--without", default="$^", help="no page whose address has this")
    parser.add_argument("--keep", type=Path, help="make the histories here, or use those here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bench(given, given.keep or Path(scratch))


def bench(given: argparse.Namespace, folder: Path) -> None:
    now = datetime.now(UTC) - timedelta(minutes=1)
    clock = time.thread_time if given.cpu else time.perf_counter
    subjects = []
    for answers, years in ((given.few, FEW_YEARS), (given.many, 5)):
        data = folder / f"history-{answers}"
        plan = Plan(answers, years, given.areas, given.questions)
        subjects.append(Subject(open_again(data) if data.exists() else make(data, plan, now)))
    unit = "CPU ms" if given.cpu else "ms"
    print(f"{unit + ', median of ' + str(given.times):58} {given.few:>9,} {given.many:>9,}   ratio")
    few, many = subjects
    for (rule, left), (_, right) in zip(list(few.pages()), list(many.pages()), strict=True):
        if not re.search(given.only, rule) or re.search(given.without, rule):
            continue
        if not left or few.get(left) != 200 or many.get(right) != 200:
            print(f"{rule:58} not shown: it needs something these histories do not have")
            continue
        runs = [lambda left=left: few.get(left), lambda right=right: many.get(right)]
        print(row(rule, *compare(runs, given.times, clock)), flush=True)
    print(
        row("choosing the next question", *compare([few.choose, many.choose], given.times, clock))
    )


if __name__ == "__main__":
    main()
