"""A second, larger model hears a finished answer again."""

import pytest

from interview_practice.actions import transcripts
from interview_practice.audio.hearing import Hearing
from interview_practice.core.transcript import Heard, Word
from interview_practice.models import attempts
from tests.audio.sound import pcm, speak
from tests.needs import need


class LargerEngine:
    name = "larger"

    def decode(self, sound, speech):
        return Heard("What was really said.", (Word("What", 0.0, 0.3, 0.99),))


@pytest.fixture
def better(practice):
    hearing = Hearing(practice.recordings, LargerEngine)
    yield hearing
    hearing.close()


@pytest.fixture
def answered(script, begun, transcribe, tmp_path):
    need("espeak-ng")
    sound = pcm(speak("I rolled the release back on Friday evening.", tmp_path / "a.wav"))
    script.patch(f"/attempts/{begun}/recording", data=sound, headers={"Upload-Offset": "0"})
    script.post(f"/attempts/{begun}/recording/completion",
                headers={"Upload-Length": str(len(sound))})  # fmt: skip
    transcribe(begun)
    return begun


def improve(attempt, better):
    while transcripts.improve(attempt, better):
        pass


def test_the_new_words_take_the_place_and_the_first_ones_are_kept(in_app, answered, better):
    first = attempts.get(answered).transcript.text
    improve(answered, better)
    transcript = attempts.get(answered).transcript
    assert transcript.text == "What was really said."
    assert (transcript.first_text, transcript.first_model) == (first, "fake")
    assert transcript.speech_model == "larger"


def test_hearing_again_changes_nothing_more(in_app, answered, better):
    improve(answered, better)
    first = attempts.get(answered).transcript.first_text
    improve(answered, better)
    assert attempts.get(answered).transcript.first_text == first


def test_corrected_words_are_left_alone(in_app, answered, better):
    transcripts.correct(answered, "My own words.")
    improve(answered, better)
    assert attempts.get(answered).transcript.words == "My own words."
    assert attempts.get(answered).transcript.first_text is None


def test_the_page_says_who_heard_what(client, app, answered, better):
    with app.app_context():
        improve(answered, better)
    page = client.get(f"/attempts/{answered}").text
    assert "Heard again by larger" in page
    assert "First heard by fake" in page


def test_only_a_model_on_this_machine_can_be_chosen(client):
    assert client.post("/preferences/second-model", data={"name": "large-v3"}).status_code == 422


def test_a_meter_that_is_switched_off_stays_off(client, answered):
    shown = ["length", "pauses"]
    kept = client.post("/preferences/meters", data={"meter": shown})
    assert kept.location == "/settings#meters"
    page = client.get(f"/attempts/{answered}").text
    assert "Target: 1 min" in page
    assert "130 to 160 words a minute" not in page
    assert client.post("/preferences/meters", data={"meter": ["charisma"]}).status_code == 422
