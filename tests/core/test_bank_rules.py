from dataclasses import replace

import pytest

from interview_practice.core.bank_rules import complaints, near_duplicates, unstable
from interview_practice.core.questions import Area, Question

GOOD = Question(
    slug="good-question",
    text="When did you last change your mind about something at work?",
    area="behavioural/change",
    covers=["What you believed before", "What changed your mind", "What you did then"],
    follow_ups=["Who noticed the change first?", "What would you check today?"],
    push_back="That sounds easy. What made it hard?",
    framework="STAR",
    seconds=100,
)
AREA = Area("behavioural/change", "Change", about="word " * 30, keywords=["adapt"])
OTHERS = [
    replace(GOOD, slug="b", text="Which rule of your trade turned out to be wrong for you?"),
    replace(GOOD, slug="c", text="Describe a habit you had to drop after moving elsewhere."),
]


def found(**changed) -> list[str]:
    questions = [replace(GOOD, **changed), *OTHERS]
    return list(complaints(questions, {AREA.slug: AREA}))


def test_a_good_area_has_nothing_to_complain_about():
    assert found() == []


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"text": "Why is that?"}, "3 words"),
        ({"text": "word " * 41}, "41 words"),
        ({"covers": ["One point only"]}, "1 points"),
        ({"covers": [*GOOD.covers, "Yes"]}, "1 words in a point"),
        ({"follow_ups": []}, "0 follow-ups"),
        ({"push_back": ""}, "0 words in its push-back"),
        ({"seconds": 300}, "300 target seconds"),
        ({"framework": "SMART"}, "'SMART'"),
        ({"text": "So tell me now, how old are you exactly?"}, "about age"),
        ({"text": "Are you married, and does the family agree?"}, "about family"),
        ({"follow_ups": ["Which church do you go to?", "And then what?"]}, "about religion"),
        ({"push_back": "But where are you really from?"}, "about origin"),
        ({"text": "What did the customer say when he saw it?"}, "about gender"),
        ({"text": "Who was the best salesman you ever worked with?"}, "about gender"),
    ],
)
def test_what_a_question_may_not_be(changed, complaint):
    assert any(complaint in line for line in found(**changed))


def test_the_area_that_trains_it_may_ask_it():
    area = Area("values/improper-questions", "Improper", about=AREA.about, keywords=["age"])
    question = replace(GOOD, area=area.slug, text="How old are you, if I may ask?", seconds=60)
    assert not [line for line in complaints([question], {area.slug: area}) if "asks" in line]


def test_an_area_needs_three_wordings():
    lines = list(complaints([GOOD, OTHERS[0]], {AREA.slug: AREA}))
    assert lines == ["behavioural/change: 2 questions; an area has at least 3"]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("When have you last changed your minds about some things at work?", True),
        ("When did you last lose your temper in a meeting with a client?", False),
    ],
)
def test_near_duplicates_are_found_by_their_stems(text, near):
    assert bool(list(near_duplicates([GOOD, replace(GOOD, slug="d", text=text)]))) is near


def test_slugs_neither_vanish_nor_appear_unlisted():
    lines = list(unstable(["old", "kept"], ["kept", "new"]))
    assert [line.split(":")[0] for line in lines] == ["old", "new"]
