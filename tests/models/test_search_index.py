"""The index of words: what it finds is what a plain look at every answer finds."""

import random
from datetime import UTC, datetime, timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from interview_practice.actions import attempts, reviews
from interview_practice.models import search
from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from tests.fakes import NOW

pytestmark = pytest.mark.usefixtures("in_app")

AREAS = ("behavioural/conflict", "opener/introduction")
WORDS = ["team", "teams", "release", "releases", "outage", "wrote"]


@pytest.fixture
def lived(practice):
    """Answers of 40 days, kept in random order, some rated, some deleted, some begun only."""
    rng = random.Random(5)
    days = [n / 2 for n in range(80)]
    for day in rng.sample(days, len(days)):
        now = NOW + timedelta(days=day, microseconds=rng.randrange(10**6))
        question = practice.bank.by_area[rng.choice(AREAS)][0]
        said = " ".join(rng.choices(WORDS, k=3))
        attempt = attempts.write(question, said, None, now)
        attempts.note(attempt, rng.choice(("", "", "Slower.")))
        if rng.random() < 0.6:
            rating = rng.randint(1, 4)
            reviews.rate(attempt, rating, "gut", [], practice.bank, now, practice.rng)
        if rng.random() < 0.1:
            attempts.delete(attempt, practice.recordings)


def held(attempt, words, ending):
    said = f"{attempt.wording} {attempt.transcript.words} {attempt.notes}".lower()
    said = said.replace(".", " ").replace("?", " ").split()
    return all(any(s.startswith(word) if ending else s == word for s in said)
               for word in words.split())  # fmt: skip


def plain(words, area="", rating=None, since=None, until=None):
    """The same by looking at every answer: those that hold the very words when more of them do
    than are looked through, and of those the latest so many and one."""
    answers = [a for a in db.session.scalars(select(Attempt)) if a.completed_at]
    answers.sort(key=lambda attempt: attempt.started_at, reverse=True)
    exact = sum(held(attempt, words, "") for attempt in answers) > search.MOST_COUNTED
    found = [
        a
        for a in answers
        if held(a, words, "" if exact else "*")
        and (not since or a.started_at >= since)
        and (not until or a.started_at < until)
    ]
    return [a for a in found[: search.MOST_COUNTED + 1]
            if (not area or a.area == area) and (not rating or a.rating == rating)]  # fmt: skip


day = st.none() | st.integers(-1, 41).map(lambda day: NOW + timedelta(days=day))


@given(words=st.lists(st.sampled_from([*WORDS, "t", "rel", "slower"]), min_size=1, max_size=2),
       area=st.sampled_from(("", "", *AREAS)), rating=st.none() | st.integers(1, 4),
       since=day, until=day, bound=st.sampled_from((5, 20, 1_000)),
       number=st.integers(1, 4))  # fmt: skip
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_search_finds_what_a_plain_look_finds(
    lived, words, area, rating, since, until, bound, number
):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "MOST_COUNTED", bound)
        filters = {"words": " ".join(words), "area": area, "rating": rating,
                   "since": since, "until": until}  # fmt: skip
        expected = plain(**filters)
        found = search.page(number, 7, **filters)
        assert found.items == expected[7 * (number - 1) :][:7]
        assert found.total == len(expected)
        assert list(db.session.scalars(search.find(**filters))) == expected


def test_a_common_word_is_found_in_days_long_past(lived, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 5)
    until = NOW + timedelta(days=4)
    found = search.page(1, 30, words="team", until=until)
    assert found.total > 1
    assert all(attempt.started_at < until for attempt in found.items)


def test_answers_of_the_same_moment_are_told_apart(practice):
    question = practice.bank.by_area[AREAS[0]][0]
    ids = [attempts.write(question, said, None, NOW) for said in ("One team.", "Two.", "Team.")]
    attempts.note(ids[0], "Wintergreen.")
    assert {a.id for a in search.page(1, 9, words="team").items} == {ids[0], ids[2]}
    assert [a.id for a in search.page(1, 9, words="wintergreen").items] == [ids[0]]
    attempts.delete(ids[0], practice.recordings)
    assert [a.id for a in search.page(1, 9, words="team").items] == [ids[2]]
    assert [a.id for a in search.page(1, 9, words="two").items] == [ids[1]]


def test_a_note_on_an_unfinished_recording_is_found_once_it_is_complete(practice):
    attempt = uuid4()
    attempts.begin(attempt, practice.bank.by_area[AREAS[0]][0], 16_000, None, NOW)
    attempts.note(attempt, "Wintergreen.")
    assert search.page(1, 9, words="wintergreen").total == 0
    attempts.complete(attempt, 0, practice.recordings, NOW)
    assert search.page(1, 9, words="wintergreen").total == 1


@pytest.mark.parametrize("filters", [
    {"since": datetime.min.replace(tzinfo=UTC)}, {"until": datetime.max.replace(tzinfo=UTC)},
], ids=str)  # fmt: skip
def test_any_day_can_be_asked_for(lived, filters):
    assert search.page(1, 9, words="team", **filters).total == len(plain("team"))


def test_the_migration_makes_the_index_that_the_program_keeps(lived):
    def rows():
        whole = text("SELECT rowid, attempt_id, wording, text, notes FROM attempt_search")
        return sorted(db.session.execute(whole).all())

    kept = rows()
    migration = import_module("interview_practice.migrations.versions.0009_search")
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM attempt_search"))
        migration.fill_index(connection)
    db.session.rollback()
    assert rows() == kept != []
