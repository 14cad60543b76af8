import io

import pytest

FILE = "questions/own.toml"


@pytest.fixture
def own(practice):
    """The text of the file of own questions."""

    def read() -> str:
        path = practice.settings.data / FILE
        return path.read_text() if path.exists() else ""

    return read


def add(client, **values):
    form = {"text": "Why did your last team break up?", "area": "behavioural/teamwork"}
    return client.post("/questions", data=form | values)


def test_the_area_is_suggested_from_the_words(client):
    page = client.get("/questions/new?text=tell+me+about+a+time+you+failed")
    assert 'value="behavioural/failure" checked' in page.text


def test_an_added_question_is_on_the_shelf_at_once(client, own):
    page = client.get(add(client, covers="One\n\nTwo", seconds="60").headers["Location"])
    assert "Why did your last team break up?" in page.text
    assert "your own" in page.text
    assert own().startswith('[[question]]\nslug = "own-why-did-your-last-team-break-up"\n')
    assert '  "Two",' in own()


def test_what_was_typed_is_still_there_after_a_mistake(client, own):
    answer = add(client, area="", covers="A point to keep")
    assert answer.status_code == 422
    assert "Choose an area" in answer.text
    assert "A point to keep" in answer.text
    assert own() == ""


def test_an_area_of_the_list_or_a_new_one_goes_first(client, own):
    add(client, other_area="values/culture")
    add(client, new_area_type="technical", new_area="Bee keeping")
    assert 'area = "values/culture"' in own()
    assert 'area = "technical/bee-keeping"' in own()
    assert "Bee keeping" in client.get("/questions").text


def test_an_own_question_is_edited(client, own):
    address = add(client).headers["Location"]
    assert "Why did your last team" in client.get(f"{address}/edit").text
    form = {"text": "Why did it <really> end?", "area": "behavioural/teamwork", "seconds": "90"}
    page = client.get(client.post(f"{address}/edit", data=form).headers["Location"])
    assert "Why did it &lt;really&gt; end?" in page.text
    assert "last team" not in page.text
    assert "Why did it <really> end?" in own()


def test_a_shipped_question_gets_own_words_and_back(client, practice):
    question = next(iter(practice.bank.questions.values()))
    form = {"text": "In my own words?", "area": question.area}
    client.post(f"/questions/{question.slug}/edit", data=form)
    assert practice.bank.question(question.slug).text == "In my own words?"
    assert (
        "Delete this question of yours?" in client.get(f"/questions/{question.slug}/deletion").text
    )
    client.post(f"/questions/{question.slug}/deletion")
    assert practice.bank.question(question.slug).text == question.text


def test_a_deleted_question_is_back_with_one_click(client, practice):
    address = add(client).headers["Location"]
    slug = address.rpartition("/")[2]
    page = client.post(f"{address}/deletion", follow_redirects=True).text
    assert slug not in practice.bank.questions
    assert "was deleted." in page
    form = {"back": "/questions?show=own"}
    page = client.post("/deletions/last/undo", data=form, follow_redirects=True).text
    assert practice.bank.question(slug).own
    assert f"/questions/{slug}" in page
    assert "was deleted." not in page


def test_letting_a_deleted_question_go_leaves_no_word(client, practice):
    address = add(client).headers["Location"]
    client.post(f"{address}/deletion")
    client.post("/deletions/last/forgetting", data={"back": "/questions"})
    assert "was deleted." not in client.get("/questions").text
    files = [path.read_bytes() for path in practice.settings.data.rglob("*") if path.is_file()]
    assert not any(b"Why did your last team" in content for content in files)


def test_a_shipped_question_cannot_be_deleted(client, practice):
    slug = next(iter(practice.bank.questions))
    assert client.get(f"/questions/{slug}/deletion").status_code == 409
    assert client.post(f"/questions/{slug}/deletion").status_code == 404
    assert slug in practice.bank.questions


def test_pasted_lines_are_looked_at_before_they_are_kept(client, own, practice):
    known = next(iter(practice.bank.questions.values())).text
    page = client.post("/questions/import", data={"text": f"1. Why is the sky up?\n2. {known}"})
    assert "2 questions found, 1 of them new" in page.text
    assert "in the bank already" in page.text
    assert page.text.count(" checked") == 1
    assert own() == ""
    kept = {"keep": ["0"], "text-0": "Why is the sky up?", "area-0": "values/opinions",
            "rest-0": '{"covers": ["The horizon"], "own": true, "slug": "Not A Slug"}'}  # fmt: skip
    client.post("/questions/imports", data=kept)
    assert own().count("[[question]]") == 1
    assert '"The horizon"' in own()
    assert "own =" not in own()


@pytest.mark.parametrize(
    ("name", "file", "says"),
    [
        ("q.csv", b"question,area\nWhy here?,Goals\n", "motivation/goals"),
        ("q.txt", "Why \u201cthis\u201d one?".encode("utf-16"), "Why \u201cthis\u201d one?"),
        ("q.toml", b'[[question]]\ntext = "Why toml?"\narea = "values/culture"', "values/culture"),
        ("q.csv", b"question\n" + b"x" * 501, "500 characters at most"),
    ],
)
def test_files_are_read(client, name, file, says):
    page = client.post("/questions/import", data={"file": (io.BytesIO(file), name)})
    assert page.status_code == 200
    assert says in page.text


@pytest.mark.parametrize(
    ("file", "says"),
    [(b"PK\x03\x04...", "Save it as CSV"), (b"", "No question was found"), (b"\0\1", "not a text")],
)
def test_a_file_that_cannot_be_read_is_said(client, file, says):
    page = client.post("/questions/import", data={"file": (io.BytesIO(file), "x")})
    assert page.status_code == 422
    assert says in page.text


def test_nothing_ticked_is_said(client):
    assert client.post("/questions/imports", data={}).status_code == 422


def test_a_thousand_questions_come_in_at_once(client, practice):
    lines = [f"Question number {n}, and what would you say about it then?" for n in range(1000)]
    page = client.post("/questions/import", data={"text": "\n".join(lines)})
    assert "1000 questions found" in page.text
    form = {"keep": [str(n) for n in range(1000)]}
    form |= {f"text-{n}": line for n, line in enumerate(lines)}
    form |= {f"area-{n}": "values/opinions" for n in range(1000)}
    assert client.post("/questions/imports", data=form).status_code == 303
    assert sum(question.own for question in practice.bank.questions.values()) == 1000


def test_what_is_exported_can_be_imported(client, practice):
    add(client, covers="One, two\nThree", seconds="45")
    for kind in ("toml", "csv"):
        file = client.get(f"/questions/own.{kind}")
        assert "attachment" in file.headers["Content-Disposition"]
        page = client.post("/questions/import", data={"file": (io.BytesIO(file.data), f"x.{kind}")})
        assert "Why did your last team break up?" in page.text
        assert "One, two" in page.text


def test_a_file_edited_by_hand_is_noticed_and_a_broken_one_stops_nothing(client, practice):
    add(client)
    path = practice.settings.data / FILE
    path.write_text(path.read_text() + '\n[[question]]\nslug = "half\n')
    assert "own.toml" in client.get("/settings").text
    page = client.get("/questions")
    assert page.status_code == 200
    assert "1 entry of your own files could not be read" in page.text
    assert add(client).status_code == 303
    path.write_text('[[question]]\nslug = "mine"\ntext = "Mine?"\narea = "values/culture"\n')
    assert "Mine?" in client.get("/questions?show=own").text
