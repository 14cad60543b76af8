from datetime import date, timedelta

import pytest

from interview_practice.actions import (
    attempts,
    improved_answers,
    journey,
    reviews,
    skills,
    stories,
    supporters,
    wins,
)
from interview_practice.core.journey import Period, filled
from interview_practice.models import skills as skill_model
from tests.fakes import NOW
from tests.interviews import TODAY, logged, rejected

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
EVERYTHING = list(journey.SECTIONS)


@pytest.fixture
def lived(in_app, practice):
    """A week with one of everything."""
    bank = practice.bank
    question = bank.by_area["behavioural/conflict"][0]
    attempt = attempts.write(question, "An answer.", None, NOW)
    reviews.rate(attempt, 3, "gut", [], bank, NOW, practice.rng)
    improved_answers.keep(question, "Better words.", NOW)
    logged(stage="final", fit={"work": "yes", "pay": "no"})
    rejected(company="Beta", fit={"work": "no"}, feedback="Beta: more numbers")
    stories.add({"title": "At Acme", "learning": "Ask first."}, [], bank, NOW)
    skill = skills.add({"name": "SQL", "steps": "Joins"}, NOW)
    skills.do_step(skill_model.get(skill).steps[0].id, TODAY)
    supporters.contact(supporters.add({"role": "mentor", "name": "Ana"}), TODAY)
    wins.add({"text": "ACME called me back"}, TODAY)


def read(practice, sections=EVERYTHING, with_names=False, chosen=MARCH):
    found = journey.gather(chosen, sections, with_names, practice.bank, NOW)
    return {section.title: list(section.lines) for section in filled(found)}


def test_a_journey_tells_what_was_learned_and_gained(lived, practice):
    page = read(practice)
    assert page["What I practiced"] == [
        "1 answer in 1 area, on 1 day.", "Most often: conflict."]  # fmt: skip
    assert page["What I learned"] == ["At a company: Ask first."]
    assert page["Skills"] == ["SQL: Joins"]
    assert page["People"] == ["1 person contacted."]
    assert page["What suits me"] == [
        "The work: right (1), not right (1).",
        "The pay: not right (1).",
    ]
    assert set(page["What went well"]) == {
        "First solid answer in conflict.",
        "Reached the final round for data analyst.",
        "a company called me back",
    }
    assert len(page["Questions I answer better now"]) == 1


def test_no_company_is_named_unless_wanted(lived, practice):
    for word in ("acme", "beta"):
        assert word not in str(read(practice)).lower()
    named = read(practice, with_names=True)
    assert "Reached the final round for data analyst. (Acme)" in named["What went well"]
    assert named["What they told me"] == ["“Beta: more numbers”"]


def test_only_the_sections_and_the_days_asked_for(lived, practice):
    assert list(read(practice, ["skills"])) == ["Skills"]
    before = Period(MARCH.since - timedelta(days=60), MARCH.since - timedelta(days=1))
    assert read(practice, chosen=before) == {}


def test_an_empty_log_has_an_empty_journey(in_app, practice):
    assert read(practice) == {}
    assert journey.first_day(NOW) == TODAY


def test_practice_is_summed_up_by_area_within_its_days(in_app, practice):
    for area, days in (("behavioural/conflict", (0, 0, 1)), ("behavioural/leadership", (1, 40))):
        for day in days:
            now = NOW + timedelta(days=day)
            attempts.write(practice.bank.by_area[area][0], "An answer.", None, now)
    assert read(practice, ["practice"])["What I practiced"] == [
        "4 answers in 2 areas, on 2 days.", "Most often: conflict, leadership."]  # fmt: skip


def test_the_first_day_is_that_of_the_first_answer_or_interview(lived):
    logged(on=date(2026, 1, 5))
    assert journey.first_day(NOW) == date(2026, 1, 5)
