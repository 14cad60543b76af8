import random
from datetime import timedelta

import pytest

from interview_practice.core import selection
from interview_practice.core.questions import Area, Question, title
from interview_practice.core.schedule import Memory
from interview_practice.core.selection import Desk
from interview_practice.core.struggles import Evidence, weigh
from tests.fakes import NOW

AREAS = (
    "opener/introduction",
    "behavioural/conflict",
    "behavioural/failure",
    "situational/conflict",
    "values/work-style",
    "salary/expectations",
)


def memory(rating=3, due=5, ago=2, stability=5.0):
    """`due` in days from now, `ago` days since the last review."""
    return Memory(
        stability, 5.0, NOW + timedelta(days=due), NOW - timedelta(days=ago), rating
    )  # fmt: skip


def rated(area, *ratings, ago=1, source="review"):
    return [Evidence(area, rating, NOW - timedelta(days=ago), source) for rating in ratings]


def desk(memories=None, evidence=(), session=(), areas=AREAS, now=NOW):
    known = {slug: Area(slug, title(slug)) for slug in areas}
    return Desk(known, now, memories or {}, weigh(evidence, now), session)


def choose(table, seed=0):
    choice = selection.choose(table, random.Random(seed))
    return choice and choice.area


CONFLICT, FAILURE, SITUATION = AREAS[1:4]


@pytest.mark.parametrize(
    ("case", "memories", "evidence", "session", "expected"),
    [
        (
            "due, though fading less, before what is not due",
            {CONFLICT: memory(due=0), FAILURE: memory(due=9, ago=9)},
            (),
            (),
            CONFLICT,
        ),
        (
            "of two due areas the one that is more likely forgotten",
            {CONFLICT: memory(due=0, ago=1), FAILURE: memory(due=0, ago=5)},
            (),
            (),
            FAILURE,
        ),
        (
            "a weak due area before a forgotten one that held",
            {CONFLICT: memory(rating=1, due=0, ago=1), FAILURE: memory(due=0, ago=9)},
            rated(CONFLICT, 1) + rated(FAILURE, 4, ago=9),
            (),
            CONFLICT,
        ),
        (
            "an area marked and never practiced before a due one that held",
            {FAILURE: memory(due=0, ago=9)},
            rated(CONFLICT, 1, source="marked") + rated(FAILURE, 4, ago=9),
            (),
            CONFLICT,
        ),
        (
            "the weaker of two weak ones",
            {CONFLICT: memory(rating=2, due=0), FAILURE: memory(rating=1, due=0)},
            rated(CONFLICT, 2) + rated(FAILURE, 1),
            (),
            FAILURE,
        ),
        (
            "a doubtful area nobody looked at for six days before everything",
            {CONFLICT: memory(rating=3, due=3, ago=6), FAILURE: memory(rating=1, due=0)},
            rated(CONFLICT, 2, 3, ago=6) + rated(FAILURE, 1),
            (),
            CONFLICT,
        ),
        (
            "five days are not yet long",
            {CONFLICT: memory(rating=3, due=3, ago=5), FAILURE: memory(rating=1, due=0)},
            rated(CONFLICT, 2, 3, ago=5) + rated(FAILURE, 1),
            (),
            FAILURE,
        ),
        (
            "an area that always held may stay away",
            {CONFLICT: memory(rating=4, due=9, ago=8), FAILURE: memory(due=0)},
            rated(CONFLICT, 4, 4, ago=8) + rated(FAILURE, 3),
            (),
            FAILURE,
        ),
        (
            "a real interview that went badly makes an area weak, whatever practice said",
            {CONFLICT: memory(rating=3, due=0), FAILURE: memory(rating=3, due=0, ago=5)},
            rated(CONFLICT, 1, source="interview") + rated(CONFLICT, 3) + rated(FAILURE, 3),
            (),
            CONFLICT,
        ),
        (
            "not the same type twice running while another is due",
            {CONFLICT: memory(due=0, ago=9), SITUATION: memory(due=0, ago=1)},
            (),
            (FAILURE,),
            SITUATION,
        ),
        (
            "the same type when nothing else of its rank is left",
            {CONFLICT: memory(due=0, ago=9)},
            (),
            (FAILURE,),
            CONFLICT,
        ),
        (
            "an area once in a session",
            {CONFLICT: memory(due=0, ago=9), SITUATION: memory(due=0, ago=1)},
            (),
            (CONFLICT,),
            SITUATION,
        ),
    ],
)
def test_what_comes_next(case, memories, evidence, session, expected):
    assert choose(desk(memories, evidence, session)) == expected, case


def test_the_fourth_question_is_a_new_area_even_when_more_is_due():
    memories = {area: memory(due=0) for area in AREAS[:5]}
    assert choose(desk(memories, session=AREAS[:3])) == AREAS[5]
    assert choose(desk(memories, session=AREAS[:2])) in AREAS[2:5]


