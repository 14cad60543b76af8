"""What the bank that is shipped promises."""

import subprocess
import sys
from collections import Counter

import pytest

from interview_practice.config import PACKAGE, shipped
from interview_practice.core.questions import TYPE_NAMES
from interview_practice.core.tokens import vocabulary
from interview_practice.models import bank

TOPICS = vocabulary(
    "leadership influence conflict teamwork communication customer-focus problem-solving "
    "uncertainty failure feedback resilience initiative prioritizing change ethics depth"
)
PACKS = vocabulary(
    "software data product design marketing sales support operations finance teaching care "
    "administration graduate career-changer first-manager"
)
FROM_REJECTIONS = (
    "career-story/gap", "career-story/let-go", "career-story/failed-project",
    "motivation/leaving", "salary/after-rejection", "closing/questions-to-ask",
)  # fmt: skip


@pytest.fixture(scope="module")
def held():
    return bank.load(shipped("question_bank"))


def test_there_are_enough_questions_of_every_type(held):
    assert len(held.questions) >= 480
    assert {question.type for question in held.questions.values()} == set(TYPE_NAMES)


@pytest.mark.parametrize("topic", sorted(TOPICS))
@pytest.mark.parametrize("kind", ["behavioural", "situational"])
def test_every_topic_has_wordings_for_everybody(held, kind, topic):
    assert len(held.suited().by_area[f"{kind}/{topic}"]) >= 3


@pytest.mark.parametrize("area", FROM_REJECTIONS)
def test_what_follows_a_rejection_is_practiced(held, area):
    assert len(held.suited().by_area[area]) >= 3


def test_every_role_has_a_pack(held):
    counts = Counter(role for question in held.questions.values() for role in question.roles)
    assert set(counts) == PACKS
    assert min(counts.values()) >= 15


def test_check_bank_has_no_complaint():
    ran = subprocess.run(
        [sys.executable, str(PACKAGE.parent / "scripts" / "check_bank.py")],
        capture_output=True, text=True,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
