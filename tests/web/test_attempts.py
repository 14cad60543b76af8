from uuid import uuid4

import pytest


def test_the_same_answer_can_be_begun_twice(script, begun, practice):
    question = next(iter(practice.bank.questions))
    again = {"id": str(begun), "question": question, "sample_rate": "16000"}
    assert script.post("/attempts", data=again).status_code == 200


def test_an_id_is_not_taken_over_by_another_answer(script, begun, practice):
    other = {"id": str(begun), "question": list(practice.bank.questions)[1], "sample_rate": "16000"}
    assert script.post("/attempts", data=other).status_code == 409


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"id": "not-a-uuid"}, 422),
        ({"question": "no-such-question"}, 404),
        ({"sample_rate": "7999"}, 422),
        ({"sample_rate": "fast"}, 422),
        ({"session": "00000000-0000-4000-8000-000000000001"}, 404),
    ],
)
def test_bad_input_is_refused_with_a_sentence(script, practice, change, status):
    form = {"id": str(uuid4()), "question": next(iter(practice.bank.questions)),
            "sample_rate": "16000"} | change  # fmt: skip
    response = script.post("/attempts", data=form)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert response.get_json()["detail"].endswith(".")


def test_a_typed_answer_is_complete_at_once(client, practice):
    question = next(iter(practice.bank.questions.values()))
    form = {"question": question.slug, "text": "I would begin with the reason."}
    page = client.post("/attempts", data=form, follow_redirects=True)
    assert "I would begin with the reason." in page.text
    assert "How did it feel?" in page.text


def test_a_line_of_the_list_says_when_and_how_it_went(client, script, practice, clock):
    question = next(iter(practice.bank.questions))
    made = script.post("/attempts", data={"question": question, "text": "In words."})
    script.post(f"{made.headers['Location']}/ratings", data={"rating": 3, "stage": "gut"})
    clock.go(days=2)
    line = " ".join(client.get("/attempts").text.split())
    assert "On Tuesday · " in line
    assert "typed · Solid" in line
