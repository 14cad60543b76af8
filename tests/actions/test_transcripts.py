"""One verb makes transcripts, however often it is interrupted."""

from dataclasses import replace
from threading import Event, current_thread
from uuid import uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interview_practice.actions import attempts, transcripts
from interview_practice.audio.hearing import Hearing
from interview_practice.core.errors import Conflict, Unavailable
from interview_practice.core.questions import Question
from interview_practice.models import attempts as answers
from interview_practice.models.base import db
from interview_practice.models.deliveries import DeliveryRow
from interview_practice.models.search import find
from interview_practice.models.transcripts import Transcript, waiting
from tests.fakes import NOW, FakeEngine, HesitantEngine
from tests.sounds import RATE, silence, spoken

pytestmark = pytest.mark.usefixtures("in_app")

QUESTION = Question("honesty-mistake", "When did you last own up?", "values/honesty")


@pytest.fixture(scope="module")
def answer():
    """Three sentences with pauses that end a pack, and a short silence at the end."""
    sentences = ("I led a small team.", "We had an outage on a Friday.", "I wrote it all down.")
    return silence(0.5) + silence(3.2).join(map(spoken, sentences)) + silence(0.8)


@pytest.fixture
def engine():
    return FakeEngine()


class Recorder:
    """An answer that grows, and a hearing that can be thrown away as a restart does it."""

    def __init__(self, recordings, engine):
        self.recordings, self.engine = recordings, engine
        self.id = uuid4()
        attempts.begin(self.id, QUESTION, RATE, None, NOW)
        self.restart()

    def say(self, sound):
        attempts.append(self.id, self.recordings.length(self.id), sound, self.recordings)

    def stop(self):
        attempts.complete(self.id, self.recordings.length(self.id), self.recordings, NOW)

    def restart(self):
        self.close()
        self.hearing = Hearing(self.recordings, lambda: self.engine)

    def close(self):
        if hasattr(self, "hearing"):
            self.hearing.forget(self.id)

    def advance(self, steps=None):
        while steps is None or steps > 0:
            if not transcripts.advance(self.id, self.hearing):
                return False
            steps = steps and steps - 1
        return True

    @property
    def transcript(self):
        return db.session.get(Transcript, self.id, populate_existing=True)


@pytest.fixture
def recorder(practice, engine):
    made = []

    def make():
        made.append(Recorder(practice.recordings, engine))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def at_once(recorder, answer):
    """The segments when everything is transcribed after Stop, in one go."""
    whole = recorder()
    whole.say(answer)
    whole.stop()
    whole.advance()
    assert len(whole.transcript.heard()) == 3
    return whole.transcript.heard()


def test_a_completed_answer_becomes_ready_and_is_found(recorder, answer, at_once):
    transcript = answers.latest(1)[0].transcript
    assert (transcript.state, transcript.speech_model) == ("ready", "fake")
    assert transcript.text == " ".join(segment.text for segment in at_once)
    assert len(answer) // 2 - RATE < transcript.transcribed_until <= len(answer) // 2
    assert [attempt.transcript for attempt in db.session.scalars(find("word1"))] == [transcript]


def test_words_lie_on_the_recordings_own_time(answer, at_once):
    words = [word for segment in at_once for word in segment.words]
    assert words == sorted(words, key=lambda word: word.start)
    for segment in at_once:
        assert segment.words[0].start == pytest.approx(segment.start, abs=0.001)
        assert all(segment.start <= start < end <= segment.end for start, end in segment.speech)
    assert at_once[-1].end <= len(answer) / 2 / RATE


def test_sound_is_transcribed_while_it_arrives(recorder, answer, at_once):
    live = recorder()
    seen = []
    for start in range(0, len(answer), RATE):
        live.say(answer[start : start + RATE])
        live.advance()
        seen.append(len(live.transcript.segments))
    assert seen == sorted(seen)
    assert {0, 1, 2} <= set(seen), "segments come one after the other"
    assert live.transcript.state == "recording"
    live.stop()
    live.advance()
    assert live.transcript.heard() == at_once


moments = st.lists(
    st.tuples(st.floats(0.01, 3), st.sampled_from(["restart", "advance", "one step"])), max_size=12
)


@given(moments=moments)
@example(moments=[(1.0, "restart")] * 10)
@settings(max_examples=12)
def test_a_restart_at_any_point_gives_the_same_segments(recorder, answer, at_once, moments):
    begun, said = recorder(), 0
    for seconds, what in moments:
        block = answer[said : said + 2 * round(seconds * RATE)]
        begun.say(block)
        said += len(block)
        if what == "restart":
            begun.restart()
        begun.advance(steps=1 if what == "one step" else None)
    begun.say(answer[said:])
    begun.stop()
    begun.restart()
    begun.advance()
    assert begun.transcript.heard() == at_once


