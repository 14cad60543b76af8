import pytest

from interview_practice.actions import struggles
from interview_practice.models import interviews
from tests.fakes import NOW
from tests.interviews import logged

CONFLICT = "behavioural/conflict"


@pytest.fixture
def asked(in_app):
    """The page of an interview, and the ids of its two questions."""
    interview = logged(asked=[("First?", CONFLICT, 1, []), ("Second?", CONFLICT, 2, [])])
    return f"/interviews/{interview}", [a.id for a in interviews.get(interview).asked]


def test_a_weak_area_without_a_story_is_shown_until_there_is_one(client, in_app, practice):
    struggles.mark([CONFLICT], practice.bank, NOW)
    assert "Write a story for conflict" in client.get("/stories").text
    form = client.get(f"/stories/new?area={CONFLICT}").text
    assert f'value="{CONFLICT}" checked' in form
    client.post("/stories", data={"title": "The move", "area": CONFLICT})
    assert "Write a story for conflict" not in client.get("/stories").text


def test_the_same_story_for_two_questions_is_pointed_out(client, asked):
    place, questions = asked
    client.post("/stories", data={"title": "The <b>move</b>"})
    for question in questions:
        assert "A second story" not in client.get(place).text
        client.post(f"/stories/told/asked/{question}", data={"story": "1"})
    page = client.get(place).text
    assert "The &lt;b&gt;move&lt;/b&gt;</bdi>” for 2 questions of this interview." in page
    assert "last told March 3" in client.get("/stories").text
    client.post(f"/stories/told/asked/{questions[0]}", data={"story": ""})
    assert "A second story" not in client.get(place).text


def test_a_practice_answer_can_name_its_story(client, practice):
    question = next(iter(practice.bank.questions))
    answer = client.post("/attempts", data={"question": question, "text": "We moved."}).location
    assert "The story you told" not in client.get(answer).text
    client.post("/stories", data={"title": "The move"})
    client.post(f"/stories/told{answer}", data={"story": "1"})
    assert 'value="1" selected' in client.get(answer).text
    assert "last told March 3" in client.get("/stories").text


@pytest.mark.parametrize(("story", "status"), [("99", 404), ("x", 422)])
def test_only_a_story_that_is_there_can_be_told(client, asked, story, status):
    _, questions = asked
    target = f"/stories/told/asked/{questions[0]}"
    assert client.post(target, data={"story": story}).status_code == status
