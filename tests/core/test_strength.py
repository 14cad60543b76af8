from datetime import date, timedelta

import pytest

from interview_practice.core import strength
from interview_practice.core.readiness import Readiness
from interview_practice.core.standing import Standing, weakest_first
from interview_practice.core.strength import Entry, Judgment, Pair
from tests.fakes import NOW

NOT_YET, READY = Readiness(False, 0, "Not yet."), Readiness(True, 3, "Ready.")


def entries(*ratings, every=1, source="review"):
    first = NOW - timedelta(days=every * (len(ratings) - 1))
    return [Entry(first + timedelta(days=every * n), rating, source=source)
            for n, rating in enumerate(ratings)]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], []),
        (entries(3), [3.0]),
        (entries(1, 4, every=0), [1.0, 2.5]),
        (entries(1, 4, every=14), [1.0, 3.0]),
        (entries(4, 1, every=28), [4.0, 1.6]),
        ([Entry(NOW, 4), Entry(NOW, 1, source="interview")], [4.0, 2.0]),
        ([Entry(NOW, 1, reviewed=3)], [3.0]),
    ],
    ids=["nothing", "one", "same moment", "half after 14 days", "a quarter after 28",
         "an interview counts double", "the rating after listening counts"],
)  # fmt: skip
def test_strength_is_a_mean_in_which_recent_ratings_count_more(given, expected):
    assert strength.course(given) == expected


def test_a_clock_set_back_does_not_make_old_ratings_heavier():
    later, earlier = Entry(NOW, 4), Entry(NOW - timedelta(days=30), 1)
    assert strength.course([later, earlier]) == [4.0, 2.5]


@pytest.mark.parametrize(
    ("value", "step", "name"),
    [(1.0, 1, "Froze"), (1.49, 1, "Froze"), (1.5, 2, "Shaky"), (2.5, 3, "Solid"),
     (3.49, 3, "Solid"), (3.5, 4, "Nailed it"), (4.0, 4, "Nailed it")],
)  # fmt: skip
def test_a_strength_is_named_after_the_nearest_rating(value, step, name):
    assert strength.step(value) == step
    assert strength.level(value) == name


@pytest.mark.parametrize(
    ("course", "expected"),
    [([1, 2, 3], ""), ([1, 2, 3, 4], "up"), ([4, 1, 1, 2], "down"), ([2, 4, 1, 2.2], "level"),
     ([1, 3, 3, 3, 3], "level")],
)  # fmt: skip
def test_a_direction_takes_four_ratings(course, expected):
    assert strength.direction(course) == expected


def pairs(*differences, area="behavioural/conflict", at=NOW):
    return [Pair(area, at, 2, 2 + difference) for difference in differences]


@pytest.mark.parametrize(
    ("differences", "sentence"),
    [
        ((1, 1, 1), "a step too low"),
        ((-1, -1, -1), "a step too high"),
        ((1, 0, 0), "a little too low"),
        ((-1, 0, -1), "a little too high"),
        ((1, 0, -1), "about right"),
        ((0, 0, 0, 0, 1), "about right"),
    ],
)
def test_the_gut_is_judged_in_words(differences, sentence):
    assert strength.judge(pairs(*differences)).sentence == sentence


@pytest.mark.parametrize("differences", [(), (1,), (1, 1)])
def test_nothing_is_said_below_three_pairs(differences):
    assert strength.judge(pairs(*differences)) is None
    assert strength.by_area(pairs(*differences)) == {}
    assert strength.by_month(pairs(*differences), NOW.tzinfo) == {}


def test_areas_furthest_off_come_first():
    found = strength.by_area(pairs(0, 1, 0) + pairs(-1, -1, -1, area="values/fit") + pairs(2)[:0])
    assert list(found.items()) == [
        ("values/fit", Judgment(3, -1.0)),
        ("behavioural/conflict", Judgment(3, 0.33)),
    ]


def test_months_are_those_of_the_practice_day():
    night = NOW.replace(month=4, day=1, hour=3)  # still March: the day ends at four
    assert strength.by_month(pairs(1, 1, 1, at=night), NOW.tzinfo) == {
        date(2026, 3, 1): Judgment(3, 1.0)
    }


def test_an_answer_without_a_second_rating_is_no_pair():
    found = strength.pairs_of("values/fit", [Entry(NOW, 2), Entry(NOW, 2, reviewed=3)])
    assert found == [Pair("values/fit", NOW, 2, 3)]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (entries(2), "One rating so far: shaky."),
        (entries(1, 4, every=14), "From 1.0 to 3.0 in 2 ratings; now about solid."),
        (entries(1, 1, 4, 4, 4, every=14), "From 1.0 to 3.7 in 5 ratings; now about nailed it, "
                                           "rising."),
    ],
)  # fmt: skip
def test_an_area_says_what_its_picture_shows(given, sentence):
    assert Standing("values/fit", NOT_YET, entries=given).sentence == sentence


@pytest.mark.parametrize(
    ("standing", "is_open"),
    [
        (Standing("a", NOT_YET), True),
        (Standing("a", NOT_YET, entries=entries(2)), True),
        (Standing("a", NOT_YET, entries=entries(3)), False),
        (Standing("a", NOT_YET, entries=entries(3), kept_open=True), True),
        (Standing("a", READY, entries=entries(3), kept_open=True), False),
    ],
    ids=["only marked", "weak", "held", "held but marked", "ready"],
)
def test_an_area_is_worked_on_while_it_is_weak_or_marked(standing, is_open):
    assert standing.open is is_open


def test_the_weakest_come_first_and_ready_ones_last():
    weak, strong = (
        Standing("b", NOT_YET, entries=entries(1)),
        Standing("a", NOT_YET, entries=entries(3)),
    )
    ready = Standing("c", READY, entries=entries(1))
    assert weakest_first([ready, strong, weak]) == [weak, strong, ready]
