import re

import pytest

ANSWER = "First the <b>result</b>. Then how."
SHOWN = "First the &lt;b&gt;result&lt;/b&gt;. Then how."


@pytest.fixture
def question(practice):
    return next(iter(practice.bank.questions))


def test_an_improved_answer_is_shown_wherever_its_question_is(client, question):
    client.post(f"/questions/{question}/improved-answer", data={"text": ANSWER})
    assert SHOWN in client.get(f"/questions/{question}").text
    answer = client.post("/attempts", data={"question": question, "text": "Hm."}).location
    assert SHOWN in client.get(answer).text


def test_it_can_be_read_before_answering_again(client):
    session = client.post("/sessions", data={"focus": "warm-up"}).location
    page = client.get(session).text
    assert "Your improved answer" not in page
    asked = re.search(r'name="question" value="([^"]+)"', page)[1]
    client.post(f"/questions/{asked}/improved-answer", data={"text": ANSWER})
    assert SHOWN in client.get(session).text


def test_an_emptied_answer_can_be_put_back(client, question):
    target = f"/questions/{question}/improved-answer"
    client.post(target, data={"text": ANSWER})
    page = client.post(target, data={"text": ""}, follow_redirects=True).text
    assert "was deleted." in page
    assert SHOWN not in page
    client.post("/deletions/last/undo")
    assert SHOWN in client.get(f"/questions/{question}").text


def test_a_question_that_is_not_there_takes_no_answer(client):
    target = "/questions/no-such-question/improved-answer"
    assert client.post(target, data={"text": "x"}).status_code == 404
