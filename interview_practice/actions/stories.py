"""Stories: write, change, delete, and say where one was told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete as delete_rows

from interview_practice.actions import deletions
from interview_practice.actions.transactions import transaction
from interview_practice.core import fields
from interview_practice.core.days import day_of
from interview_practice.core.errors import Invalid, NotFound
from interview_practice.core.stories import PARTS
from interview_practice.models import attempts, stories
from interview_practice.models.bank import Bank
from interview_practice.models.base import db
from interview_practice.models.interviews import AskedQuestion
from interview_practice.models.stories import Story, StoryUse


def add(given: Mapping[str, str], areas: Sequence[str], bank: Bank, now: datetime) -> int:
    """Keep a story and return its id. `given` holds title and the parts of core.stories."""
    values = _values(given, areas, bank)
    with transaction() as tx:
        story = Story(created_at=now, **values)
        tx.add(story)
        tx.flush()
        return story.id


def change(story_id: int, given: Mapping[str, str], areas: Sequence[str], bank: Bank) -> None:
    known = stories.get(story_id).areas
    values = _values(given, areas, bank, known)
    with transaction():
        story = stories.get(story_id)
        for name, value in values.items():
            setattr(story, name, value)


def delete(story_id: int, now: datetime) -> None:
    """Delete a story with its uses, for one undo."""
    with transaction():
        story = stories.get(story_id)
        deletions.remove(f"The story “{story.title}”", [story, *story.uses], now)


def tell_for(asked_question_id: int, story_id: int | None) -> int:
    """Say which story answered a question of a real interview, None for no story; the id of the
    interview."""
    with transaction() as tx:
        asked = tx.get(AskedQuestion, asked_question_id)
        if asked is None:
            raise NotFound("There is no such question. It may have been deleted.")
        tx.execute(delete_rows(StoryUse).where(StoryUse.asked_question_id == asked_question_id))
        if story_id is not None:
            _use(story_id, on=asked.interview.on, asked_question_id=asked_question_id)
        return asked.interview_id


def tell_in(attempt_id: UUID, story_id: int | None, now: datetime) -> None:
    """Say which story a practice answer told; None: no story."""
    with transaction() as tx:
        attempt = attempts.get(attempt_id)
        tx.execute(delete_rows(StoryUse).where(StoryUse.attempt_id == attempt_id))
        if story_id is not None:
            _use(story_id, on=day_of(attempt.started_at, now.tzinfo), attempt_id=attempt_id)


def _use(story_id: int, **use) -> None:
    db.session.add(StoryUse(story_id=stories.get(story_id).id, **use))


def _values(given: Mapping[str, str], areas: Sequence[str], bank: Bank, known: Sequence[str] = ()):
    unknown = [area for area in areas if area not in bank.areas and area not in known]
    if unknown:
        raise Invalid(f"There is no area called {unknown[0]!r}.")
    parts = {key: fields.prose(name, given.get(key)) for key, (name, _) in PARTS.items()}
    return {"title": fields.line("The title", given.get("title")),
            "areas": list(dict.fromkeys(areas)), **parts}  # fmt: skip
