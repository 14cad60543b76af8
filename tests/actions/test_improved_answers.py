from datetime import timedelta

import pytest

from interview_practice.actions import deletions, improved_answers
from interview_practice.core.errors import Conflict
from interview_practice.models.improved_answers import changed, of_question
from tests.fakes import NOW


@pytest.fixture
def question(in_app, practice):
    return next(iter(practice.bank.questions.values()))


def test_an_answer_lives_with_its_question(question):
    improved_answers.keep(question, " I would begin\r\nwith the result. ", NOW)
    assert of_question(question.slug).text == "I would begin\nwith the result."
    improved_answers.keep(question, "Shorter.", NOW + timedelta(hours=1))
    assert of_question(question.slug).text == "Shorter."


def test_keeping_the_same_words_is_no_change(question):
    improved_answers.keep(question, "The same.", NOW)
    improved_answers.keep(question, "The same.", NOW + timedelta(days=1))
    assert of_question(question.slug).changed_at == NOW
    assert len(changed(NOW, NOW + timedelta(seconds=1))) == 1
    assert changed(NOW + timedelta(seconds=1), NOW + timedelta(days=2)) == []


def test_an_emptied_answer_is_deleted_with_undo(question):
    improved_answers.keep(question, "", NOW)
    improved_answers.keep(question, "Words.", NOW)
    improved_answers.keep(question, " ", NOW)
    assert of_question(question.slug) is None
    deletions.undo()
    assert of_question(question.slug).text == "Words."


def test_an_undo_does_not_overwrite_a_new_answer(question):
    improved_answers.keep(question, "Old.", NOW)
    improved_answers.keep(question, "", NOW)
    improved_answers.keep(question, "New.", NOW)
    with pytest.raises(Conflict):
        deletions.undo()
    assert of_question(question.slug).text == "New."
