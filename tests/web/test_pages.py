"""Every page: the words a person needs, links that lead somewhere, and text that stays text."""

from collections import Counter
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit
from uuid import uuid4

import pytest

from interview_practice.actions import transcripts
from interview_practice.core.transcript import Heard, Word
from interview_practice.models.bank import Bank
from interview_practice.web import today
from tests.sounds import RATE, silence, spoken

ALIKE = 8
"""Pages of one kind that a crawl looks at: 500 questions need no 500 looks."""

EMPTY = {
    "/": ["Good morning", "What went badly?", "Start the warm-up", "Keep these"],
    "/attempts": ["Your answers will be here", "Practice the first one"],
    "/missed": ["No question is waiting here"],
    "/questions": ["Opener", "Behavioral", "questions"],
    "/struggles": ["What you struggle with", "Up to five areas"],
    "/settings": ["Speech model", "Every file of the bank could be read."],
}


class Page(HTMLParser):
    """What a test looks for in a page: its links, its forms, its code, its text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self._inside = [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._inside.append(tag)

    def handle_endtag(self, tag):
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data):
        if data.strip() and self._inside[-1:] in (["script"], ["style"]):
            self.tags.append(("code in the page", {"text": data}))
        self.text += f" {' '.join(data.split())}"

    def links(self):
        """Addresses that a GET may follow."""
        for _, attributes in self.tags:
            for name in ("href", "src", "data-transcript", "data-worklet"):
                if attributes.get(name):
                    yield urldefrag(attributes[name])[0]

    def inline(self):
        """Whatever the content security policy would refuse to run."""
        for tag, attributes in self.tags:
            own = [name for name in attributes if name == "style" or name.startswith("on")]
            scripts = [
                value for value in attributes.values() if str(value).startswith("javascript:")
            ]
            if tag in ("style", "code in the page") or own or scripts:
                yield tag, own, scripts


def show(client, address, status=200):
    response = client.get(address, buffered=True)
    assert response.status_code == status, address
    assert response.mimetype == "text/html"
    return Page(response.text)


def crawled(client):
    """Pages of every kind and every file that can be reached from the first page, by address."""
    found, waiting, kinds = {}, ["/"], Counter()
    urls = client.application.url_map.bind("127.0.0.1")
    while waiting:
        address = waiting.pop()
        if address in found or not address or urlsplit(address).netloc:
            continue
        kind = urls.match(urlsplit(address).path)[0]
        kinds[kind] += kind != "static"
        if kinds[kind] > ALIKE:
            continue
        response = found[address] = client.get(address, buffered=True)
        if response.mimetype == "text/html":
            waiting += Page(response.text).links()
    return found


@pytest.fixture
def recorded(script, practice, transcribe):
    """Answer a question with sound: spoken, transcribed and, if wanted, rated."""

    def make(question, rating=None, session=None):
        attempt, sound = uuid4(), spoken("We had an outage on a Friday.") + silence(0.5)
        form = {"id": str(attempt), "question": question, "sample_rate": str(RATE)}
        script.post("/attempts", data=form | ({"session": session} if session else {}))
        recording = f"/attempts/{attempt}/recording"
        script.patch(recording, data=sound, headers={"Upload-Offset": "0"})
        script.post(f"{recording}/completion", headers={"Upload-Length": str(len(sound))})
        transcribe(attempt)
        if rating:
            script.post(f"/attempts/{attempt}/ratings", data={"rating": rating, "stage": "gut"})
        return attempt

    return make


@pytest.fixture
def lived_in(client, script, practice, recorded, clock):
    """A week of practice: spoken and typed, missed and held, broken off and left open."""
    questions = [group[0].slug for group in practice.bank.by_area.values()]
    areas = list(practice.bank.areas)
    script.post("/struggles", data={"area": areas[4:7]})
    recorded(questions[0], rating=1)
    clock.go(days=2)
    spoken_answer = recorded(questions[1], rating=3)
    ticks = {"rating": 2, "stage": "reviewed", "tick": ["example", "result"]}
    script.post(f"/attempts/{spoken_answer}/ratings", data=ticks)
    script.post(f"/attempts/{spoken_answer}/notes", data={"notes": "Name the customer."})
    script.post("/attempts", data={"question": questions[1], "text": "I would begin with why."})
    for n in range(31):
        script.post("/attempts", data={"question": questions[2 + n % 3], "text": f"Answer {n}."})
    clock.go(days=3)
    form = {"id": str(uuid4()), "question": questions[0], "sample_rate": str(RATE)}
    script.post("/attempts", data=form)
    script.post("/sessions", data={"focus": "today", "length": 3})
    return spoken_answer


@pytest.mark.parametrize("address", EMPTY)
def test_a_page_without_anything_says_what_comes_here(client, address):
    page = show(client, address)
    for words in EMPTY[address]:
        assert words in page.text


def test_every_page_can_be_reached_from_the_first(client):
    assert set(EMPTY) - {"/struggles"} <= set(crawled(client))


def test_the_pages_of_a_week_say_what_was_done(client, lived_in, practice):
    first = next(iter(practice.bank.by_area.values()))[0]
    expected = {
        "/": ["Due today", "Go on where you left off", "An answer was broken off today",
              "Last answers", "Missed questions (2)", "Change what you struggle with"],
        "/attempts": ["34 answers so far", "Page 1 of 2", "Older", "not rated yet", "typed"],
        "/attempts?page=2": ["Page 2 of 2", "Newer", "Froze"],
        "/attempts?words=customer": ["1 answer found", "Show all"],
        "/attempts?rating=1": ["1 answer found", first.text],
        "/attempts?words=nothinglikethis": ["No answer fits."],
        "/missed": ["Rehearse these", first.text, "missed on Tuesday", "missed on Thursday"],
        f"/questions/{first.slug}": ["Answered once, last on Tuesday: Froze.", "Your answers"],
        f"/attempts/{lived_in}": [
            "You rated this Solid from the gut and Shaky after listening", "word0", "Name the",
            "One concrete example : yes", "My own part was clear : no",
            "Every take of this question", "Take the last rating back", "Delete this answer",
        ],
        f"/attempts/{lived_in}/deletion": ["Delete this answer?", "Keep it", "Delete it"],
    }  # fmt: skip
    for address, words in expected.items():
        text = show(client, address).text
        assert [word for word in words if word not in text] == [], address


@pytest.mark.parametrize("state", ["new", "lived_in"])
def test_no_link_leads_nowhere(client, request, state):
    if state == "lived_in":
        request.getfixturevalue("lived_in")
    found = crawled(client)
    assert {a: r.status_code for a, r in found.items() if r.status_code != 200} == {}
    assert len(found) > 60


def test_no_page_holds_code_or_style_of_its_own(client, lived_in):
    pages = {a: Page(r.text) for a, r in crawled(client).items() if r.mimetype == "text/html"}
    assert {address: list(page.inline()) for address, page in pages.items() if list(page.inline())
            } == {}  # fmt: skip
    assert len(pages) > 60


def test_every_page_can_be_read_by_a_machine_that_reads_aloud(client, lived_in):
    for address, response in crawled(client).items():
        if response.mimetype != "text/html":
            continue
        page = Page(response.text)
        names = [tag for tag, _ in page.tags]
        assert names.count("h1") == names.count("main") == names.count("title") == 1, address
        assert dict(page.tags)["html"] == {"lang": "en"}
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), address


def test_every_form_goes_to_a_route_that_takes_it(app, client, lived_in):
    urls = app.url_map.bind("127.0.0.1")
    forms = {(attributes.get("action"), attributes.get("method", "get"))
             for response in crawled(client).values() if response.mimetype == "text/html"
             for tag, attributes in Page(response.text).tags if tag == "form"}  # fmt: skip
    assert len(forms) > 6
    for action, method in forms:
        if action:
            assert urls.match(action, method.upper())


def test_a_session_is_walked_through_without_a_script(client, practice):
    """Nothing but links and forms: the equal path of typing."""
    begun = client.post("/sessions", data={"focus": "warm-up", "length": "2"})
    session = begun.headers["Location"]
    asked = []
    for number in (1, 2):
        page = show(client, session)
        assert f"Question {number} of 2" in page.text
        [slug] = [a["value"] for _, a in page.tags if a.get("name") == "question"]
        assert practice.bank.question(slug).text in page.text
        asked.append(slug)
        form = {"question": slug, "session": session.rpartition("/")[2], "text": f"No. {number}."}
        answer = client.post("/attempts", data=form).headers["Location"]
        assert "How did it feel?" in show(client, answer).text
        rated = client.post(f"{answer}/ratings", data={"rating": "3", "stage": "gut"})
        assert rated.headers["Location"] == answer
        words = "Next question" if number == 1 else "See the summary"
        assert words in show(client, answer).text
    assert asked[0] != asked[1]
    summary = show(client, session)
    assert "That was 2 answers." in summary.text
    assert "Solid · comes back tomorrow" in summary.text


def test_a_question_tells_why_it_was_chosen(client, practice, clock):
    client.post("/struggles", data={"area": "behavioural/conflict"})
    session = client.post("/sessions", data={"focus": "today"}).headers["Location"]
    assert "You said you struggle with" in show(client, session).text


def test_an_answer_shows_how_its_transcript_stands(client, script, practice, transcribe, app):
    attempt = uuid4()
    question = next(iter(practice.bank.questions))
    form = {"id": str(attempt), "question": question, "sample_rate": str(RATE)}
    script.post("/attempts", data=form)
    address = f"/attempts/{attempt}"
    assert "which is nothing yet" in show(client, address).text
    script.patch(f"{address}/recording", data=silence(2), headers={"Upload-Offset": "0"})
    assert "Everything up to 0:02 is saved" in show(client, address).text
    length = {"Upload-Length": str(len(silence(2)))}
    script.post(f"{address}/recording/completion", headers=length)
    assert "Writing down what you said" in show(client, address).text
    practice.transcriber.missing = True
    assert "as soon as there is a speech model" in show(client, address).text
    practice.transcriber.missing = False
    with app.app_context():
        transcripts.fail(attempt, "The sound could not be transcribed: too loud.")
    assert "too loud. The sound is kept." in show(client, address).text
    client.post(f"{address}/transcript")
    transcribe(attempt)
    assert "No speech heard." in show(client, address).text


def test_a_broken_bank_file_is_named_and_the_rest_is_there(client, practice):
    (practice.settings.own_questions / "mine.toml").write_text("[[question]]\nslug = 1\n")
    practice.reload_bank()
    page = show(client, "/settings")
    assert "1 entry could not be read" in page.text
    assert "mine.toml , line 2" in page.text
    assert practice.bank.questions


def test_a_question_that_left_the_bank_says_so_and_can_be_skipped(client, practice):
    session = client.post("/sessions", data={"focus": "today"}).headers["Location"]
    [slug] = [a["value"] for _, a in show(client, session).tags if a.get("name") == "question"]
    left = [question for question in practice.bank.questions.values() if question.slug != slug]
    practice.bank = Bank(left, practice.bank.areas.values())
    assert "no longer in the bank" in show(client, session).text
    assert client.post(f"{session}/skips").status_code == 303
    assert "no longer in the bank" not in show(client, session).text


@pytest.mark.parametrize(
    ("hour", "words"),
    [(3, "Good evening"), (4, "Good morning"), (11, "Good morning"), (12, "Good afternoon"),
     (17, "Good afternoon"), (18, "Good evening"), (0, "Good evening")],
)  # fmt: skip
def test_one_is_greeted_by_the_time_of_day(hour, words):
    assert today.greeting(hour) == words


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/questions/no-such-question", 404),
        ("/attempts/00000000-0000-4000-8000-000000000001", 404),
        ("/sessions/00000000-0000-4000-8000-000000000001", 404),
        ("/attempts?rating=seven", 422),
        (f"/attempts?rating={10**30}", 422),
        (f"/attempts?page={10**30}", 422),
        ("/attempts?page=0", 200),
        ("/attempts?page=99999", 200),
        ("/attempts?since=yesterday", 422),
        ("/attempts?since=2026-02-30", 422),
        ("/attempts?until=9999-12-31", 422),
        ("/attempts?since=0001-01-01&until=9999-12-30", 200),
        ("/attempts?words=%00", 200),
        ("/attempts?words=%ff%22*", 200),
        ("/attempts?area=%00&rating=9", 200),
        ("/questions?type=no-such-type", 200),
    ],
)
def test_a_strange_address_gets_an_answer_in_words(client, address, status):
    page = show(client, address, status)
    assert [tag for tag, _ in page.tags].count("h1") == 1


NASTY = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&{{ 7*7 }}"


class Hears:
    name = "nasty"

    def decode(self, sound, speech):
        return Heard(NASTY, (Word(NASTY, 0.0, 0.5, 0.9),))


def test_html_in_any_field_stays_text(client, script, practice, recorded, clock):
    """In the bank, the transcript, the notes, the answer, and what is searched for."""
    toml = NASTY.replace('"', '\\"')
    (practice.settings.own_questions / "mine.toml").write_text(
        f'[[area]]\nslug = "values/nasty"\nname = "{toml}"\nabout = "{toml}"\n'
        f'[[question]]\nslug = "nasty"\ntext = "{toml}"\narea = "values/nasty"\n'
        f'covers = ["{toml}"]\nfollow_ups = ["{toml}"]\npush_back = "{toml}"\n'
        f'framework = "{toml}"\n[[question]]\n"{toml}" = 1\n'
    )
    practice.reload_bank()
    practice.transcriber.hearing._engine = Hears()
    script.post("/struggles", data={"area": "values/nasty"})
    session = script.post("/sessions", data={"focus": "values/nasty"}).headers["Location"]
    answer = recorded("nasty", session=session.rpartition("/")[2])
    script.post(f"/attempts/{answer}/notes", data={"notes": f"</textarea>{NASTY}"})
    script.post("/attempts", data={"question": "nasty", "text": NASTY})
    pages = {a: r for a, r in crawled(client).items() if r.mimetype == "text/html"}
    addresses = [session, f"/attempts/{answer}", f"/attempts/{answer}/deletion",
                 "/questions/nasty", "/attempts", "/missed", "/settings", "/"]  # fmt: skip
    clock.go(days=1)
    script.post(f"/attempts/{answer}/ratings", data={"rating": 1, "stage": "gut"})
    pages |= {address: client.get(address) for address in addresses}
    pages["search"] = client.get("/attempts", query_string={"words": NASTY, "area": NASTY})
    pages["error"] = client.get("/attempts", query_string={"since": NASTY})
    pages["lost"] = client.get(f"/questions/{NASTY}")
    for address, response in pages.items():
        assert "<script>alert" not in response.text, address
        assert "<img" not in response.text, address
        assert list(Page(response.text).inline()) == [], address
    shown = [address for address, response in pages.items() if NASTY in Page(response.text).text]
    assert set(addresses) - {"/", "/settings"} <= set(shown)


def test_text_keeps_its_lines_and_its_language(client, script, practice):
    question = next(iter(practice.bank.questions))
    text = "First line.\n\nÉlan — 日本語 🙂"
    address = script.post("/attempts", data={"question": question, "text": text}).headers[
        "Location"
    ]
    assert text in client.get(address).text.replace("\r\n", "\n")


def test_what_is_due_later_is_not_due_today(client, script, recorded, practice, clock):
    recorded(next(iter(practice.bank.questions)), rating=4)
    assert "Nothing is due today." in show(client, "/").text
    clock.go(days=2)
    assert "Nothing is due today." in show(client, "/").text
    clock.now += timedelta(days=1)
    assert "1 area is due." in show(client, "/").text
