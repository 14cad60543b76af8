from datetime import timedelta

import pytest

from interview_practice.core import schedule
from interview_practice.core.questions import Area
from interview_practice.core.schedule import LONGEST_DAYS, Memory
from interview_practice.core.selection import Desk, struggling
from interview_practice.core.struggles import Evidence, weigh
from tests.fakes import NOW


@pytest.mark.parametrize(
    ("days", "longest"), [(None, 21), (0, 21), (1, 1), (2, 1), (3, 2), (7, 6), (22, 21), (90, 21)]
)
def test_an_area_is_seen_again_before_the_interview(days, longest):
    day = None if days is None else NOW.date() + timedelta(days=days)
    assert schedule.longest_before(NOW, day) == longest


@pytest.mark.parametrize("ratings", [[1], [3], [4], [3, 3], [4, 4, 4], [1, 3, 4, 2]])
@pytest.mark.parametrize("longest", [1, 3, LONGEST_DAYS])
def test_rescheduling_agrees_with_a_new_review(ratings, longest):
    log = [(rating, NOW + timedelta(days=3 * n)) for n, rating in enumerate(ratings)]
    unhurried = schedule.replay(log, longest=10_000)
    assert schedule.rescheduled(unhurried, longest) == schedule.replay(log, longest)


AREA = "behavioural/conflict"
STRONG = Memory(30.0, 4.0, NOW + timedelta(days=20), NOW - timedelta(days=2), 4)


def evidence(rating, source, days=0.0):
    return Evidence(AREA, rating, NOW - timedelta(days=days), source)


@pytest.mark.parametrize(
    ("items", "waiting"),
    [
        ([evidence(4, "review", 2)], False),
        ([evidence(1, "review", 2)], False),
        ([evidence(4, "review", 2)] * 5 + [evidence(1, "interview")], True),
        ([evidence(4, "review", 2), evidence(3, "interview")], False),
        ([evidence(1, "interview", 3), evidence(3, "review", 2)], False),
    ],
)
def test_a_real_failure_reopens_a_practiced_area(items, waiting):
    desk = Desk({AREA: Area(AREA, "Conflict")}, NOW, {AREA: STRONG}, weigh(items, NOW))
    assert bool(struggling(desk)) is waiting
