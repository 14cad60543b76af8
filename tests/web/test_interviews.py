from datetime import timedelta

import pytest

from interview_practice.models import interviews
from interview_practice.models.base import db
from interview_practice.models.deletions import Deletion

HTML = '<script>alert("x")</script> & <b>bold</b>'
ASKED = "Tell me about a conflict with a colleague\nWhy do you want to work here?"


@pytest.fixture
def log(client):
    """Log an interview as the form does and return the page that follows."""

    def post(**form):
        return client.post("/interviews", data={"asked": ASKED} | form, follow_redirects=True)

    return post


def test_an_empty_list_offers_the_one_step_that_fills_it(client):
    page = client.get("/interviews").text
    assert "What they asked you decides what you practice." in page
    assert "Log an interview" in page


def test_a_new_interview_asks_first_what_they_asked(client):
    page = client.get("/interviews/new").text
    assert "<h1>What did they ask you?</h1>" in page
    assert page.index('name="asked"') < page.index("<details") < page.index('name="company"')


def test_from_the_typed_question_to_answering_it_aloud_in_three_clicks(client):
    kept = client.post("/interviews", data={"asked": ASKED})
    assert kept.location == "/interviews/1/debrief"
    form = client.get(kept.location).text
    assert "Keep this and practice these now" in form
    session = client.post(kept.location, data={"then": "practice"})
    question = client.get(session.location).text
    assert "Tell me about a conflict with a colleague" in question
    assert "data-record>" in question


def test_a_debrief_offers_three_areas_and_the_whole_list(log):
    page = log().text
    assert page.count('name="q1-area"') == 3
    assert 'value="behavioural/conflict" checked' in page
    assert page.count('name="q1-rating"') == 4
    assert page.count('name="q1-failures"') == 10
    assert "Did it hold?" not in page


def test_a_debrief_is_kept_and_shown(log, client):
    log(company="Lindt", role="Analyst", stage="technical")
    form = {
        "q1-area": "behavioural/conflict", "q1-other": "behavioural/teamwork", "q1-rating": "1",
        "q1-failures": ["froze", "rambled"], "q1-text": " A row  with a colleague?",
        "threw_me": "The panel of five", "fit-pay": "no",
        "fit-work": "yes", "cv_tailored": "yes", "cv_results": "no", "more": "Anything else?",
        "then": "keep",
    }  # fmt: skip
    page = client.post("/interviews/1/debrief", data=form, follow_redirects=True).text
    for text in ("Lindt", "<bdi>Analyst</bdi> · Technical", "Teamwork · Froze · Rambled",
                 "The panel of five", "A row with a colleague?", "Anything else?",
                 "The work: yes; The pay: no", "CV fitted to this job</dt><dd>Yes",
                 "CV showed results</dt><dd>No"):  # fmt: skip
        assert text in page, text


def test_a_practiced_area_is_asked_whether_it_held(log, client, clock):
    log()
    session = client.post("/sessions", data={"focus": "behavioural/conflict", "length": "1"})
    page = client.get(session.location).text
    slug = page.split('data-question="')[1].split('"')[0]
    answer = client.post("/attempts", data={"question": slug, "text": "I listened."})
    client.post(answer.location + "/ratings", data={"rating": "3"})
    clock.go(days=2)
    page = log().text
    assert page.count("Did it hold?") == 1
    assert "You practiced conflict before." in page
    client.post("/interviews/2/debrief", data={"q3-held": "yes", "then": "keep"})
    assert "the practice held" in client.get("/interviews/2").text


UNKNOWN = "Qwertz uiop?"
"""A question none of whose words the bank knows."""


def area_of_own(practice):
    return {q.text: q.area for q in practice.bank.questions.values() if q.own}[UNKNOWN]


