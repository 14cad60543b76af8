import random

import pytest

from interview_practice.core.follow_ups import SOMETIMES, follow_up, seconds
from interview_practice.core.questions import Question

QUESTION = Question(
    "q", "What did you change?", "behavioural/change",
    follow_ups=["What came of it in the end?", "Which moment was the hardest, exactly?"],
    push_back="Was that really you?",
)  # fmt: skip
RESULT, EXAMPLE, PUSH_BACK = *QUESTION.follow_ups, QUESTION.push_back
SOLID, RIGHT = 3, 1.0


class Dice:
    """Always rolls the same number, and picks the first."""

    def __init__(self, roll):
        self.roll = roll

    def random(self):
        return self.roll

    def choice(self, items):
        return items[0]


def asked(rating=SOLID, share=RIGHT, failures=(), setting="always", roll=0.0, question=QUESTION):
    found = follow_up(question, rating, share, failures, setting, Dice(roll))
    return found and found.text


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ({"setting": "never", "share": 0.1}, None),
        ({"share": 0.3}, EXAMPLE),
        ({"share": 0.3, "setting": "sometimes", "roll": 0.99}, EXAMPLE),
        ({"share": 1.8}, PUSH_BACK),
        ({"failures": ["rambled"]}, PUSH_BACK),
        ({"failures": ["no-result"]}, RESULT),
        ({"failures": ["no-example"]}, EXAMPLE),
        ({"failures": ["no-result"], "setting": "sometimes", "roll": 0.99}, RESULT),
        ({"rating": 1, "setting": "sometimes"}, None),
        ({"rating": 1}, RESULT),
        ({"failures": ["froze"], "setting": "sometimes", "share": 0.1}, None),
        ({"rating": 4}, PUSH_BACK),
        ({"setting": "sometimes", "roll": SOMETIMES - 0.01}, RESULT),
        ({"setting": "sometimes", "roll": SOMETIMES}, None),
        ({"share": None}, RESULT),
        ({"question": Question("q", "Why?", "values/x")}, None),
        ({"question": Question("q", "Why?", "values/x", push_back="No?"), "share": 0.1}, "No?"),
        ({"question": Question("q", "Why?", "values/x", follow_ups=["So?"]), "share": 2}, "So?"),
    ],
)
def test_how_an_answer_failed_and_its_length_decide(answer, text):
    assert asked(**answer) == text


@pytest.mark.parametrize(
    ("answer", "word"), [({"share": 0.1}, "short"), ({"share": 3}, "long"),
                         ({"failures": ["no-result"]}, "result"),
                         ({"failures": ["ran-out-of-time"]}, "time ran out")],
)  # fmt: skip
def test_the_reason_says_why(answer, word):
    given = {"share": RIGHT, "failures": ()} | answer
    found = follow_up(QUESTION, SOLID, given["share"], given["failures"], "always", Dice(0))
    assert word in found.reason


def test_sometimes_is_about_two_in_five():
    rng = random.Random(1)
    found = [follow_up(QUESTION, SOLID, RIGHT, (), "sometimes", rng) for _ in range(2000)]
    assert 0.35 < sum(f is not None for f in found) / 2000 < 0.45


@pytest.mark.parametrize(("target", "answer"), [(30, 20), (90, 45), (300, 60)])
def test_a_follow_up_takes_half_as_long(target, answer):
    assert seconds(target) == answer
