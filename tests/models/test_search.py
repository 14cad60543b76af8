"""Finding answers by words, area, rating and day."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_practice.actions import attempts, reviews
from interview_practice.core.questions import Question
from interview_practice.models import search
from tests.fakes import NOW

TEXTS = [
    "I rolled the release back, and wrote a short report.",
    "The manager didn't agree; we met half-way. 100% honest.",
    'He said "no". NEAR the café I met the naïve señor AND OR NOT.',
]


QUESTIONS = [
    Question("first", "Who helped you?", "values/loyalty"),
    Question("second", "Which habit would you drop?", "strengths/weakness"),
    Question("third", "Why us?", "motivation/company"),
]


@pytest.fixture
def answers(in_app, practice):
    """Three typed answers to three questions, a day apart, rated 1, 2 and not at all."""
    ids = []
    for number, (question, answer) in enumerate(zip(QUESTIONS, TEXTS, strict=True)):
        now = NOW + timedelta(days=number)
        ids.append(attempts.write(question, answer, None, now))
        if number < 2:
            reviews.rate(ids[-1], number + 1, "gut", [], practice.bank, now, practice.rng)
    return ids


def found(**filters):
    return [attempt.id for attempt in search.page(1, 30, **filters).items]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("", [2, 1, 0]),
        ("   ", [2, 1, 0]),
        ("rolled", [0]),
        ("ROLLED Release", [0]),
        ("release rolled", [0]),
        ("rol rep", [0]),
        ("olled", []),
        ("he", [2]),
        ("ro", []),
        ("relea", [0]),
        ("RELEA repor %", [0]),
        ("% manag", [1]),
        ("relea manag", []),
        ("relex", []),
        ("naïve señor", [2]),
        ("señori", []),
        ("no!", [2]),
        ("I'm", []),
        ("señ", [2]),
        ("rolled manager", []),
        ("met", [2, 1]),
        ("didn't", [1]),
        ("half-way", [1]),
        ("100%", [1]),
        ("cafe", [2]),
        ("naïve", [2]),
        ('"no"', [2]),
        ("AND", [2, 0]),
        ("OR", [2]),
        ("NOT", [2]),
        ("NEAR(the, café)", [2]),
        ("nothing-like-this", []),
    ],
)
def test_words_are_all_looked_for_as_they_begin(answers, words, numbers):
    assert found(words=words) == [answers[number] for number in numbers]


ODD = ['"', "*", "^", "-", "()", ":", "text:x", "{a b}", "'", "a\x00b", "\x00", "a\x00", "🙂",
       "%", "_", "\\", "' OR 1=1 --", "a" * 5000, "+", "NEAR(", "AND", "wording : x",
       "words " * 300]  # fmt: skip


@pytest.mark.parametrize("words", ODD, ids=ascii)
def test_no_word_is_an_operator_or_an_error(answers, words):
    assert len(found(words=words)) <= 3


@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
@settings(max_examples=150)
def test_anything_can_be_typed_into_the_search_field(answers, words):
    assert len(found(words=words)) <= 3


def test_notes_and_the_question_itself_are_searched(answers):
    attempts.note(answers[0], "Slower, and name the customer: Wintergreen.")
    assert found(words="wintergreen") == [answers[0]]
    assert found(words="habit drop?") == [answers[1]]


def test_old_notes_are_found_no_more(answers):
    attempts.note(answers[0], "Wintergreen.")
    attempts.note(answers[0], "")
    assert found(words="wintergreen") == []
    assert found(words="rolled") == [answers[0]], "and nothing else is lost or doubled"


@pytest.mark.parametrize(("rating", "numbers"), [(1, [0]), (2, [1]), (3, [])])
def test_by_rating(answers, rating, numbers):
    assert found(rating=rating) == [answers[number] for number in numbers]


@pytest.mark.parametrize(
    ("rating", "words", "numbers"),
    [(1, "rolled", [0]), (2, "rolled", []), (2, "man", [1]), (1, "1", []), (2, "2", [])],
)
def test_by_words_and_rating(answers, rating, words, numbers):
    assert found(words=words, rating=rating) == [answers[number] for number in numbers]


def test_where_words_are_not_parted_a_beginning_may_be_short(in_app):
    attempt = attempts.write(QUESTIONS[0], "日本語で話しました。", None, NOW)
    assert found(words="日本") == [attempt]
    assert found(words="本語") == []


def test_a_rating_that_is_taken_back_is_found_no_more(answers):
    reviews.take_back(answers[0], NOW)
    assert found(words="rolled", rating=1) == []
    assert found(words="rolled") == [answers[0]]


def test_an_area_is_no_word(answers):
    assert found(words="values/loyalty") == found(words="loyalty") == found(words="76616c") == []


def test_by_area(answers):
    assert found(area="motivation/company") == [answers[2]]
    assert found(area="motivation/company", words="rolled") == []
    assert found(area="values/loyalty", words="rolled") == [answers[0]]
    assert found(area="values/loyal", words="rolled") == []
    assert found(area="values/unknown", words="rolled") == []
    assert found(area="values/unknown") == []


@pytest.mark.parametrize(
    ("since", "until", "numbers"),
    [
        (0, None, [2, 1, 0]),
        (1, None, [2, 1]),
        (None, 1, [0]),
        (1, 2, [1]),
        (3, None, []),
    ],
)
def test_by_date(answers, since, until, numbers):
    moments = {"since": since, "until": until}
    limits = {name: NOW + timedelta(days=days) for name, days in moments.items()
              if days is not None}  # fmt: skip
    assert found(**limits) == [answers[number] for number in numbers]


def test_dates_are_compared_as_moments(answers):
    local = datetime(2026, 3, 3, 23, 0, tzinfo=UTC).astimezone()
    assert found(since=local) == [answers[2], answers[1]]


def test_an_answer_that_is_being_recorded_is_not_listed(answers):
    attempts.begin(uuid4(), QUESTIONS[0], 16_000, None, NOW)
    assert len(found()) == 3


def test_a_deleted_answer_is_found_no_more(answers, practice):
    attempts.delete(answers[0], practice.recordings)
    assert found(words="rolled") == []
