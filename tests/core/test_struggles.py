"""Tables of evidence and the struggle that it adds up to."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_practice.core.struggles import Evidence, sentence, weigh

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
AREA = "behavioural/conflict"


def evidence(*items, area=AREA):
    """From (rating, days ago[, source[, said]])."""
    return [Evidence(area, rating, NOW - timedelta(days=ago), *(rest or ["review"]))
            for rating, ago, *rest in items]  # fmt: skip


def struggle(*items):
    return weigh(evidence(*items), NOW)[AREA]


@pytest.mark.parametrize(
    ("items", "weight"),
    [
        ([(1, 0)], 1.0),
        ([(4, 0)], 0.0),
        ([(2, 0)], 2 / 3),
        ([(3, 0)], 1 / 3),
        ([(1, 0), (4, 0)], 1 / 2),
        ([(1, 14), (4, 0)], 1 / 3),
        ([(1, 0), (4, 14)], 2 / 3),
        ([(1, 28), (4, 0)], 1 / 5),
        ([(1, 0, "interview"), (4, 0)], 2 / 3),
        ([(1, 14, "interview"), (4, 0)], 1 / 2),
        ([(1, 0, "marked"), (4, 0)], 1 / 2),
        ([(1, -5), (4, 0)], 1 / 2),
        ([(1, 2000 * 365)], 1.0),
        ([(1, 2000 * 365 + 14), (4, 2000 * 365)], 1 / 3),
    ],
)
def test_recent_and_real_evidence_weighs_more(items, weight):
    assert struggle(*items).weight == pytest.approx(weight)


@pytest.mark.parametrize(
    ("items", "is_open"),
    [
        ([(1, 0, "marked")], True),
        ([(2, 0)], True),
        ([(2, 0), (3, 0)], True),
        ([(3, 0)], False),
        ([(1, 0, "marked"), (4, 0), (4, 0)], False),
        ([(1, 10, "interview"), (3, 0)], True),
    ],
)
def test_an_area_is_worked_on_until_it_mostly_holds(items, is_open):
    assert struggle(*items).open is is_open


pieces = st.tuples(st.integers(1, 4), st.floats(0, 200), st.sampled_from(["review", "interview"]))


@given(st.lists(pieces, min_size=1, max_size=6))
def test_a_weight_lies_between_the_best_and_the_worst_rating(items):
    worst, best = ((4 - pick(rating for rating, *_ in items)) / 3 for pick in (min, max))
    assert best - 1e-9 <= struggle(*items).weight <= worst + 1e-9


def test_areas_are_weighed_apart():
    other = "opener/introduction"
    weighed = weigh(evidence((1, 0)) + evidence((4, 0), area=other), NOW)
    assert {area: found.weight for area, found in weighed.items()} == {AREA: 1.0, other: 0.0}


def test_without_evidence_there_is_no_struggle():
    assert weigh([], NOW) == {}


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([(1, 0, "marked")], "You said you struggle with conflict."),
        ([(1, 5, "marked"), (2, 1)], "You rated conflict shaky yesterday."),
        ([(4, 9), (1, 3)], "You rated conflict froze on Saturday."),
        ([(4, 9), (2, 6, "interview")], "Conflict went badly in a real interview on Wednesday."),
        (
            [(1, 9), (1, 8), (3, 6, "interview")],
            "Conflict went well in a real interview on Wednesday, and less so before.",
        ),
        (
            [(4, 9), (2, 6, "interview", False)],
            "Conflict came up in a real interview on Wednesday.",
        ),
    ],
)
def test_the_reason_is_the_latest_evidence(items, words):
    assert sentence(struggle(*items), "Conflict", NOW) == words