def test_a_question_that_fits_no_area_has_none_chosen(log, client):
    page = log(asked=UNKNOWN + "\nTell me about a conflict with a colleague").text
    unknown, known = page.split("data-asked")[1:3]
    assert "Its words fit no area yet." in unknown
    assert 'type="radio" name="q1-area"' not in unknown
    assert 'value="behavioural/conflict" checked' in known
    assert 'value="opener/your-other-questions"' not in page


def test_it_is_kept_and_practiced_without_an_area(log, client, practice):
    log(asked=UNKNOWN)
    form = {"q1-rating": "1", "q1-failures": "froze", "q1-text": UNKNOWN, "then": "practice"}
    answer = client.post("/interviews/1/debrief", data=form)
    assert answer.status_code == 303
    assert UNKNOWN in client.get(answer.location).text
    page = client.get("/interviews/1").text
    assert UNKNOWN in page
    assert "Choose an area</a> · Froze" in page
    assert "Its words fit no area yet." in client.get("/interviews/1/debrief").text


def test_choosing_an_area_moves_it_there(log, client, practice):
    log(asked=UNKNOWN)
    assert area_of_own(practice) == "opener/your-other-questions"
    form = {"q1-other": "values/opinions", "q1-text": UNKNOWN, "then": "keep"}
    client.post("/interviews/1/debrief", data=form)
    assert area_of_own(practice) == "values/opinions"
    page = client.get("/interviews/1/debrief").text
    assert 'name="q1-area" value="values/opinions" checked' in page
    assert "Its words fit no area yet." not in page


def test_a_waiting_question_draws_no_other_to_it(log, client):
    log(asked=UNKNOWN)
    assert "Its words fit no area yet." in log(asked=UNKNOWN + " Asdf?", company="B").text


