from datetime import date

import pytest

from interview_practice.actions import deletions, skills
from interview_practice.core.errors import Invalid, NotFound
from interview_practice.core.skills import MOST_STEPS
from interview_practice.models import skills as model
from tests.fakes import NOW

TODAY = NOW.date()
SQL = {"name": "SQL", "deadline": "2026-04-01", "steps": "- Joins\n- Windows\n\n- Joins"}


@pytest.fixture
def skill(in_app):
    return skills.add(SQL, NOW)


def test_a_gap_is_kept_with_its_steps(skill):
    held = model.get(skill)
    assert (held.name, held.deadline) == ("SQL", date(2026, 4, 1))
    assert [step.text for step in held.steps] == ["Joins", "Windows"]
    assert held.steps_left == 2


def test_a_step_done_counts_on_its_day_and_can_be_undone(skill):
    step = model.get(skill).steps[0].id
    assert skills.do_step(step, TODAY) == skill
    assert [done.id for done in model.steps_done(TODAY, TODAY)] == [step]
    assert model.get(skill).steps_left == 1
    skills.do_step(step, None)
    assert model.steps_done(date.min, date.max) == []


def test_a_skill_can_be_changed_closed_and_opened(skill):
    skills.change(skill, {"name": "SQL windows", "deadline": "", "plan": "Read."})
    assert (model.get(skill).name, model.get(skill).deadline) == ("SQL windows", None)
    skills.change(skill, SQL)
    assert [held.id for held in model.with_deadline()] == [skill]
    skills.close(skill, TODAY)
    assert model.with_deadline() == []
    assert [held.id for held in model.closed(TODAY, TODAY)] == [skill]
    skills.close(skill, None)
    assert model.closed(TODAY, TODAY) == []


def test_several_gaps_come_from_a_description(in_app):
    skills.add_named(["SQL", "Airflow"], "Posting of March 3", NOW)
    assert [(held.name, held.source) for held in model.everything()] == [
        ("SQL", "Posting of March 3"), ("Airflow", "Posting of March 3")]  # fmt: skip
    with pytest.raises(Invalid, match="No line is ticked"):
        skills.add_named([], "", NOW)


@pytest.mark.parametrize(
    "given",
    [{"name": " "}, {"name": "x", "deadline": "soon"}, {"name": "x", "steps": "a" * 201},
     {"name": "x", "steps": "\n".join(f"step {n}" for n in range(MOST_STEPS + 1))}],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_and_nothing_is_added(in_app, given):
    with pytest.raises(Invalid):
        skills.add(given, NOW)
    assert model.everything() == []


def test_open_skills_come_first_by_deadline(in_app):
    late = skills.add({"name": "late", "deadline": "2026-05-01"}, NOW)
    never = skills.add({"name": "never"}, NOW)
    soon = skills.add({"name": "soon", "deadline": "2026-03-05"}, NOW)
    skills.close(late, TODAY)
    assert [held.id for held in model.everything()] == [soon, never, late]


def test_steps_can_be_added_worded_and_deleted_with_undo(skill):
    skills.add_steps(skill, "Practice")
    step = model.get(skill).steps[2].id
    skills.change_step(step, "Practice daily")
    assert skills.delete_step(step, NOW) == skill
    assert len(model.get(skill).steps) == 2
    assert deletions.undo() == "The step “Practice daily”"
    assert model.get(skill).steps[2].text == "Practice daily"


def test_a_deleted_skill_comes_back_with_its_steps(skill):
    skills.do_step(model.get(skill).steps[1].id, TODAY)
    skills.delete(skill, NOW)
    with pytest.raises(NotFound):
        model.get(skill)
    deletions.undo()
    assert [step.done_on for step in model.get(skill).steps] == [None, TODAY]
