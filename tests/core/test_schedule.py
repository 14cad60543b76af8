"""When an area comes back: tables, and laws that hold for every log."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_practice.core import schedule
from interview_practice.core.schedule import LONGEST_DAYS, preview, replay, review

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
FROZE, SHAKY, SOLID, NAILED = schedule.NAMES

ratings = st.sampled_from([FROZE, SHAKY, SOLID, NAILED])
gaps = st.timedeltas(timedelta(days=-3), timedelta(days=40))


@st.composite
def logs(draw, least=1):
    """(rating, moment) pairs as a machine with an unreliable clock writes them."""
    moment, log = NOW, []
    for rating, gap in draw(st.lists(st.tuples(ratings, gaps), min_size=least, max_size=8)):
        moment += gap
        log.append((rating, moment))
    return log


def days(memory):
    return (memory.due - memory.last_review).days


@pytest.mark.parametrize(
    ("rated", "back_in"),
    [
        ([FROZE], 1),
        ([SHAKY], 1),
        ([SOLID], 1),
        ([NAILED], 3),
        ([NAILED, NAILED], 14),
        ([NAILED, NAILED, NAILED], 21),
        ([NAILED, NAILED, FROZE], 1),
    ],
)
def test_a_held_area_stays_away_longer(rated, back_in):
    memory = None
    for rating in rated:
        memory = review(memory, rating, memory.due if memory else NOW)
    assert days(memory) == back_in


@given(logs())
def test_an_area_comes_back_within_three_weeks_and_not_before_tomorrow(log):
    assert 1 <= days(replay(log)) <= LONGEST_DAYS


@given(logs(), st.integers(1, LONGEST_DAYS))
def test_no_area_stays_away_past_the_longest_interval(log, longest):
    assert days(replay(log, longest)) <= longest


@given(logs(least=0), gaps)
def test_a_better_rating_never_brings_an_area_back_sooner(log, gap):
    shown = preview(replay(log), (log[-1][1] if log else NOW) + gap)
    assert sorted(shown) == [FROZE, SHAKY, SOLID, NAILED]
    assert sorted(shown.values()) == list(shown.values())


@given(logs(least=0), ratings, gaps)
def test_the_preview_is_what_happens(log, rating, gap):
    memory = replay(log)
    now = max((memory.last_review if memory else NOW), NOW + gap)
    assert preview(memory, now)[rating] == days(review(memory, rating, now))


@given(logs(least=2))
def test_a_log_can_be_replayed_in_two_parts(log):
    memory = None
    for rating, at in log:
        memory = review(memory, rating, at)
    assert memory == replay(log)


@given(logs())
def test_the_time_zone_of_the_machine_changes_nothing(log):
    moved = [(rating, at.astimezone(timezone(timedelta(hours=-7)))) for rating, at in log]
    assert replay(moved) == replay(log)


@given(logs(), ratings, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_a_clock_set_back_counts_as_no_time_passed(log, rating, back):
    memory = replay(log)
    early = review(memory, rating, memory.last_review - back)
    assert early == review(memory, rating, memory.last_review)


def test_an_empty_log_is_no_memory():
    assert replay([]) is None


def test_the_chance_to_hold_fades_from_certain():
    memory = review(None, SOLID, NOW)
    chances = [schedule.retrievability(memory, NOW + timedelta(days=n)) for n in (-1, 0, 1, 5, 30)]
    assert chances[:2] == [1.0, 1.0]
    assert chances[1:] == sorted(chances[1:], reverse=True)
    assert chances[2] > 0.9 > chances[-1]


@pytest.mark.parametrize(
    ("interview_in", "longest"),
    [(None, 21), (-1, 21), (0, 21), (0.5, 1), (1, 1), (2, 1), (3, 2), (10, 9), (22, 21), (90, 21)],
)
def test_an_area_is_seen_again_before_the_interview(interview_in, longest):
    interview = None if interview_in is None else NOW + timedelta(days=interview_in)
    assert schedule.longest_interval(NOW, interview) == longest
