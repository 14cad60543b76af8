"""Pages of answers: what is counted, and where counting stops."""

import pytest

from interview_practice.actions import attempts
from interview_practice.models import search

pytestmark = pytest.mark.usefixtures("in_app")


@pytest.fixture
def seven(practice, clock):
    question = next(iter(practice.bank.questions.values()))
    for n in range(7):
        attempts.write(question, f"Answer number{n} about the outage", None, clock())
        clock.go(minutes=1)


@pytest.mark.parametrize("filters", [{"words": "outage"}, {"rating": None}], ids=str)
@pytest.mark.parametrize(
    ("number", "texts", "before", "after"),
    [(1, ["number6", "number5", "number4"], False, True),
     (3, ["number0"], True, False), (0, ["number6", "number5", "number4"], False, True),
     (9, [], True, False)],
)  # fmt: skip
def test_pages_are_newest_first(seven, filters, number, texts, before, after):
    found = search.page(number, 3, **filters)
    assert [a.transcript.text.split()[1] for a in found.items] == texts
    assert (found.total, found.pages, found.has_prev, found.has_next) == (7, 3, before, after)


def test_counting_stops_at_a_bound(seven, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 4)
    assert search.page(1, 3).total == 5


def test_of_many_answers_the_latest_are_listed(seven, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 2)
    found = search.page(1, 9, words="out")
    assert [a.transcript.text.split()[1] for a in found.items] == ["number6", "number5", "number4"]
    assert found.total == 3


def test_a_word_that_most_answers_hold_is_looked_for_as_it_is(seven, monkeypatch, practice, clock):
    question = next(iter(practice.bank.questions.values()))
    for text in ("Many outages", "The outage"):
        attempts.write(question, text, None, clock())
        clock.go(minutes=1)
    assert search.page(1, 9, words="outage").total == 9
    monkeypatch.setattr(search, "MOST_COUNTED", 4)
    found = search.page(1, 9, words="outage")
    assert [a.transcript.text for a in found.items[:2]] == [
        "The outage",
        "Answer number6 about the outage",
    ]
    assert found.total == 5
    begun = search.page(1, 9, words="outag")
    assert [a.transcript.text for a in begun.items[:2]] == ["The outage", "Many outages"]


def test_a_known_total_is_not_counted_again(seven):
    assert search.page(1, 3, total=99).pages == 33
