import tomllib
from pathlib import Path

import pytest

from interview_practice.config import shipped
from interview_practice.core.questions import Area, Question
from interview_practice.core.stems import stems
from interview_practice.core.suggestion import Suggester
from interview_practice.models import bank

LABELLED = tomllib.loads((Path(__file__).parent / "labelled_questions.toml").read_text())
PROMISED = 0.85
"""The share of questions whose area is among the first three."""

CONFLICT = Area("behavioural/conflict", "Conflict", keywords=["who are you to judge", "clash"])
GAP = Area("career-story/gap", "Explaining a gap")
QUESTIONS = [
    Question("a", "Tell me about a quarrel with a colleague.", "behavioural/conflict"),
    Question("b", "What happened between these two jobs?", "career-story/gap"),
    Question("c", "How would you settle a quarrel?", "situational/conflict"),
]


@pytest.fixture(scope="module")
def suggester():
    return bank.load(shipped("question_bank")).suggester


def share(suggester: Suggester, questions: list[dict]) -> float:
    hits = [q["area"] in suggester.suggest(q["text"]) for q in questions]
    return sum(hits) / len(hits)


def test_the_right_area_is_among_the_first_three(suggester, record_property):
    questions = LABELLED["question"]
    held_out = [question for question in questions if question.get("held_out")]
    assert (len(questions), len(held_out)) == (120, 60)
    measured = {"all": share(suggester, questions), "held out": share(suggester, held_out)}
    for name, value in measured.items():
        record_property(name, value)
        print(f"right area among the first three, {name}: {value:.1%}")
    assert measured["all"] >= PROMISED + 0.05
    assert measured["held out"] >= PROMISED


def test_labelled_questions_are_kept_apart_from_the_bank(suggester):
    known = {question.text for question in bank.load(shipped("question_bank")).questions.values()}
    assert not known & {question["text"] for question in LABELLED["question"]}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a quarrel", "behavioural/conflict"),
        ("What would you do in a quarrel?", "situational/conflict"),
        ("two jobs", "career-story/gap"),
        ("Who are you to judge?", "behavioural/conflict"),
        ("QUARRELED, with colleagues!", "behavioural/conflict"),
    ],
)
def test_the_best_area_comes_first(text, first):
    assert Suggester(QUESTIONS, [CONFLICT, GAP]).suggest(text)[0] == first


@pytest.mark.parametrize("text", ["", "?!", "zyzzyva"])
def test_unknown_words_suggest_nothing(text):
    assert Suggester(QUESTIONS, [CONFLICT]).suggest(text) == []


def test_an_empty_bank_suggests_nothing():
    assert Suggester([], []).suggest("a quarrel") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prioritise", "prioritizing"),
        ("organisation", "organization"),
        ("judgement", "judgment"),
        ("persuaded", "persuading"),
        ("coworker", "colleagues"),
        ("the boss", "a manager"),
        ("What\u2019s", "what's"),
    ],
)
def test_forms_spellings_and_synonyms_share_a_stem(one, other):
    assert stems(one) == stems(other)
