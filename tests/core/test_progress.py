from datetime import date

import pytest

from interview_practice.core import progress
from interview_practice.core.progress import Day, Effect

MONDAY, TODAY = date(2026, 3, 2), date(2026, 3, 3)


def test_weeks_have_every_day_up_to_today():
    before, this = progress.weeks([Day(date(2026, 2, 22), 2, 90.0, 200)], TODAY, 2)
    assert (before.start, this.start) == (date(2026, 2, 23), MONDAY)
    assert [day.day for day in this.days] == [MONDAY, TODAY]
    assert before.answers == 0  # February 22 is the Sunday before


def test_a_week_adds_up_its_days():
    days = [Day(MONDAY, 2, 90.0, 200), Day(TODAY, 3, 120.0, 300)]
    (week,) = progress.weeks(days, TODAY, 1)
    assert (week.answers, week.minutes, week.words) == (5, 3.5, 500)
    assert progress.practiced_days([week]) == 2


@pytest.mark.parametrize(
    ("day", "expected"),
    [(MONDAY, MONDAY), (date(2026, 3, 8), MONDAY), (date(2026, 1, 1), date(2025, 12, 29))],
)
def test_a_week_begins_on_monday(day, expected):
    assert progress.monday(day) == expected


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        ([1, 1, 2, 2, 2], [3, 3, 3], Effect("a", 1.6, 3.0, 3)),
        ([1, 1, 2, 2, 2], [3, 3], None),
        ([1, 1, 2, 2], [], None),
    ],
    ids=["five and three", "two since are too few", "four are too few"],
)
def test_an_effect_takes_five_answers_and_three_more(first, later, expected):
    assert progress.effect("a", first, later) == expected


def test_an_effect_carries_what_happened_for_real():
    found = progress.effect("a", [1] * 5, [3] * 4, held=[True, False, True])
    assert (found.change, found.asked, found.held) == (2.0, 3, 2)


def effects(*changes):
    return [Effect(f"area-{n}", 2.0, 2.0 + change, 3) for n, change in enumerate(changes)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ((), ""),
        ((1, 1), ""),
        ((1, 0.2, -1), "In 1 of 3 areas the ratings since are higher than in the first five "
                       "answers, in 1 lower."),
        ((1, 0.25, 1, 2), "In 4 of 4 areas the ratings since are higher than in the first five "
                          "answers, in 0 lower."),
    ],
)  # fmt: skip
def test_effects_together_are_silent_below_three_areas(changes, sentence):
    assert progress.effect_sentence(effects(*changes)) == sentence


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        ({}, ""),
        ({"a": [True], "b": [True]}, ""),
        ({"a": [True, False], "b": [True]},
         "Practiced areas came up 3 times in real interviews; 2 of them held."),
    ],
)  # fmt: skip
def test_real_interviews_are_silent_below_three_cases(held, sentence):
    assert progress.held_sentence(held) == sentence
