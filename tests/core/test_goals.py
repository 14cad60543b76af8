from datetime import date

import pytest

from interview_practice.core.goals import Progress, counted, week_of


@pytest.mark.parametrize(
    ("day", "monday", "sunday"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 8)),
        (date(2026, 3, 8), date(2026, 3, 2), date(2026, 3, 8)),
        (date(2026, 3, 29), date(2026, 3, 23), date(2026, 3, 29)),
        (date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_a_week_runs_from_monday_to_sunday(day, monday, sunday):
    assert week_of(day) == (monday, sunday)


@pytest.mark.parametrize(
    ("progress", "sentence", "reached"),
    [
        (Progress("answers", 0, 10), "0 of 10 answers practiced", False),
        (Progress("answers", 10, 10), "10 of 10 answers practiced", True),
        (Progress("contacts", 0, 1), "0 of 1 person contacted", False),
        (Progress("steps", 5, 2), "5 skill steps, 3 more than you planned", True),
        (Progress("applications", 1, 0), "1 tailored application", False),
        (Progress("applications", 0, 0), "0 tailored applications", False),
    ],
)
def test_a_goal_in_words(progress, sentence, reached):
    assert (progress.sentence, progress.reached) == (sentence, reached)


def test_one_is_singular():
    assert counted("contacts", 1) == "1 person contacted"
    assert counted("contacts", 2) == "2 people contacted"
