import pytest

from interview_practice.core import drills
from interview_practice.core.interviews import FAILURES
from interview_practice.core.questions import Question

QUESTION = Question("why", "Why?", "behavioural/conflict", seconds=100, push_back="Really?",
                    follow_ups=["And then?", "Who else?"])  # fmt: skip
BARE = Question("bare", "Why?", "behavioural/conflict", seconds=100)


def test_every_failure_has_its_drill():
    assert set(drills.DRILLS) == set(FAILURES)
    assert len(drills.BY_SLUG) == len(FAILURES)


@pytest.mark.parametrize(
    ("failure", "spoken"),
    [
        ("rambled", [90, 60, 30]),
        ("froze", [60]),
        ("no-result", [15]),
        ("did-not-know", [60]),
        ("lost-composure", [60, 45, 45]),
        ("missed-the-question", [90]),
        ("closed-badly", [15, 75]),
    ],
)
def test_the_seconds_of_each_take(failure, spoken):
    slug = drills.DRILLS[failure].slug
    takes = range(len(drills.DRILLS[failure].takes))
    assert [drills.target(slug, take, QUESTION) for take in takes] == spoken


def test_froze_begins_with_ten_quiet_seconds():
    first = drills.steps("first-sentence", 0, QUESTION)[0]
    assert (first.seconds, first.aloud) == (10, False)


def test_every_take_ends_aloud():
    for drill in drills.BY_SLUG.values():
        assert all(take[-1].aloud for take in drill.takes)


def test_who_lost_composure_is_pushed_back_by_the_question_itself():
    assert "“Really?”" in drills.steps("push-back", 1, QUESTION)[0].text
    assert "“And then?”" in drills.steps("push-back", 2, QUESTION)[0].text


def test_a_question_without_a_push_back_gets_a_general_one():
    assert drills.PUSH_BACK in drills.steps("push-back", 1, BARE)[0].text
    assert drills.FOLLOW_UP in drills.steps("push-back", 2, BARE)[0].text


@pytest.mark.parametrize(("slug", "take"), [(None, 0), ("gone", 0), ("shorter", 3)])
def test_without_a_take_left_the_question_has_its_own_seconds(slug, take):
    assert drills.steps(slug, take, QUESTION) == []
    assert drills.target(slug, take, QUESTION) == 100


@pytest.mark.parametrize(
    ("failures", "tried", "expected"),
    [
        ([], {}, None),
        (["rambled"], {}, "shorter"),
        (["froze", "rambled"], {}, "first-sentence"),
        (["froze", "rambled"], {"first-sentence": [1]}, "first-sentence"),
        (["froze", "rambled"], {"first-sentence": [1, 3]}, "shorter"),
        (["froze", "rambled"], {"first-sentence": [1, 2, 2]}, "shorter"),
        (["froze"], {"first-sentence": [0, 0, 0]}, None),
        (["froze", "rambled"], {"first-sentence": [4], "shorter": [3]}, None),
        (["slept"], {}, None),
    ],
)
def test_a_drill_runs_until_it_held_or_was_tried_three_times(failures, tried, expected):
    drill = drills.pick(failures, tried)
    assert (drill and drill.slug) == expected