def test_new_areas_come_from_types_that_went_badly():
    areas = (CONFLICT, FAILURE, "salary/expectations")
    bad = rated(CONFLICT, 1, 1)
    good = rated(CONFLICT, 4, 4)
    memories = {CONFLICT: memory(due=9)}
    assert choose(desk(memories, bad, areas=areas)) == FAILURE
    assert choose(desk(memories, good, areas=areas)) == "salary/expectations"


def test_nothing_due_and_nothing_new_leaves_what_has_faded_most():
    memories = {area: memory(due=9, ago=number) for number, area in enumerate(AREAS)}
    assert choose(desk(memories)) == AREAS[-1]


def test_an_empty_bank_has_nothing_to_ask():
    assert choose(desk(areas=())) is None


@pytest.mark.parametrize(
    ("memories", "evidence", "reason"),
    [
        (
            {CONFLICT: memory(rating=2, due=0, ago=3)},
            rated(CONFLICT, 2, ago=3),
            "Due today: you rated conflict shaky on Saturday.",
        ),
        ({}, rated(CONFLICT, 1, source="marked"), "You said you struggle with conflict."),
        (
            {},
            rated(CONFLICT, 1, source="interview"),
            "Conflict went badly in a real interview yesterday.",
        ),
        ({}, (), "You have not practiced this area yet."),
        (
            {CONFLICT: memory(rating=3, due=2, ago=7)},
            rated(CONFLICT, 1, 3, ago=7),
            "Conflict went badly before, and was not practiced for 7 days.",
        ),
        (
            {CONFLICT: memory(rating=4, due=9, ago=1)},
            rated(CONFLICT, 4),
            "Nothing is due; this one is the most likely to have faded.",
        ),
    ],
)
def test_the_reason_says_which_evidence_counted(memories, evidence, reason):
    table = desk(memories, evidence, areas=(CONFLICT,))
    assert selection.choose(table, random.Random(0)).reason == reason


def test_due_lists_weak_areas_first_then_by_forgetting():
    memories = {
        "opener/introduction": memory(due=0, ago=1),
        CONFLICT: memory(due=0, ago=9),
        FAILURE: memory(rating=1, due=0, ago=1),
        SITUATION: memory(due=1),
    }
    listed = [choice.area for choice in selection.due(desk(memories, rated(FAILURE, 1)))]
    assert listed == [FAILURE, CONFLICT, "opener/introduction"]


def test_the_practice_day_ends_at_four_in_the_morning():
    memories = {CONFLICT: memory(due=17.9 / 24), FAILURE: memory(due=18.1 / 24)}
    assert [choice.area for choice in selection.due(desk(memories))] == [CONFLICT]


def test_struggling_lists_only_what_was_never_practiced():
    evidence = rated(CONFLICT, 1, source="marked") + rated(FAILURE, 1)
    table = desk({FAILURE: memory(rating=1, due=1)}, evidence)
    assert [choice.area for choice in selection.struggling(table)] == [CONFLICT]


QUESTIONS = [Question(f"q{n}", f"Question {n}?", CONFLICT) for n in range(1, 5)]


@pytest.mark.parametrize(
    ("asked", "last", "failed", "expected"),
    [
        ({}, "q1", (), {"q2", "q3", "q4"}),
        ({"q1": 3, "q2": 2, "q3": 1}, None, (), {"q4"}),
        ({"q1": 3, "q2": 2, "q3": 1, "q4": 4}, None, (), {"q4"}),
        ({"q1": 3, "q2": 2, "q3": 1, "q4": 4}, "q4", (), {"q1"}),
        ({"q1": 3, "q2": 2}, None, ("q3",), {"q4"}),
        ({"q1": 3, "q2": 2, "q4": 1}, None, ("q3",), {"q3"}),
    ],
    ids=["not the last", "unasked", "longest ago", "longest ago but not the last",
         "the failed one waits", "the failed one is the test"],
)  # fmt: skip
def test_the_wording_changes(asked, last, failed, expected):
    when = {slug: NOW - timedelta(days=days) for slug, days in asked.items()}
    served = {
        selection.wording(QUESTIONS, when, last, failed, random.Random(seed)).slug
        for seed in range(30)
    }
    assert served == expected


def test_a_single_question_is_asked_again_rather_than_none():
    one = QUESTIONS[:1]
    assert selection.wording(one, {}, "q1", (), random.Random(0)).slug == "q1"
    assert selection.wording([], {}, None, (), random.Random(0)) is None


def test_an_easier_wording_comes_before_a_harder_one():
    hard = Question("hard", "Hard?", CONFLICT, difficulty=3)
    easy = Question("easy", "Easy?", CONFLICT, difficulty=1)
    assert selection.wording([hard, easy], {}, None, (), random.Random(0)).slug == "easy"


def test_a_warm_up_starts_with_an_opener_and_ends_on_firm_ground():
    memories = {SITUATION: memory(rating=4, due=9, stability=30.0), CONFLICT: memory(due=0)}
    table = desk(memories)
    places = [selection.warm_up(table, n, 5, random.Random(0)).area for n in (0, 1, 4)]
    assert places == ["opener/introduction", CONFLICT, SITUATION]
