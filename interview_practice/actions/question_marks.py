"""Marks on questions: star them, and never be asked them."""

from interview_practice.actions.transactions import transaction
from interview_practice.core.questions import Question
from interview_practice.models.question_marks import QuestionMark


def mark(question: Question, starred: bool | None = None, never: bool | None = None) -> None:
    """Set the marks that are given and leave the others."""
    with transaction() as tx:
        held = tx.get(QuestionMark, question.slug)
        if held is None:
            held = QuestionMark(question=question.slug, starred=False, never=False)
            tx.add(held)
        if starred is not None:
            held.starred = starred
        if never is not None:
            held.never = never
