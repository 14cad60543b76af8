import pytest

from interview_practice.actions import affirmations, deletions
from interview_practice.core.errors import Invalid
from interview_practice.models import affirmations as model
from interview_practice.models import interviews
from tests.interviews import NOW, TODAY, logged, rejected


def test_a_line_is_kept_changed_and_deleted_with_undo(in_app):
    line = affirmations.add("I finished what I began.", False, NOW)
    assert model.for_today() == []
    affirmations.change(line, "I finish what I begin.", True)
    assert [held.text for held in model.for_today()] == ["I finish what I begin."]
    affirmations.delete(line, NOW)
    assert model.everything() == []
    deletions.undo()
    assert model.for_today()[0].id == line


@pytest.mark.parametrize("text", ["", " \n", "x" * 501])
def test_a_line_has_words_and_an_end(in_app, text):
    with pytest.raises(Invalid):
        affirmations.add(text, True, NOW)


def test_the_accurate_sentence_counts_in_the_log(in_app):
    logged(outcome="next-round")
    no = rejected(asked=[("Why us?", "motivation/company", 1, []),
                         ("A conflict?", "behavioural/conflict", 3, [])])  # fmt: skip
    interview = interviews.get(no)
    always = affirmations.accurate("I always fail", interview, TODAY)
    assert always.startswith("1 of 2 interviews in your log led on")
    worth = affirmations.accurate("I am not good enough", interview, TODAY)
    assert worth.startswith("In that interview 1 of 2 questions went well, and the other one")
    assert "“Why us?”" in affirmations.accurate("I blew it", interview, TODAY)


def test_a_thought_without_an_interview_gets_a_sentence_too(in_app):
    assert affirmations.accurate("They did not want me", None, TODAY).startswith("They chose")
    with pytest.raises(Invalid):
        affirmations.accurate(" ", None, TODAY)
