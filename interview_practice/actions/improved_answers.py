"""Improved answers: keep what one would say now with its question."""

from datetime import datetime

from interview_practice.actions import deletions
from interview_practice.actions.transactions import transaction
from interview_practice.core import fields
from interview_practice.core.drafts import shortened
from interview_practice.core.questions import Question
from interview_practice.models import improved_answers
from interview_practice.models.improved_answers import ImprovedAnswer


def keep(question: Question, text: str, now: datetime) -> None:
    """Keep the text as the improved answer; an empty one deletes it, for one undo."""
    text = fields.prose("The answer", text)
    with transaction() as tx:
        held = improved_answers.of_question(question.slug)
        if not text and held:
            what = f"The improved answer to “{shortened(question.text, 60)}”"
            deletions.remove(what, [held], now)
        elif text and (held is None or held.text != text):
            tx.merge(ImprovedAnswer(question=question.slug, text=text, changed_at=now))
