"""Pages about how an answer sounded, on real speech heard by the fake engine."""

import re
from uuid import uuid4

import pytest

from interview_practice.actions import attempts
from interview_practice.models.base import db
from interview_practice.models.deliveries import DeliveryRow
from tests.audio.sound import pcm, speak
from tests.needs import need

RATE = 16_000


@pytest.fixture(scope="module")
def speech(tmp_path_factory):
    need("espeak-ng")
    folder = tmp_path_factory.mktemp("speech")
    return pcm(speak("I rolled the release back, and then I wrote a report.", folder / "a.wav"))


@pytest.fixture
def answer(script, practice, transcribe, speech):
    """Make a finished spoken answer and return its address."""

    def make():
        attempt = uuid4()
        slug = next(iter(practice.bank.questions))
        script.post("/attempts", data={"id": str(attempt), "question": slug, "sample_rate": RATE})
        script.patch(f"/attempts/{attempt}/recording", data=speech, headers={"Upload-Offset": "0"})
        script.post(f"/attempts/{attempt}/recording/completion",
                    headers={"Upload-Length": str(len(speech))})  # fmt: skip
        transcribe(attempt)
        return f"/attempts/{attempt}"

    return make


def test_an_answer_shows_its_meters_with_target_and_blind_spot(client, answer):
    page = client.get(answer()).text
    assert "How it sounded" in page
    assert "130 to 160 words a minute" in page
    assert "You began to speak after" in page


def test_a_correction_is_shown_searched_and_can_be_taken_back(client, answer):
    address = answer()
    client.post(f"{address}/transcript/correction", data={"text": "I rolled it back myself."})
    page = client.get(address).text
    assert "as you corrected it" in page
    assert "your corrected words" in page
    assert address in client.get("/attempts?words=myself").text
    client.post(f"{address}/transcript/correction", data={"text": ""})
    assert "What was heard" in client.get(address).text
    assert address not in client.get("/attempts?words=myself").text


def test_then_and_now_needs_two_takes(client, answer, practice, clock):
    slug = next(iter(practice.bank.questions))
    first = answer()
    assert client.get(f"/comparison?question={slug}").status_code == 404
    clock.go(days=3)
    answer()
    page = client.get(f"/comparison?question={slug}").text
    assert page.count("<audio") == 2
    assert page.count("<path") == 2
    assert "Pace" in page
    assert "between them" not in page
    clock.go(days=3)
    latest = answer()
    page = client.get(f"/comparison?question={slug}").text
    assert "with 1 between them" in page
    assert page.index(first) < page.index(latest)
    area = next(iter(practice.bank.questions.values())).area
    assert client.get(f"/comparison?area={area}").text == page


def test_an_area_shows_each_meter_over_time(client, answer, practice, clock):
    area = next(iter(practice.bank.questions.values())).area
    assert "Once you have answered here aloud" in client.get(f"/trends?area={area}").text
    for _ in range(3):
        answer()
        clock.go(days=1)
    page = client.get(f"/trends?area={area}").text
    assert "3 spoken answers" in page
    assert page.count('data-chart="strength"') >= 4
    assert page.count('<th scope="row"><a') >= 3


def test_a_long_row_of_answers_begins_with_the_latest(client, practice, clock, in_app):
    question = next(iter(practice.bank.questions.values()))
    for n in range(42):
        attempt = uuid4()
        attempts.begin(attempt, question, RATE, None, clock())
        attempts.complete(attempt, 0, practice.recordings, clock())
        db.session.add(DeliveryRow(attempt_id=attempt, area=question.area, at=clock(),
                                   figures={"pace": 100 + n}))  # fmt: skip
        db.session.commit()
        clock.go(days=1)
    page = client.get(f"/trends?area={question.area}").text
    assert "The latest 40 of 42 spoken answers." in page
    assert re.findall(r'data-y="([\d.]+)"', page) == [str(100 + n) for n in range(2, 42)]
    everything = client.get(f"/trends?area={question.area}&all=1").text
    assert "42 spoken answers." in everything
    assert everything.count("data-y") == 42


def test_the_waveform_comes_as_peaks(client, script, answer):
    found = script.get(f"{answer()}/recording/peaks").get_json()
    assert 3 < found["seconds"] < 6
    assert 0.05 < max(found["peaks"]) <= 1
