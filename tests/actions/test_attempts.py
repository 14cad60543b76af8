"""Answers: begun, written, completed, noted, and deleted without a trace."""

from datetime import timedelta
from uuid import uuid4

import pytest

from interview_practice.actions import attempts, reviews
from interview_practice.core.errors import Conflict, Invalid, NotFound
from interview_practice.core.questions import Question
from interview_practice.core.transcript import Heard, Word
from interview_practice.models import attempts as answers
from interview_practice.models.base import db
from interview_practice.models.search import find
from interview_practice.models.transcripts import SegmentRow, Transcript
from tests.fakes import NOW
from tests.sounds import RATE, spoken

pytestmark = pytest.mark.usefixtures("in_app")

QUESTION = Question("honesty-mistake", "When did you last own up?", "values/honesty", seconds=75)
OTHER = Question("honesty-other", "What did you hide?", "values/honesty")


@pytest.fixture
def recordings(practice):
    return practice.recordings


@pytest.fixture
def begun_here():
    attempt = uuid4()
    attempts.begin(attempt, QUESTION, RATE, None, NOW)
    return attempt


def words(query="", **filters):
    return [attempt.id for attempt in db.session.scalars(find(query, **filters))]


def test_an_answer_remembers_the_question_as_it_was_asked(begun_here):
    attempt = answers.get(begun_here)
    assert (attempt.wording, attempt.area, attempt.target_seconds, attempt.started_at) == (
        QUESTION.text, QUESTION.area, 75, NOW,
    )  # fmt: skip
    assert attempt.transcript.state == "recording"
    assert (attempt.completed_at, attempt.rating, attempt.notes) == (None, None, "")


def test_beginning_again_keeps_the_first(begun_here):
    assert attempts.begin(begun_here, QUESTION, RATE, None, NOW + timedelta(hours=1)) is False
    assert answers.get(begun_here).started_at == NOW


@pytest.mark.parametrize(("question", "rate"), [(OTHER, RATE), (QUESTION, 48_000)])
def test_an_id_belongs_to_one_answer(begun_here, question, rate):
    with pytest.raises(Conflict, match="another answer"):
        attempts.begin(begun_here, question, rate, None, NOW)


@pytest.mark.parametrize("rate", [-1, 0, 7_999, 192_001])
def test_a_sample_rate_no_microphone_has_is_refused(rate):
    with pytest.raises(Invalid, match=str(rate)):
        attempts.begin(uuid4(), QUESTION, rate, None, NOW)


@pytest.mark.parametrize("rate", [8_000, 44_100, 192_000])
def test_every_sample_rate_between_is_taken(rate):
    assert attempts.begin(uuid4(), QUESTION, rate, None, NOW)


def test_a_typed_answer_is_complete_and_found_at_once():
    attempt = attempts.write(QUESTION, "  I told them.\n", None, NOW)
    found = answers.get(attempt)
    assert (found.transcript.state, found.transcript.text) == ("ready", "I told them.")
    assert (found.spoken, found.seconds, found.completed_at) == (False, 0.0, NOW)
    assert words("told") == [attempt]


@pytest.mark.parametrize("text", ["", " \n\t", "x" * 20_001])
def test_nothing_and_too_much_is_no_answer(text):
    with pytest.raises(Invalid):
        attempts.write(QUESTION, text, None, NOW)
    assert words() == []


def test_a_completed_answer_knows_its_length(begun_here, recordings):
    attempts.append(begun_here, 0, bytes(RATE * 3), recordings)
    attempts.complete(begun_here, RATE * 3, recordings, NOW)
    assert answers.get(begun_here).seconds == 1.5
    assert attempts.held(answers.get(begun_here), recordings) == RATE * 3


def test_a_recording_without_a_sound_is_ready_at_once(begun_here, recordings):
    attempts.complete(begun_here, 0, recordings, NOW)
    assert answers.get(begun_here).transcript.state == "ready"


def test_an_answer_is_found_by_its_question_before_it_has_words(begun_here, recordings):
    attempts.append(begun_here, 0, b"abcd", recordings)
    attempts.complete(begun_here, 4, recordings, NOW)
    assert words("own up?") == [begun_here]