def test_a_crash_while_the_engine_works_loses_nothing(recorder, answer, at_once, engine):
    begun = recorder()
    begun.say(answer)
    begun.stop()
    assert begun.advance(steps=1)
    engine.broken = RuntimeError("out of memory")
    with pytest.raises(RuntimeError):
        begun.advance()
    assert len(begun.transcript.segments) == 1, "what was kept is kept"
    engine.broken = None
    begun.restart()
    begun.advance()
    assert begun.transcript.heard() == at_once


def test_no_transaction_is_open_while_the_engine_works(recorder, answer, app):
    class Watching(FakeEngine):
        def decode(self, sound, speech):
            self.open = db.session().in_transaction()
            return super().decode(sound, speech)

    begun = recorder()
    begun.engine = Watching()
    begun.say(answer)
    begun.stop()
    begun.advance(steps=1)
    assert begun.engine.open is False


def test_a_speculated_end_is_not_decoded_twice(recorder, answer, engine, at_once):
    begun = recorder()
    begun.say(answer)
    decoded = engine.heard
    begun.advance()
    assert begun.hearing.tail(begun.id, begun.transcript.transcribed_until) == ""
    begun.stop()
    begun.advance()
    assert engine.heard == decoded + 3

    guessed = recorder()
    guessed.say(answer)
    guessed.advance()
    guessed.hearing.speculate(guessed.id)
    mark, decoded = guessed.transcript.transcribed_until, engine.heard
    guessed.hearing.speculate(guessed.id)
    assert engine.heard == decoded, "nothing new was said"
    assert guessed.hearing.tail(guessed.id, mark) == at_once[-1].text
    guessed.stop()
    guessed.advance()
    assert engine.heard == decoded
    assert guessed.transcript.text.endswith(at_once[-1].text)


def test_a_short_sentence_is_guessed_only_in_the_silence_after_it(recorder, engine):
    begun, sentence = recorder(), spoken("I led a team.")
    guesses = []
    for sound in (sentence, silence(0.4), sentence, silence(0.4), silence(0.5)):
        begun.say(sound)
        begun.advance()
        begun.hearing.speculate(begun.id)
        guesses.append(engine.heard)
    assert guesses == [1, 1, 1, 1, 2], "the first sentence, to show that somebody listens"


def test_much_that_is_new_is_guessed_at_the_next_pause(recorder, engine):
    begun, sentence = recorder(), spoken("I led a small team in those days.")
    guesses = []
    for sound in (sentence, sentence * 3, sentence):
        begun.say(sound)
        begun.advance()
        begun.hearing.speculate(begun.id)
        guesses.append(engine.heard)
    assert guesses == [1, 2, 2]


class Beside(HesitantEngine):
    """Waits before it decodes a pack that is closing, or breaks down over it."""

    def __init__(self, broken=None):
        super().__init__()
        self.free, self.breaks, self.beside = Event(), broken, 0

    def decode(self, sound, speech):
        if current_thread().name.startswith("beside"):
            self.beside += 1
            assert self.free.wait(10)
            if self.breaks:
                raise self.breaks
        return super().decode(sound, speech)


@pytest.fixture
def closing(recorder):
    """An answer whose first pack is closing, with an engine; it has two parts."""
    begins = ("I led a small team, and", "We had an outage, but", "And we wrote it down:")
    ends = "the team built a service that all the shops in the town paid with for years."

    def make(engine):
        begun = recorder()
        begun.engine = engine
        said = (spoken(f"{begin} {ends}") for begin in begins)
        begun.say(silence(0.4).join(said) + silence(0.8))
        begun.advance()
        begun.hearing.speculate(begun.id)
        begun.hearing.speculate(begun.id)
        assert begun.transcript.segments == []
        return begun

    return make


def test_a_stop_does_not_wait_for_a_pack_that_it_makes_the_last(closing):
    begun = closing(Beside())
    begun.stop()
    begun.advance()
    assert begun.transcript.state == "ready"
    assert len(begun.transcript.heard()) == 1
    assert not begun.engine.free.is_set()
    begun.engine.free.set()


