"""The caches of the progress pages follow every change of what they count."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, text

from interview_practice.actions import attempts, progress, reviews, struggles
from interview_practice.core import strength
from interview_practice.models import practice_days
from interview_practice.models.area_logs import LATEST, AreaLog
from interview_practice.models.base import db
from interview_practice.models.practice_days import PracticeDay
from tests.fakes import NOW
from tests.interviews import TODAY, logged

pytestmark = pytest.mark.usefixtures("in_app")

AREA = "behavioural/conflict"


@pytest.fixture
def questions(practice):
    return practice.bank.by_area[AREA]


@pytest.fixture
def answer(practice, clock, questions):
    """Type an answer, rate it, and perhaps again after listening; its id."""

    def run(rating, reviewed=None, question=0, words="one two three"):
        attempt = attempts.write(questions[question], words, None, clock())
        for stage, given in (("gut", rating), ("reviewed", reviewed)):
            if given:
                reviews.rate(attempt, given, stage, [], practice.bank, clock(), random.Random(0))
        return attempt

    return run


def log():
    return db.session.get(AreaLog, AREA)


def test_a_day_counts_its_answers_and_words(answer, clock):
    answer(3)
    answer(3, words="four words are here")
    clock.go(days=1)
    answer(3)
    assert [(d.day, d.answers, d.words) for d in practice_days.since(date(2026, 3, 1))] == [
        (date(2026, 3, 3), 2, 7),
        (date(2026, 3, 4), 1, 3),
    ]
    assert practice_days.in_all() == (3, 0.0, 10)


def test_a_night_belongs_to_the_evening_before(answer, clock):
    clock.go(hours=17)  # three in the morning
    answer(3)
    assert [d.day for d in practice_days.since(date(2026, 3, 1))] == [date(2026, 3, 3)]


def test_a_deleted_answer_is_no_longer_counted(answer, practice):
    kept, gone = answer(3), answer(3)
    attempts.delete(gone, practice.recordings)
    assert practice_days.in_all() == (1, 0.0, 3)
    attempts.delete(kept, practice.recordings)
    assert db.session.query(PracticeDay).count() == 0


def test_a_spoken_answer_counts_its_seconds_and_then_its_words(begun, script, transcribe):
    sound = b"\x00\x10\x00\xf0" * 16_000  # two seconds
    script.patch(f"/attempts/{begun}/recording", data=sound, headers={"Upload-Offset": "0"})
    length = {"Upload-Length": str(len(sound))}
    script.post(f"/attempts/{begun}/recording/completion", headers=length)
    db.session.rollback()
    assert practice_days.in_all()[:2] == (1, 2.0)
    transcribe(begun)
    db.session.rollback()
    spoken = db.session.scalar(text("select text from transcript"))
    assert practice_days.in_all()[2] == len(spoken.split())


def test_an_area_keeps_its_first_and_latest_ratings(answer, clock):
    for n in range(25):
        answer(1 if n < 5 else 3)
        clock.go(hours=1)
    assert (log().answers, log().first, len(log().latest)) == (25, [1] * 5, LATEST)
    assert log().later() == [3] * LATEST


def test_what_was_taken_back_is_gone_from_the_area(answer, clock):
    first = answer(1)
    answer(2, reviewed=4)
    reviews.take_back(first, clock())
    assert [(e.gut, e.reviewed) for e in log().entries()] == [(2, 4)]
    assert log().later() == []


def test_an_area_without_ratings_has_no_log(answer, clock):
    only = answer(1)
    reviews.take_back(only, clock())
    assert log() is None


def test_strength_evidence_and_forecast_come_together(answer, clock):
    ids = [answer(rating).hex for rating in (1, 2)]
    found = progress.areas(clock())
    (standing,) = found.standings
    assert standing.course == [1.0, 1.5]
    assert standing.course == strength.course(standing.entries)
    assert [entry.ref for entry in standing.entries] == ids
    assert found.open == [standing]
    assert sum(map(len, found.forecast.values())) == 1
    assert found.enough is None


def test_a_real_interview_counts_into_the_strength(answer, clock):
    answer(3)
    clock.go(hours=1)
    logged(asked=[("Why?", AREA, 1, [])])
    (standing,) = progress.areas(clock()).standings
    assert standing.course == strength.course(standing.entries)
    assert standing.strength < 2


def test_a_marked_area_shows_before_its_first_answer(clock, practice):
    struggles.mark([AREA], practice.bank, clock())
    (standing,) = progress.areas(clock()).standings
    assert (standing.area, standing.entries, standing.strength) == (AREA, [], None)


def test_an_area_that_held_on_three_days_is_ready(answer, clock):
    for question in range(3):
        answer(3, reviewed=3, question=question)
        clock.go(days=2)
    assert [s.area for s in progress.areas(clock()).ready] == [AREA]


def test_an_area_stays_ready_however_often_it_is_practiced_in_a_day(answer, clock):
    for question in (0, 1, 2, *(2 for _ in range(LATEST))):
        answer(3, reviewed=3, question=question)
        clock.go(days=1 if question < 2 else 0, minutes=1)
    assert [s.area for s in progress.areas(clock()).ready] == [AREA]


def test_a_week_holds_its_own_answers_only(answer, clock, practice):
    answer(2, reviewed=3)
    clock.go(days=7)
    answer(4)
    week = progress.week(date(2026, 3, 5), practice.bank, 10, clock())
    assert (week.start, week.answers, week.goal) == (date(2026, 3, 2), 1, 10)
    assert [(row.area, row.answers, row.mean) for row in week.areas] == [(AREA, 1, 3.0)]


def test_the_migration_counts_what_was_there_before(answer, app, clock):
    from importlib import import_module

    answer(1)
    answer(2, reviewed=3, words="five words are written here")
    clock.go(days=1)
    reviews.take_back(answer(4), clock())
    columns = (PracticeDay.day, PracticeDay.answers, PracticeDay.words)
    kept = [tuple(row) for row in db.session.query(*columns).order_by(PracticeDay.day)]
    migration = import_module("interview_practice.migrations.versions.0006_progress")
    with db.engine.begin() as connection:
        connection.execute(delete(PracticeDay))
        migration.count_days(connection)
    db.session.rollback()
    assert [tuple(row) for row in db.session.query(*columns).order_by(PracticeDay.day)] == kept


def test_the_effect_needs_eight_answers_and_tells_what_happened_for_real(answer, clock, client):
    for n in range(8):
        answer(1 if n < 5 else 4)
        clock.go(hours=1)
    (effect,) = progress.areas(clock()).effects
    assert (effect.first, effect.later, effect.later_count, effect.asked) == (1.0, 4.0, 3, 0)
    assert progress.area(AREA, clock() + timedelta(hours=1))[1] == effect


def whole_log():
    columns = (AreaLog.answers, AreaLog.first, AreaLog.latest, AreaLog.solid_at, AreaLog.ready_at,
               AreaLog.course, AreaLog.last_at, AreaLog.readiness, AreaLog.failures)  # fmt: skip
    return db.session.query(*columns).filter(AreaLog.area == AREA).one()


def test_the_migration_finds_out_how_far_the_areas_were(answer, clock):
    from importlib import import_module

    migration = import_module("interview_practice.migrations.versions.0007_readiness")
    for days, question in ((0, 0), (2, 1), (4, 2), (6, 0)):
        clock.now = NOW + timedelta(days=days)
        answer(3, reviewed=3, question=question)
        if days == 0:
            logged(on=TODAY + timedelta(days=1), asked=[("Why?", AREA, 1, [])])
    reviews.take_back(answer(1), clock())
    kept = tuple(whole_log())
    assert kept[3] == NOW
    assert kept[4] == NOW + timedelta(days=6)
    assert len(kept[-1]) == 1
    with db.engine.begin() as connection:
        connection.execute(delete(AreaLog))
        migration.log_areas(connection)
    db.session.rollback()
    assert tuple(whole_log()) == kept
