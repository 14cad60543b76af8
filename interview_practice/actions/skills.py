"""Skill gaps: name, plan, do step by step, close."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from interview_practice.actions import deletions
from interview_practice.actions.transactions import transaction
from interview_practice.core import fields
from interview_practice.core.errors import Invalid
from interview_practice.core.interviews import questions_in
from interview_practice.core.skills import MOST_LINES, MOST_STEPS
from interview_practice.models import skills
from interview_practice.models.skills import Skill, SkillStep


def add(given: Mapping[str, str], now: datetime) -> int:
    """Keep a gap and return its id. `given` holds name, source, plan, deadline, and steps, one
    a line."""
    values, steps = _values(given), step_lines(given.get("steps"))
    with transaction() as tx:
        skill = Skill(created_at=now, steps=[SkillStep(text=text) for text in steps], **values)
        tx.add(skill)
        tx.flush()
        return skill.id


def add_named(names: Sequence[str], source: str, now: datetime) -> None:
    """Keep several gaps at once, as picked from a job description."""
    if not names:
        raise Invalid("No line is ticked. Tick what is not there yet.")
    source = fields.prose("Where it was named", source)
    chosen = [fields.line("The gap", name) for name in names[:MOST_LINES]]
    with transaction() as tx:
        tx.add_all([Skill(name=name, source=source, created_at=now) for name in chosen])


def change(skill_id: int, given: Mapping[str, str]) -> None:
    values = _values(given)
    with transaction():
        skill = skills.get(skill_id)
        for name, value in values.items():
            setattr(skill, name, value)


def close(skill_id: int, on: date | None) -> None:
    """Say that the gap is closed, or open again with None."""
    with transaction():
        skills.get(skill_id).closed_on = on


def delete(skill_id: int, now: datetime) -> None:
    """Delete a skill with its steps, for one undo."""
    with transaction():
        skill = skills.get(skill_id)
        deletions.remove(f"The gap “{skill.name}”", [skill, *skill.steps], now)


def add_steps(skill_id: int, text: str) -> None:
    """Add steps, one a line."""
    steps = step_lines(text)
    if not steps:
        raise Invalid("The step is empty. A few words are enough.")
    with transaction():
        skill = skills.get(skill_id)
        if len(skill.steps) + len(steps) > MOST_STEPS:
            raise Invalid(f"A skill may have {MOST_STEPS} steps. Make two skills of it.")
        skill.steps += [SkillStep(text=step) for step in steps]


def do_step(step_id: int, on: date | None) -> int:
    """Mark a step as done, or as not done with None; the id of its skill."""
    with transaction():
        step = skills.get_step(step_id)
        step.done_on = on
        return step.skill_id


def change_step(step_id: int, text: str) -> int:
    """Word a step differently; the id of its skill."""
    text = fields.line("The step", text)
    with transaction():
        step = skills.get_step(step_id)
        step.text = text
        return step.skill_id


def delete_step(step_id: int, now: datetime) -> int:
    """Delete a step, for one undo; the id of its skill."""
    with transaction():
        step = skills.get_step(step_id)
        skill_id = step.skill_id
        deletions.remove(f"The step “{step.text}”", [step], now)
        return skill_id


def step_lines(text: str | None) -> list[str]:
    """The steps of a text, one a line."""
    lines = [fields.line("A step", line) for line in questions_in(text or "")]
    if len(lines) > MOST_STEPS:
        raise Invalid(f"A skill may have {MOST_STEPS} steps; these are {len(lines)}.")
    return lines


def _values(given: Mapping[str, str]) -> dict:
    return {
        "name": fields.line("The gap", given.get("name")),
        "source": fields.prose("Where it was named", given.get("source")),
        "plan": fields.prose("The plan", given.get("plan")),
        "deadline": fields.day("The deadline", given.get("deadline")),
    }