def test_a_closing_pack_is_decoded_once_with_its_fillers(closing):
    begun = closing(Beside())
    begun.engine.free.set()
    begun.say(spoken("We had an outage on a Friday, and I wrote it all down."))
    begun.advance()
    [first] = begun.transcript.heard()
    assert (begun.engine.beside, len(first.fillers)) == (1, 1)
    assert not transcripts.listen_again(begun.id, begun.hearing)
    begun.stop()
    begun.advance()
    assert begun.engine.beside == 1
    assert len(begun.transcript.heard()) == 2


def test_a_closing_pack_that_failed_is_decoded_anew(closing):
    begun = closing(Beside(broken=RuntimeError("out of memory")))
    begun.engine.free.set()
    begun.say(spoken("We had an outage on a Friday, and I wrote it all down."))
    with pytest.raises(RuntimeError):
        begun.advance()
    begun.advance()
    assert len(begun.transcript.heard()) == 1


def test_a_closing_pack_of_one_part_is_not_decoded_twice(recorder, engine, answer, at_once):
    begun, decoded = recorder(), engine.heard
    begun.say(silence(0.5) + spoken("I led a small team.") + silence(3.2))
    begun.hearing.next_pack(begun.id, RATE, 0, False)
    begun.hearing.speculate(begun.id)
    assert engine.heard == decoded + 1
    begun.say(spoken("We had an outage on a Friday, and I wrote it all down."))
    begun.advance()
    assert engine.heard == decoded + 1
    assert begun.transcript.heard() == at_once[:1]


@pytest.mark.parametrize("sound", [silence(3), silence(70), b"", b"\1\0"], ids=len)
def test_silence_is_ready_without_a_word(recorder, engine, sound):
    begun = recorder()
    begun.say(sound)
    begun.stop()
    begun.advance()
    assert (begun.transcript.state, begun.transcript.text) == ("ready", "")
    assert begun.transcript.heard() == []
    assert engine.heard == 0


def test_without_a_speech_model_the_answer_waits(recorder, answer, engine):
    begun = recorder()
    begun.engine = None
    begun.say(answer)
    begun.stop()
    with pytest.raises(Unavailable, match="speech model"):
        begun.advance()
    assert begun.transcript.state == "transcribing"
    assert waiting() == [begun.id]
    begun.engine = engine
    begun.advance()
    assert begun.transcript.state == "ready"
    assert waiting() == []


def test_an_answer_deleted_while_the_engine_works_stays_deleted(recorder, answer, practice):
    class Deleting(FakeEngine):
        def decode(self, sound, speech):
            attempts.delete(begun.id, practice.recordings)
            return super().decode(sound, speech)

    begun = recorder()
    begun.engine = Deleting()
    begun.say(answer)
    begun.stop()
    begun.advance()
    assert db.session.query(Transcript).count() == 0
    assert transcripts.advance(begun.id, begun.hearing) is False


def test_a_transcript_begun_anew_while_the_engine_works_takes_nothing_old(recorder, answer):
    class Retrying(FakeEngine):
        def decode(self, sound, speech):
            if self.heard == 1:
                transcripts.retry(begun.id)
            return super().decode(sound, speech)

    begun = recorder()
    begun.engine = Retrying()
    begun.say(answer)
    begun.stop()
    assert begun.advance() is False
    assert begun.transcript.heard() == []
    begun.advance()
    assert len(begun.transcript.heard()) == 3


def test_a_failed_transcript_can_be_tried_again(recorder, answer, at_once):
    begun = recorder()
    begun.say(answer)
    begun.stop()
    begun.advance(steps=1)
    transcripts.fail(begun.id, "The sound could not be transcribed.")
    assert (begun.transcript.state, begun.transcript.failure) == (
        "failed", "The sound could not be transcribed.",
    )  # fmt: skip
    assert begun.advance() is False
    transcripts.retry(begun.id)
    assert (begun.transcript.state, begun.transcript.failure, begun.transcript.heard()) == (
        "transcribing", None, [],
    )  # fmt: skip
    begun.advance()
    assert begun.transcript.heard() == at_once


def test_only_a_finished_recording_is_tried_again(recorder):
    begun = recorder()
    typed = attempts.write(QUESTION, "Typed.", None, NOW)
    for attempt in (begun.id, typed):
        with pytest.raises(Conflict, match="no finished recording"):
            transcripts.retry(attempt)


def test_the_fourth_restart_gives_up(recorder, answer):
    begun = recorder()
    begun.say(answer)
    begun.stop()
    assert [transcripts.resume(begun.id) for _ in range(3)] == [True, True, True]
    assert begun.transcript.state == "transcribing"
    assert transcripts.resume(begun.id) is False
    assert begun.transcript.state == "failed"
    assert "three times" in begun.transcript.failure
    transcripts.retry(begun.id)
    assert transcripts.resume(begun.id) is True, "trying again counts from the start"


