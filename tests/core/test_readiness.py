from datetime import timedelta

import pytest

from interview_practice.core.readiness import Rated, readiness
from tests.fakes import NOW


def rated(*answers):
    """(days ago, question, gut[, reviewed]) each."""
    return [Rated(question, NOW - timedelta(days=days), *ratings)
            for days, question, *ratings in answers]  # fmt: skip


THREE = [(5, "a", 3, 3), (3, "b", 3, 4), (1, "c", 4, 4)]


@pytest.mark.parametrize(
    ("answers", "ready", "days", "sentence"),
    [
        ([], False, 0, "Not practiced yet"),
        ([(1, "a", 2)], False, 0, "Not yet"),
        (THREE[:2], False, 2, "Solid on 2 of 3 days"),
        (THREE, True, 3, "Ready"),
        ([(5, "a", 3), (3, "b", 3), (1, "c", 4)], False, 3, "two answers again after listening"),
        ([(5, "a", 3), (3, "b", 3), (1, "c", 4, 4)], False, 3, "one more answer"),
        ([(5, "a", 3, 3), (3, "b", 4, 3), (1, "c", 4, 4)], False, 3, "lower after listening"),
        ([(9, "d", 4, 2), *THREE], True, 3, "Ready"),
        ([(5, "a", 3, 3), (3, "a", 3, 3), (1, "a", 4, 4)], False, 1, "Solid on 1 of 3"),
        ([(1, "a", 3, 3), (1, "b", 3, 3), (1, "c", 4, 4)], False, 1, "Solid on 1 of 3"),
        ([(5, "a", 3, 3), (5, "b", 3, 3), (3, "a", 3, 3), (1, "c", 3, 3)], True, 3, "Ready"),
        ([(5, "a", 1, 3), (3, "b", 3, 3), (1, "c", 4, 4)], True, 3, "Ready"),
        ([(5, "a", 4, 2), (3, "b", 3, 3), (1, "c", 4, 4)], False, 2, "Solid on 2 of 3"),
    ],
)
def test_an_area_is_ready_after_three_days_three_wordings_and_two_honest_ratings(
    answers, ready, days, sentence
):
    found = readiness(rated(*answers), None, NOW.tzinfo)
    assert (found.ready, found.days) == (ready, days)
    assert sentence in found.sentence


def test_a_real_failure_opens_a_ready_area_again():
    found = readiness(rated(*THREE), NOW - timedelta(hours=1), NOW.tzinfo)
    assert not found.ready
    assert found.sentence == "Open again since a real interview."


def test_practice_since_the_failure_counts():
    found = readiness(rated(*THREE), NOW - timedelta(days=4), NOW.tzinfo)
    assert (found.ready, found.days) == (False, 2)


def test_a_long_history_is_no_burden():
    history = rated(*((days, f"q{days % 40}", 3, 3) for days in range(200, 0, -1)))
    assert readiness(history, None, NOW.tzinfo).ready
