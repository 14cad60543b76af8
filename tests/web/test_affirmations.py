import pytest

from interview_practice.models.affirmations import Affirmation
from interview_practice.models.base import db
from tests.interviews import rejected


def test_a_thought_is_answered_from_the_log_and_not_kept(client, in_app):
    no = rejected(company="<i>Acme</i>")
    thought = {"thought": "They <b>never</b> wanted me", "interview": str(no)}
    page = client.post("/lines/sentence", data=thought).text
    assert "Your log holds 1 interview so far." in page
    assert "<b>never" not in page
    page = client.post("/lines/sentence", data={**thought, "thought": "They did not want me"}).text
    assert "&lt;i&gt;Acme&lt;/i&gt; chose somebody else for one data analyst role" in page
    assert "never" not in client.get("/lines").text
    assert db.session.query(Affirmation).count() == 0


def test_the_sentence_can_become_a_line(client):
    client.post("/lines", data={"text": "They chose somebody else.", "on_today": "on"})
    assert "They chose somebody else." in client.get("/lines").text
    assert "They chose somebody else." in client.get("/").text


def test_a_line_is_on_today_only_where_it_is_wanted_and_takes_turns(client, clock):
    client.post("/lines", data={"text": "Hidden line"})
    for number in (1, 2):
        client.post("/lines", data={"text": f"Shown line {number}", "on_today": "on"})
    first = client.get("/").text
    clock.go(days=1)
    second = client.get("/").text
    assert "Hidden line" not in first + second
    assert {"Shown line 1" in first, "Shown line 1" in second} == {True, False}


def test_a_thought_of_spaces_is_asked_for_again_on_its_page(client):
    client.post("/lines", data={"text": "They chose somebody else."})
    asked = client.post("/lines/sentence", data={"thought": "  "}, headers={"Accept": "text/html"})
    assert asked.status_code == 422
    assert "The thought is empty." in asked.text
    assert "They chose somebody else." in asked.text


@pytest.mark.parametrize(
    ("given", "status"),
    [({"thought": ""}, 422), ({"thought": "x", "interview": "99"}, 404),
     ({"thought": "x", "interview": "y"}, 422)],
)  # fmt: skip
def test_bad_input_is_refused(client, given, status):
    assert client.post("/lines/sentence", data=given).status_code == status
