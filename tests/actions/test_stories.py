from datetime import date

import pytest
from sqlalchemy import func, select

from interview_practice.actions import attempts, deletions, stories
from interview_practice.core.errors import Invalid, NotFound
from interview_practice.models import interviews
from interview_practice.models import stories as model
from interview_practice.models.base import db
from interview_practice.models.stories import StoryUse
from tests.fakes import NOW
from tests.interviews import logged

CONFLICT = "behavioural/conflict"
WORDS = {"title": "The <b>move</b>", "situation": "Two teams.", "result": "11 % faster 🙂"}


@pytest.fixture
def story(in_app, practice):
    return stories.add(WORDS, [CONFLICT], practice.bank, NOW)


def uses() -> int:
    return db.session.scalar(select(func.count(StoryUse.id)))


def test_a_story_is_kept_as_it_was_written(story):
    held = model.get(story)
    assert (held.title, held.situation, held.result) == tuple(WORDS.values())
    assert (held.areas, held.learning, held.last_used) == ([CONFLICT], "", None)


def test_a_story_can_be_changed_and_keeps_an_area_that_left_the_bank(story, practice):
    held = model.get(story)
    held.areas = ["behavioural/gone"]
    db.session.commit()
    given = {**WORDS, "learning": "Ask first."}
    stories.change(story, given, ["behavioural/gone", CONFLICT], practice.bank)
    assert model.get(story).areas == ["behavioural/gone", CONFLICT]
    assert model.get(story).learning == "Ask first."


@pytest.mark.parametrize(("given", "areas"), [({}, []), (WORDS, ["behavioural/nonsense"])])
def test_a_story_needs_a_title_and_known_areas(in_app, practice, given, areas):
    with pytest.raises(Invalid):
        stories.add(given, areas, practice.bank, NOW)
    assert model.everything() == []


def test_a_story_told_in_an_interview_was_used_on_that_day(story):
    interview = logged(on=date(2026, 2, 28), asked=[("Why?", CONFLICT, 1, [])])
    [asked] = interviews.get(interview).asked
    stories.tell_for(asked.id, story)
    assert model.get(story).last_used == date(2026, 2, 28)
    assert model.told_for([asked.id])[asked.id].id == story


def test_a_question_is_answered_by_one_story(story, practice):
    other = stories.add({"title": "Other"}, [], practice.bank, NOW)
    interview = logged(asked=[("Why?", CONFLICT, 1, [])])
    asked = interviews.get(interview).asked[0].id
    stories.tell_for(asked, story)
    stories.tell_for(asked, other)
    stories.tell_for(asked, other)
    assert (uses(), model.told_for([asked])[asked].id) == (1, other)
    stories.tell_for(asked, None)
    assert uses() == 0


def test_a_practice_answer_can_tell_a_story(story, practice):
    question = next(iter(practice.bank.questions.values()))
    attempt = attempts.write(question, "We moved.", None, NOW)
    stories.tell_in(attempt, story, NOW)
    assert model.told_in(attempt).id == story
    assert model.get(story).last_used == NOW.date()


@pytest.mark.parametrize("number", [99, 0])
def test_only_what_is_there_can_be_linked(story, number):
    with pytest.raises(NotFound):
        stories.tell_for(number, story)


def test_a_deleted_story_comes_back_with_its_uses(story):
    asked = interviews.get(logged(asked=[("Why?", CONFLICT, 1, [])])).asked[0].id
    stories.tell_for(asked, story)
    stories.delete(story, NOW)
    assert (model.everything(), uses()) == ([], 0)
    assert deletions.undo() == "The story “The <b>move</b>”"
    assert model.get(story).areas == [CONFLICT]
    assert model.told_for([asked])[asked].id == story
