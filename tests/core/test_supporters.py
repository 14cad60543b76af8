from datetime import date, timedelta

import pytest

from interview_practice.core.supporters import ROLES, Person, nudge

TODAY = date(2026, 3, 3)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def team(**changed) -> list[Person]:
    days = dict.fromkeys(ROLES, 1) | changed
    return [
        Person(n, role, f"name of {role}", None if days[role] is None else ago(days[role]))
        for n, role in enumerate(ROLES)
    ]


def test_five_roles():
    assert list(ROLES) == ["mentor", "fellow-seeker", "believer", "checker", "critic"]


@pytest.mark.parametrize(
    ("rejected", "spoken", "role"),
    [(ago(0), 5, "believer"), (ago(6), None, "believer"), (ago(7), 5, None), (ago(1), 1, None),
     (None, 5, None), (TODAY + timedelta(days=1), 5, None)],
)  # fmt: skip
def test_after_a_fresh_no_the_believer_comes_first(rejected, spoken, role):
    found = nudge(team(believer=spoken), rejected, TODAY)
    assert (found and found.role) == role


def test_then_whoever_was_not_spoken_to_for_longest():
    found = nudge(team(mentor=30, critic=40, checker=20), None, TODAY)
    assert found.person == 4
    assert found.sentence.startswith("You last spoke with name of critic on January 22.")
    assert ROLES["critic"].ask in found.sentence


def test_somebody_never_spoken_to_comes_before_everybody():
    assert nudge(team(mentor=300, checker=None), None, TODAY).role == "checker"


def test_then_an_empty_role():
    everybody_but_the_critic = team()[:4]
    found = nudge(everybody_but_the_critic, None, TODAY)
    assert (found.role, found.person) == ("critic", None)
    assert found.sentence == (
        "Nobody is your honest critic yet: somebody who listens to an answer and says what is "
        "missing."
    )


def test_nothing_when_everybody_was_spoken_to_lately():
    assert nudge(team(), None, TODAY) is None
