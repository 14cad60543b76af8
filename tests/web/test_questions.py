import re

import pytest


@pytest.fixture
def question(practice):
    return next(iter(practice.bank.by_area["behavioural/conflict"]))


def listed(page) -> list[str]:
    return re.findall(r'href="/questions/([a-z0-9-]+)">', page.text.split("</nav>", 1)[1])


def test_the_bank_is_browsed_by_type_and_area(client):
    page = client.get("/questions")
    assert "Behavioral" in page.text
    assert "Influence without authority" in page.text
    assert "Nursing and care practice" not in page.text.split("<main", 1)[1].split("</form>")[1]


def test_a_chosen_role_brings_its_areas(client):
    client.post("/preferences", data={"role": "care"})
    assert "Nursing and care practice" in client.get("/questions").text.split("</form>")[-1]


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        ("type=salary", lambda q: q.type == "salary"),
        ("area=career-story/gap", lambda q: q.area == "career-story/gap"),
        ("role=finance", lambda q: "finance" in q.roles),
        ("level=manager", lambda q: q.level == "manager"),
        ("role=finance&type=case", lambda q: "finance" in q.roles and q.type == "case"),
    ],
)
def test_a_search_narrows_the_bank(client, practice, filters, fits):
    bank = practice.bank
    expected = [slug for slug, question in bank.questions.items() if fits(question)]
    page = client.get(f"/questions?{filters}")
    assert f"{len(expected)} questions found" in page.text
    assert [slug for slug in listed(page) if slug in bank.questions] == expected[:30]


def test_pages_go_on_where_the_last_one_ended(client, practice):
    first, second = (client.get(f"/questions?type=behavioural&page={n}") for n in (1, 2))
    assert len(set(listed(first)) & set(practice.bank.questions)) == 30
    assert not set(listed(first)) & set(listed(second)) & set(practice.bank.questions)


@pytest.mark.parametrize("page", ["0", "-3", "999", "x"])
def test_a_page_that_is_not_there_is_the_nearest(client, page):
    assert client.get(f"/questions?type=salary&page={page}").status_code == 200


def test_words_that_are_nowhere_offer_to_add_them(client):
    page = client.get("/questions?words=zyzzyva")
    assert "No question fits" in page.text
    assert "/questions/new?text=zyzzyva" in page.text


def test_a_starred_question_is_found_again(client, question):
    back = f"/questions?area={question.area}"
    answer = client.post(f"/questions/{question.slug}/marks", data={"starred": "yes", "back": back})
    assert answer.headers["Location"] == back
    assert question.text in client.get("/questions?show=starred").text
    client.post(f"/questions/{question.slug}/marks", data={"starred": "no"})
    assert "No question fits" in client.get("/questions?show=starred").text


@pytest.mark.parametrize("back", ["https://elsewhere.test/", "//elsewhere.test", "/\\elsewhere"])
def test_a_form_sends_nobody_elsewhere(client, question, back):
    answer = client.post(f"/questions/{question.slug}/marks", data={"never": "yes", "back": back})
    assert answer.headers["Location"] == f"/questions/{question.slug}"


def test_a_mark_on_nothing_is_not_found(client):
    assert client.post("/questions/no-such/marks", data={"starred": "yes"}).status_code == 404


def test_never_ask_me_this_goes_on_with_another_question(client, question):
    start = client.post("/sessions", data={"focus": question.area, "length": "2"})
    session = start.headers["Location"]
    asked = re.search(r'data-question="([^"]+)"', client.get(session).text)[1]
    client.post(f"{session}/skips", data={"never": "yes"})
    assert re.search(r'data-question="([^"]+)"', client.get(session).text)[1] != asked
    assert "You are never asked this question" in client.get(f"/questions/{asked}").text
    assert asked in listed(client.get("/questions?show=never"))


def test_the_history_of_a_question_is_on_its_page(client, question):
    form = {"question": question.slug, "text": "I asked first."}
    attempt = client.post("/attempts", data=form).headers["Location"]
    client.post(f"{attempt}/ratings", data={"rating": "2"})
    page = client.get(f"/questions/{question.slug}")
    assert "Answered once, last today: Shaky." in page.text
    assert attempt in page.text
    assert "Shaky today" in client.get(f"/questions?area={question.area}").text
    assert question.slug not in listed(client.get(f"/questions?area={question.area}&show=new"))


def test_one_question_can_be_chosen(client, question):
    form = {"focus": question.slug, "length": "1"}
    page = client.get(client.post("/sessions", data=form).headers["Location"])
    assert question.text in page.text
    assert "You chose this question." in page.text


def test_the_role_is_offered_on_the_first_visit_and_kept(client):
    assert "Say what you do" in client.get("/").text
    client.post("/preferences", data={"role": "software", "level": "experienced", "back": "/"})
    assert "Questions fit: Software, Experienced" in client.get("/").text
    settings = client.get("/settings").text
    assert '<option value="software" selected>' in settings


def test_a_role_that_is_none_is_refused(client):
    assert client.post("/preferences", data={"role": "astronaut"}).status_code == 422


def test_follow_ups_are_offered_until_something_is_chosen(client, question):
    def summary() -> str:
        session = client.post("/sessions", data={"focus": question.slug, "length": "1"})
        session = session.headers["Location"]
        form = {"question": question.slug, "session": session.split("/")[-1], "text": "I asked."}
        attempt = client.post("/attempts", data=form).headers["Location"]
        client.post(f"{attempt}/ratings", data={"rating": "3"})
        return client.get(session).text

    assert "Be asked follow-ups, too" in summary()
    client.post("/preferences", data={"follow_ups": "never"})
    assert "That was 1 answer" in summary()
    assert "Be asked follow-ups, too" not in summary()


def test_a_follow_up_is_a_turn_of_its_own_kind(client, practice, question):
    client.post("/preferences", data={"follow_ups": "always"})
    session = client.post("/sessions", data={"focus": question.area, "length": "1"})
    session = session.headers["Location"]
    asked = re.search(r'data-question="([^"]+)"', client.get(session).text)[1]
    form = {"question": asked, "session": session.split("/")[-1], "text": "I asked first."}
    attempt = client.post("/attempts", data=form).headers["Location"]
    client.post(f"{attempt}/ratings", data={"rating": "3"})
    page = client.get(session).text
    assert "Question 1 of 1, follow-up" in page
    assert practice.bank.question(asked).text in page
    client.post("/attempts", data=form)
    client.post(f"{session}/completion")
    assert "That was 2 answers" in client.get(session).text