def test_the_sealed_sound_gives_the_same_words(recorder, answer, at_once, practice):
    begun = recorder()
    begun.say(answer)
    begun.stop()
    practice.recordings.seal(begun.id, RATE)
    begun.advance()
    assert begun.transcript.heard() == at_once


def finished(begun, sound, engine):
    """An answer that is transcribed by an engine, up to its last pack."""
    begun.engine = engine
    begun.say(sound)
    begun.stop()
    begun.advance()
    return begun


def ums(transcript):
    return [[word.start for word in segment.fillers] for segment in transcript.heard()]


def listened(begun):
    """How often there was something to listen to again."""
    times = 0
    while transcripts.listen_again(begun.id, begun.hearing):
        times += 1
    return times


def test_every_segment_is_listened_to_again_for_fillers_only(recorder, answer):
    begun = finished(recorder(), answer, HesitantEngine())
    before = begun.transcript.heard()
    assert [segment.fillers for segment in before] == [None] * 3
    assert listened(begun) == 3
    assert listened(begun) == 0
    after = begun.transcript.heard()
    assert ums(begun.transcript) == [[segment.speech[0][0]] for segment in before]
    assert [replace(segment, fillers=()) for segment in after] == [
        replace(segment, fillers=()) for segment in before
    ]


def test_the_engine_is_given_the_sound_and_the_words_of_a_pack(recorder, answer):
    begun = finished(recorder(), answer, HesitantEngine())
    listened(begun)
    last = begun.transcript.heard()[-1]
    *_, (samples, words) = begun.engine.asked
    assert samples == pytest.approx((last.end - last.start) * RATE, abs=1)
    assert [word.word for word in words] == [word.word for word in last.words]
    assert words[0].start == pytest.approx(0, abs=0.001)


def test_fillers_are_the_same_however_the_sound_came(recorder, answer, practice):
    uploaded = finished(recorder(), answer, HesitantEngine())
    practice.recordings.seal(uploaded.id, RATE)
    streamed = recorder()
    streamed.engine = HesitantEngine()
    for start in range(0, len(answer), RATE):
        streamed.say(answer[start : start + RATE])
        if not streamed.advance():
            streamed.hearing.speculate(streamed.id)
        transcripts.listen_again(streamed.id, streamed.hearing)
    streamed.stop()
    streamed.advance()
    for begun in (uploaded, streamed):
        begun.restart()
        listened(begun)
    assert streamed.transcript.heard() == uploaded.transcript.heard()
    assert all(len(found) == 1 for found in ums(streamed.transcript))


def test_the_figures_know_of_the_fillers(recorder, answer):
    begun = finished(recorder(), answer, HesitantEngine())
    figures = db.session.get(DeliveryRow, begun.id).figures
    listened(begun)
    again = db.session.get(DeliveryRow, begun.id, populate_existing=True).figures
    assert {key for key in figures if figures[key] != again[key]} == {"sounds"}


def test_an_end_without_speech_is_not_listened_to_again(recorder, answer):
    begun = finished(recorder(), answer + silence(5), HesitantEngine())
    assert listened(begun) == len(begun.engine.asked) == 3
    assert [len(found) for found in ums(begun.transcript)] == [1, 1, 1]


def test_an_engine_that_finds_no_fillers_is_not_asked(recorder, answer, at_once):
    begun = finished(recorder(), answer, FakeEngine())
    assert listened(begun) == 3
    assert begun.transcript.heard() == [replace(segment, fillers=()) for segment in at_once]


def test_what_is_not_there_is_not_listened_to(recorder, answer):
    begun = recorder()
    begun.engine = HesitantEngine()
    for attempt in (begun.id, uuid4()):
        assert transcripts.listen_again(attempt, begun.hearing) is False
    assert begun.engine.asked == []


@pytest.mark.parametrize("change", ["deleted", "begun anew"])
def test_fillers_of_words_that_are_gone_are_dropped(change, recorder, answer, practice):
    class Slow(HesitantEngine):
        def fillers(self, sound, speech, words):
            self.open = db.session().in_transaction()
            if change == "deleted":
                attempts.delete(begun.id, practice.recordings)
            else:
                transcripts.retry(begun.id)
            return super().fillers(sound, speech, words)

    begun = finished(recorder(), answer, Slow())
    transcripts.listen_again(begun.id, begun.hearing)
    assert begun.engine.open is False, "no transaction while the engine works"
    assert begun.transcript is None or begun.transcript.heard() == []
