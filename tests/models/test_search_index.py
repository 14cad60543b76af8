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
ASKED = [*WORDS, "t", "rel", "relea", "slower"]


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
            if rng.random() < 0.2:
                reviews.take_back(attempt, now)
        if rng.random() < 0.1:
            attempts.delete(attempt, practice.recordings)


def held(attempt, words, begun):
    said = f"{attempt.wording} {attempt.transcript.words} {attempt.notes}".lower()
    said = said.replace(".", " ").replace("?", " ").split()
    return all(any(s == word or (begun and len(word) > 2 and s.startswith(word)) for s in said)
               for word in words.split())  # fmt: skip


def plain(words, area="", rating=None, since=None, until=None):
    """The same by looking at every answer: those that hold the very words when more than are
    counted do, otherwise those that hold words which begin so."""
    fit = [
        a
        for a in db.session.scalars(select(Attempt).order_by(Attempt.started_at.desc()))
        if a.completed_at
        and (not area or a.area == area)
        and (not rating or a.rating == rating)
        and (not since or a.started_at >= since)
        and (not until or a.started_at < until)
    ]
    exact = [a for a in fit if held(a, words, False)]
    return exact if len(exact) > search.MOST_COUNTED else [a for a in fit if held(a, words, True)]


day = st.none() | st.integers(-1, 41).map(lambda day: NOW + timedelta(days=day))


@given(words=st.lists(st.sampled_from(ASKED), min_size=1, max_size=2),
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
        assert found.items == expected[: bound + 1][7 * (number - 1) :][:7]
        assert found.total == min(len(expected), bound + 1)
        assert found.more == (len(expected) > bound)


def test_a_common_word_is_found_in_days_long_past(lived, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 5)
    until = NOW + timedelta(days=4)
    found = search.page(1, 30, words="team", until=until)
    assert found.total > 1
    assert all(attempt.started_at < until for attempt in found.items)


@pytest.mark.parametrize("most", [0, 1, 2, 12])
def test_a_long_beginning_finds_the_same_however_many_words_begin_so(lived, monkeypatch, most):
    monkeypatch.setattr(search, "MOST_SPELLED", most)
    expected = plain("relea wrote")
    assert search.page(1, 99, words="relea wrote").items == expected
    assert {"release", "releases"} <= {
        word for a in plain("relea") for word in a.transcript.text.split()
    }


def test_an_old_answer_is_found_behind_many_newer_ones_with_its_words(lived, practice, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 5)
    question = practice.bank.by_area["closing/questions-to-ask"][0]
    long_ago = NOW - timedelta(days=900)
    old = attempts.write(question, "The team wrote.", None, long_ago)
    reviews.rate(old, 4, "gut", [], practice.bank, long_ago, practice.rng)
    assert search.page(1, 9, words="team").more
    for words in ("team", "tea", "team wrote"):
        found = search.page(1, 9, words=words, area=question.area)
        assert ([a.id for a in found.items], found.more) == ([old], False)
    assert search.page(1, 9, words="tea", area=question.area, rating=3).total == 0


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
        whole = text("SELECT rowid, * FROM attempt_search")
        return sorted(db.session.execute(whole).all())

    kept = rows()
    migration = import_module("interview_practice.migrations.versions.0010_search_filters")
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM attempt_search"))
        migration.fill_index(connection)
    db.session.rollback()
    assert rows() == kept != []
