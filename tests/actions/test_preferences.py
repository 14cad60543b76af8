import random

import pytest

from interview_practice.actions import choices, preferences, question_marks, sessions
from interview_practice.core.errors import Invalid
from interview_practice.models import question_marks as marks
from interview_practice.models.preferences import DEFAULTS, read
from interview_practice.models.sessions import get
from tests.fakes import NOW


@pytest.fixture
def bank(in_app, practice):
    return practice.bank


def test_nothing_is_chosen_at_first(bank):
    assert read() == DEFAULTS


def test_a_choice_is_kept_and_leaves_the_others(bank):
    preferences.choose(bank, role="care", level="manager")
    preferences.choose(bank, role="sales")
    assert read() == DEFAULTS | {"role": "sales", "level": "manager"}


@pytest.mark.parametrize(
    "value", [{"role": "astronaut"}, {"level": "chief"}, {"follow_ups": "often"}]
)
def test_what_cannot_be_chosen_is_refused(bank, value):
    with pytest.raises(Invalid):
        preferences.choose(bank, **value)
    assert read() == DEFAULTS


@pytest.mark.parametrize(
    ("role", "there", "missing"),
    [
        ("", "behavioural/conflict", "technical/software"),
        ("software", "technical/software", "technical/care"),
        ("care", "technical/care", "technical/software"),
    ],
)
def test_the_role_decides_which_areas_are_new(bank, role, there, missing):
    preferences.choose(bank, role=role)
    areas = choices.desk(bank, NOW).areas
    assert there in areas
    assert missing not in areas


@pytest.mark.parametrize("focus", ["warm-up", "today"])
def test_nobody_is_asked_for_another_role_or_level(bank, focus):
    preferences.choose(bank, role="teaching", level="graduate", follow_ups="never")
    session = sessions.start(bank, focus, 20, NOW, random.Random(4))
    for _ in range(19):
        sessions.skip(session, bank, NOW, random.Random(4))
    asked = [bank.question(turn.question) for turn in get(session).turns]
    assert len(asked) == 20
    assert all(not question.roles or "teaching" in question.roles for question in asked)
    assert {question.level for question in asked} <= {"any", "graduate"}


def test_a_manager_is_asked_what_experienced_people_are(bank):
    levels = {question.level for question in bank.suited(level="manager").questions.values()}
    assert levels == {"any", "experienced", "manager"}


def test_marks_are_independent_of_each_other(bank):
    question = next(iter(bank.questions.values()))
    question_marks.mark(question, starred=True)
    question_marks.mark(question, never=True)
    assert (marks.starred(), marks.never()) == ({question.slug}, {question.slug})
    question_marks.mark(question, never=False)
    assert (marks.starred(), marks.never()) == ({question.slug}, set())