def test_a_completed_answer_takes_no_more_sound(begun_here, recordings):
    attempts.append(begun_here, 0, b"abcd", recordings)
    attempts.complete(begun_here, 4, recordings, NOW)
    assert attempts.append(begun_here, 0, b"abcd", recordings) == 4, "a repeated block is fine"
    with pytest.raises(Conflict, match="complete"):
        attempts.append(begun_here, 4, b"ef", recordings)
    with pytest.raises(Conflict):
        attempts.complete(begun_here, 6, recordings, NOW)
    assert recordings.length(begun_here) == 4


def test_a_typed_answer_takes_no_sound(recordings):
    attempt = attempts.write(QUESTION, "Typed.", None, NOW)
    with pytest.raises(Conflict, match="typed"):
        attempts.append(attempt, 0, b"ab", recordings)
    with pytest.raises(Conflict):
        attempts.upload(attempt, b"RIFF", recordings, NOW)
    assert recordings.length(attempt) == 0


def test_notes_are_kept_to_a_length():
    attempt = attempts.write(QUESTION, "Typed.", None, NOW)
    attempts.note(attempt, " Slower. ")
    with pytest.raises(Invalid, match="20,000"):
        attempts.note(attempt, "x" * 20_001)
    assert answers.get(attempt).notes == "Slower."


MARKERS = {
    "text": "zqxtyped", "notes": "zqxnoted", "heard": "zqxheard", "wording": "zqxasked",
}  # fmt: skip


class Hears:
    """An engine that hears one word, whatever is said."""

    name = "one word"

    def decode(self, sound, speech):
        return Heard(MARKERS["heard"], (Word(MARKERS["heard"], 0.0, 0.5, 0.9),))


def test_a_deleted_answer_leaves_no_word_and_no_sound_on_disk(practice, transcribe, recordings):
    practice.transcriber.hearing._engine = Hears()
    asked = Question("asked", f"What about {MARKERS['wording']}?", "values/honesty")
    typed = attempts.write(asked, f"It was {MARKERS['text']}.", None, NOW)
    said = uuid4()
    attempts.begin(said, asked, RATE, None, NOW)
    sound = spoken("This is what I would say.")
    attempts.append(said, 0, sound, recordings)
    attempts.complete(said, len(sound), recordings, NOW)
    transcribe(said)
    for attempt in (typed, said):
        attempts.note(attempt, f"Next time {MARKERS['notes']}.")
        reviews.rate(attempt, 2, "gut", [], practice.bank, NOW, practice.rng)
    kept = attempts.write(OTHER, "Something that stays: petrichor.", None, NOW)

    folder = practice.settings.data
    assert traces(folder, *MARKERS.values()) == set(MARKERS.values()), "or this test sees nothing"
    assert holds(folder, sound[20_000:20_400])
    attempts.delete(typed, recordings)
    attempts.delete(said, recordings)
    assert traces(folder, *MARKERS.values()) == set()
    assert not holds(folder, sound[20_000:20_400])
    assert list(recordings.folder.iterdir()) == []
    assert words("petrichor") == [kept]


def test_a_sealed_recording_is_deleted_too(begun_here, recordings):
    sound = spoken("This is what I would say.")
    attempts.append(begun_here, 0, sound, recordings)
    attempts.complete(begun_here, len(sound), recordings, NOW)
    recordings.seal(begun_here, RATE)
    assert [path.suffix for path in recordings.folder.iterdir()] == [".flac"]
    attempts.delete(begun_here, recordings)
    assert list(recordings.folder.iterdir()) == []


def test_deleting_takes_transcript_and_segments_along(begun_here, recordings):
    attempts.delete(begun_here, recordings)
    assert db.session.query(Transcript).count() == db.session.query(SegmentRow).count() == 0
    with pytest.raises(NotFound):
        attempts.delete(begun_here, recordings)


def traces(folder, *markers):
    """Which of the markers stand in any file of the folder, whatever their case."""
    return {marker for marker in markers if holds(folder, marker.encode())}


def holds(folder, part):
    files = (path for path in folder.rglob("*") if path.is_file())
    return any(part.lower() in path.read_bytes().lower() for path in files)