def test_without_its_file_the_debrief_is_kept_all_the_same(log, client, practice):
    log(asked=UNKNOWN)
    for file in practice.settings.own_questions.glob("*.toml"):
        file.unlink()
    practice.reload_bank()
    form = {"q1-rating": "2", "threw_me": "The silence", "then": "keep"}
    page = client.post("/interviews/1/debrief", data=form, follow_redirects=True).text
    assert "The silence" in page
    assert "Shaky" in page


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"asked": "\n".join(f"Line {n}" for n in range(500))}, "That is 500 lines."),
        ({"asked": "w" * 501}, "Put one question on a line."),
        ({"outcome": "rejected", "rejected_on": "2026-03-04"}, "is in the future"),
        ({"on": "0026-11-22"}, "would be in the year 26. Check the year."),
        ({"on": "yesterday"}, "The day of the interview must be a date"),
        ({"company": "x" * 201}, "200 characters at most"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(log, form, message):
    page = log(**({"feedback": "Their words."} | form))
    assert page.status_code == 422
    assert message in page.text
    assert "What you typed is still here." in page.text
    assert "Their words." in page.text
    assert (form.get("asked") or "a conflict with a colleague").split("\n")[-1] in page.text


def test_a_form_left_empty_is_not_an_interview(client):
    page = client.post("/interviews", data={"asked": " \n ", "on": "2026-03-03"})
    assert page.status_code == 422
    assert "Nothing is written down yet. One question is enough, or the company.</p>" in page.text
    assert "Company not named" not in client.get("/interviews").text


def test_a_no_can_be_logged_with_nothing_else(client):
    kept = client.post("/interviews", data={"outcome": "rejected"}, follow_redirects=True)
    assert "They said no on March 3" in kept.text


def test_the_same_form_sent_again_is_the_same_interview(client):
    form = {"asked": ASKED, "company": "Lindt", "stage": "panel", "on": "2026-03-02"}
    final = form | {"stage": "final"}
    places = [client.post("/interviews", data=sent).location for sent in (form, form, final, form)]
    assert places == [f"/interviews/{number}/debrief" for number in (1, 1, 2, 3)]


def test_a_debrief_that_cannot_be_kept_stays_typed(log, client):
    log()
    form = {"q1-rating": "2", "more": "w" * 501, "threw_me": "The silence"}
    page = client.post("/interviews/1/debrief", data=form)
    assert page.status_code == 422
    assert "w" * 501 in page.text
    assert "The silence" in page.text
    assert 'name="q1-rating" value="2" checked' in page.text


def test_a_debrief_without_questions_is_kept_whichever_button_is_pressed(log, client):
    log(asked="", company="Lindt")
    form = {"threw_me": "The silence", "then": "practice"}
    kept = client.post("/interviews/1/debrief", data=form)
    assert kept.location == "/interviews/1"
    assert "The silence" in client.get(kept.location).text


def test_a_debrief_in_another_tab_takes_nothing_back(log, client):
    log()
    client.post("/interviews/1/debrief", data={"q1-rating": "2", "more": "Any questions?"})
    client.post("/interviews/1/debrief", data={"q3-rating": "1", "q3-failures": "closed-badly"})
    client.post("/interviews/1/debrief", data={"q1-rating": "3", "q2-text": "Why us?"})
    page = client.get("/interviews/1").text
    assert "Froze · Closed badly" in page
    assert "Conflict · Solid" in page


def test_rounds_of_one_application_make_a_path(log, client):
    log(company="Zoë 🚀", role="أحمد", stage="recruiter-screen", outcome="next-round")
    page = client.get("/interviews/new?application=1").text
    assert 'value="Zoë 🚀"' in page
    log(application="1", stage="technical", on="2026-03-05")
    page = client.get("/interviews").text
    assert page.count("<h2>") == 1
    assert page.index("Recruiter screen") < page.index("Technical")
    assert "<bdi>أحمد</bdi>" in page


@pytest.mark.parametrize(
    ("outcome", "link"),
    [("waiting", "Log the next round"), ("next-round", "Log the next round"),
     ("rejected", "Log another round"), ("offer", "Log another round")],
)  # fmt: skip
def test_no_next_round_is_spoken_of_after_a_no(log, client, outcome, link):
    log(company="Lindt", stage="recruiter-screen", outcome="next-round", on="2026-03-01")
    log(company="Lindt", stage="final", outcome=outcome, on="2026-03-03")
    for page in ("/interviews", "/interviews/1", "/interviews/2"):
        assert f">{link}</a>" in client.get(page).text


def test_html_stays_text_everywhere(log, client, app):
    fields = ("asked", "company", "role", "format", "people", "feedback", "hypothesis")
    log(**dict.fromkeys(fields, HTML), outcome="rejected")
    thoughts = dict.fromkeys(("threw_me", "engaged", "research"), HTML)
    client.post("/interviews/1/debrief", data=thoughts)
    client.post("/quiet/end")
    session = client.post("/interviews/1/practice").location
    for path in ("/interviews", "/interviews/1", "/interviews/1/debrief", "/interviews/1/details",
                 "/rejections", "/patterns", session, "/questions"):  # fmt: skip
        page = client.get(path).text
        assert "alert(&#34;x&#34;)" in page or path in ("/patterns", "/questions"), path
        assert "<script>alert" not in page, path
        assert "<b>bold" not in page, path


def test_a_deletion_is_undone_from_the_page(log, client):
    log(company="Lindt")
    page = client.post("/interviews/1/deletion", follow_redirects=True).text
    assert "The interview at Lindt was deleted." in page
    assert client.get("/interviews/1").status_code == 404
    back = client.post("/deletions/last/undo", data={"back": "/interviews"})
    assert back.location == "/interviews"
    assert "Lindt" in client.get("/interviews").text
    assert "was deleted" not in client.get("/interviews").text


def test_a_deleted_question_can_be_let_go(log, client, app):
    log()
    page = client.post("/interviews/asked/1/deletion", follow_redirects=True).text
    assert "The question “Tell me about a conflict with a colleague” was deleted." in page
    client.post("/deletions/last/forgetting", data={"back": "//evil.example"})
    with app.app_context():
        assert db.session.query(Deletion).count() == 0


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil", ""])
def test_undo_leads_to_our_own_pages_only(client, back):
    response = client.post("/deletions/last/forgetting", data={"back": back})
    assert response.location == "/"


def test_details_can_be_changed(log, client):
    log(company="Lindt")
    form = {"company": "Läderach", "stage": "final", "on": "2026-02-27", "outcome": "rejected",
            "rejected_on": "2026-03-01", "feedback": "Too short.", "hypothesis": "I was tired.",
            "next_date": "", "people": "Ada"}  # fmt: skip
    page = client.post("/interviews/1/details", data=form, follow_redirects=True).text
    for text in ("Läderach", "Final · February 27", "They said no on March 1",
                 'auto">Too short.</blockquote>', "I was tired.", "Ada"):  # fmt: skip
        assert text in page
    assert "Läderach" in client.get("/interviews/1/details").text


@pytest.mark.parametrize(
    "path", ["/interviews/9", "/interviews/9/debrief", "/interviews/new?application=9"]
)
def test_what_is_not_there_is_said(client, path):
    page = client.get(path)
    assert page.status_code == 404
    assert "There is no such" in page.text


def test_what_they_said_and_what_i_think_stand_apart(log, client):
    assert "Log a no" in client.get("/rejections").text
    log(company="Lindt", stage="final", outcome="rejected", feedback="Somebody with more years.",
        hypothesis="The fee.")  # fmt: skip
    page = client.get("/rejections").text
    fact, guess = page.index("What they said</h3>"), page.index("What you think</h3>")
    assert fact < page.index("Somebody with more years.") < guess < page.index("The fee.")
    assert "March 3 · reached: Final" in page


def test_rejections_are_not_on_today(log, client):
    log(company="Lindt", outcome="rejected", feedback="No.")
    client.post("/quiet/end")
    today = client.get("/").text
    assert "Lindt" not in today
    assert "/rejections" not in today


def test_a_drill_is_on_the_question_page_and_goes_on_after_a_take(log, client):
    log()
    client.post("/interviews/1/debrief", data={"q1-rating": "1", "q1-failures": "rambled"})
    session = client.post("/interviews/1/practice").location
    page = client.get(session).text
    assert "Shorter each time" in page
    assert "take 1 of 3" in page
    assert 'data-seconds="90" data-aloud' in page
    assert 'data-target="90"' in page
    slug = page.split('data-question="')[1].split('"')[0]
    form = {"question": slug, "session": session.rpartition("/")[2], "text": "I listened."}
    answer = client.post("/attempts", data=form, follow_redirects=True).text
    assert "The drill goes on: the same answer again" in answer
    assert 'data-target="60"' in client.get(session).text


def test_an_own_question_tells_what_its_area_is_about(log, client, practice):
    log()
    page = client.get(client.post("/interviews/1/practice").location).text
    assert "What they want to find out" in page
    assert practice.bank.area("behavioural/conflict").about[:40] in page


def test_a_finished_drill_leaves_the_question(log, client):
    log()
    client.post("/interviews/1/debrief", data={"q1-failures": "no-result"})
    session = client.post("/interviews/1/practice").location
    slug = client.get(session).text.split('data-question="')[1].split('"')[0]
    form = {"question": slug, "session": session.rpartition("/")[2], "text": "Fewer calls."}
    answer = client.post("/attempts", data=form, follow_redirects=True).text
    assert "The drill goes on" not in answer
    assert "data-drill" not in client.get(session).text


def test_an_interview_soon_shortens_what_a_rating_leads_to(log, client, clock):
    question = client.post("/attempts", data={"question": "leadership-something-adrift",
                                              "text": "I asked who owned it."})  # fmt: skip
    assert "again in 3 days" in client.get(question.location).text
    log(next_date=(clock().date() + timedelta(days=2)).isoformat())
    assert client.get(question.location).text.count("again tomorrow") == 4


def test_quiet_and_readiness_are_known_to_the_database(log, app, clock):
    log(outcome="rejected")
    with app.app_context():
        assert interviews.quiet(clock()).id == 1
