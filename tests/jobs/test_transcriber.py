"""The transcriber's thread, with a real one, real files and an engine that hears at once."""

import errno
import shutil
import time
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import OperationalError

from interview_practice import config
from interview_practice.actions import attempts, preferences, transcripts
from interview_practice.app import create_app
from interview_practice.core.errors import Busy
from interview_practice.core.questions import Question
from interview_practice.models.base import db
from interview_practice.models.transcripts import Transcript
from tests.conftest import TOKEN
from tests.fakes import NOW, FakeEngine, HesitantEngine
from tests.sounds import RATE, silence, spoken

QUESTION = Question("honesty-mistake", "When did you last own up?", "values/honesty")
PATIENCE = 20


class Machine:
    """One installation: its folder, its application, and the thread when it is started."""

    def __init__(self, app):
        self.app = app
        self.practice = app.extensions["practice"]
        self.transcriber = self.practice.transcriber
        self.recordings = self.practice.recordings

    def record(self, sound, complete=True) -> UUID:
        """Put an answer there, without telling the thread."""
        attempt = uuid4()
        with self.app.app_context():
            attempts.begin(attempt, QUESTION, RATE, None, NOW)
            attempts.append(attempt, 0, sound, self.recordings)
            if complete:
                attempts.complete(attempt, len(sound), self.recordings, NOW)
        return attempt

    def look(self, attempt):
        """(state, text, failure) as they stand in the database."""
        with self.app.app_context():
            found = db.session.get(Transcript, attempt)
            return found.state, found.text, found.failure

    def fillers(self, attempt):
        with self.app.app_context():
            found = [one.fillers for one in db.session.get(Transcript, attempt).segments]
        return [None if fillers is None else len(fillers) for fillers in found]

    def until(self, condition):
        """Wait for the thread's next steps until something holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, "the transcriber did not get there"
            self.transcriber.wait_beyond(self.transcriber.steps, 0.05)

    def ready(self, attempt):
        self.until(lambda: self.look(attempt)[0] == "ready")


@pytest.fixture
def machine(app):
    machine = Machine(app)
    yield machine
    if machine.transcriber.is_alive():
        machine.transcriber.stop()


@pytest.fixture(scope="module")
def sound():
    return spoken("We had an outage on a Friday.") + silence(0.6)


def test_it_wakes_when_an_answer_is_complete(machine, sound):
    machine.transcriber.start()
    attempt = machine.record(sound)
    machine.transcriber.wake(attempt, complete=True)
    machine.ready(attempt)
    assert machine.look(attempt)[1].startswith("word0 word1")


def test_it_recovers_what_was_left_undone(machine, sound):
    left = [machine.record(sound) for _ in range(2)]
    machine.transcriber.start()
    for attempt in left:
        machine.ready(attempt)


def test_being_woken_twice_or_for_nothing_changes_nothing(machine, sound, engine):
    machine.transcriber.start()
    attempt = machine.record(sound)
    for stray in (attempt, uuid4(), attempt):
        machine.transcriber.wake(stray, complete=True)
        machine.transcriber.wake(stray)
    machine.ready(attempt)
    steps = machine.transcriber.steps
    machine.transcriber.wake(attempt, complete=True)
    machine.transcriber.wait_beyond(steps, PATIENCE)
    assert engine.heard == 1
    assert machine.transcriber.is_alive()


def test_it_keeps_completed_sound_as_flac(machine, sound):
    attempt = machine.record(sound)
    machine.transcriber.start()
    machine.until(lambda: machine.recordings.sealed(attempt))
    machine.until(lambda: not machine.recordings.unsealed())
    assert machine.recordings.read(attempt, 0) == sound
    assert machine.look(attempt)[0] == "ready"


def test_it_leaves_a_recording_that_still_grows(machine, sound):
    growing, done = machine.record(sound, complete=False), machine.record(sound)
    machine.transcriber.start()
    machine.transcriber.wake(growing)
    machine.until(lambda: machine.recordings.sealed(done))
    assert machine.recordings.unsealed() == [growing]
    assert machine.look(growing)[0] == "recording"


def test_it_guesses_the_end_of_an_answer_that_still_grows(machine, sound):
    growing = machine.record(sound, complete=False)
    machine.transcriber.start()
    machine.transcriber.wake(growing)
    machine.until(lambda: machine.transcriber.hearing.tail(growing, 0))
    assert machine.look(growing)[1] == "", "a guess is not kept"


def test_an_answer_that_cannot_be_heard_does_not_stop_the_next(machine, sound, engine, caplog):
    machine.transcriber.start()
    machine.until(lambda: machine.transcriber.hearing._engine)
    engine.broken = ValueError("the model choked")
    broken = machine.record(sound)
    machine.transcriber.wake(broken, complete=True)
    machine.until(lambda: machine.look(broken)[0] == "failed")
    assert machine.look(broken)[2] == "The sound could not be transcribed: the model choked"
    machine.until(lambda: machine.recordings.sealed(broken))
    assert machine.recordings.read(broken, 0) == sound, "the sound is kept"
    assert "the model choked" in caplog.text

    engine.broken = None
    following = machine.record(sound)
    machine.transcriber.wake(following, complete=True)
    machine.ready(following)


def test_a_file_that_is_no_recording_does_not_stop_it(machine, sound):
    (machine.recordings.folder / "notes of mine.pcm").write_bytes(b"?")
    attempt = machine.record(sound)
    machine.transcriber.start()
    machine.ready(attempt)


def test_it_gives_up_on_an_answer_the_program_died_over_three_times(machine, sound):
    attempt = machine.record(sound)
    with machine.app.app_context():
        db.session.get(Transcript, attempt).tries = 3
        db.session.commit()
    machine.transcriber.start()
    machine.until(lambda: machine.look(attempt)[0] == "failed")


def test_it_ends_when_it_is_told_to(machine):
    machine.transcriber.start()
    machine.transcriber.stop()
    assert not machine.transcriber.is_alive()


@pytest.fixture
def late(migrated, tmp_path, monkeypatch):
    """A machine without a speech model, until `late.engine` is set."""
    monkeypatch.setattr("interview_practice.jobs.transcriber.LOOK_AGAIN_SECONDS", 0.05)
    shutil.copytree(migrated, tmp_path / "late")
    settings = config.read(tmp_path / "late", environ={"INTERVIEW_PRACTICE_TOKEN": TOKEN})
    machine = Machine(create_app(settings, load_engine=lambda: load(machine.engine)))
    machine.engine = None
    yield machine
    machine.transcriber.stop()


def load(engine):
    if isinstance(engine, Exception):
        raise engine
    return engine


def test_without_a_speech_model_it_waits_and_goes_on_when_one_appears(late, sound):
    attempt = late.record(sound)
    late.transcriber.start()
    late.until(lambda: late.transcriber.steps > 2)
    assert late.transcriber.missing is True
    assert late.look(attempt)[0] == "transcribing"
    late.engine = FakeEngine()
    late.ready(attempt)
    assert late.transcriber.missing is False


def test_an_answer_given_while_there_is_no_speech_model_is_not_forgotten(late, sound):
    late.transcriber.start()
    late.until(lambda: late.transcriber.missing)
    attempt = late.record(sound)
    late.transcriber.wake(attempt, complete=True)
    late.engine = FakeEngine()
    late.ready(attempt)


def test_a_speech_model_that_cannot_be_loaded_is_a_missing_one(late, sound, caplog):
    late.engine = RuntimeError("model.bin is cut short")
    attempt = late.record(sound)
    late.transcriber.start()
    late.until(lambda: late.transcriber.missing)
    assert "model.bin is cut short" in caplog.text
    assert late.look(attempt)[0] == "transcribing", "nothing failed: it only waits"
    late.engine = FakeEngine()
    late.ready(attempt)


class TestListeningAgain:
    @pytest.fixture
    def engine(self):
        return HesitantEngine()

    def transcribe(self, machine, attempt):
        """Make a transcript as a program does that dies right after."""
        with machine.app.app_context():
            while transcripts.advance(attempt, machine.transcriber.hearing):
                pass

    def test_it_follows_the_transcript_and_precedes_the_sealing(self, machine, sound):
        attempt = machine.record(sound)
        machine.transcriber.start()
        machine.until(lambda: machine.recordings.sealed(attempt))
        assert machine.fillers(attempt) == [1]

    def test_a_closed_pack_has_its_while_the_answer_grows(self, machine, sound):
        larger = []
        machine.transcriber._better = larger.append
        with machine.app.app_context():
            preferences.listen_with("larger", ["larger"])
        growing = machine.record(sound + silence(3) + sound, complete=False)
        machine.transcriber.start()
        machine.transcriber.wake(growing)
        machine.until(lambda: machine.fillers(growing) == [1])
        machine.transcriber.wait_beyond(machine.transcriber.steps + 9, 0.5)
        assert larger == [], "a larger model is loaded while somebody speaks"
        done = machine.record(sound)
        machine.transcriber.wake(done, complete=True)
        machine.until(lambda: larger == ["larger"])

    def test_a_crash_before_it_is_made_good(self, machine, sound):
        attempt = machine.record(sound)
        self.transcribe(machine, attempt)
        assert (machine.look(attempt)[0], machine.fillers(attempt)) == ("ready", [None])
        machine.transcriber.start()
        machine.until(lambda: machine.recordings.sealed(attempt))
        assert machine.fillers(attempt) == [1]

    def test_a_failure_leaves_the_transcript_ready_and_the_sound_sealed(
        self, machine, sound, engine, caplog
    ):
        attempt = machine.record(sound)
        self.transcribe(machine, attempt)
        engine.broken = ValueError("the model choked")
        machine.transcriber.start()
        machine.until(lambda: machine.recordings.sealed(attempt))
        assert machine.look(attempt)[0] == "ready"
        assert machine.fillers(attempt) == [None]
        assert "the model choked" in caplog.text

    def test_what_the_program_died_over_three_times_is_left(self, machine, sound, engine):
        attempt = machine.record(sound)
        self.transcribe(machine, attempt)
        with machine.app.app_context():
            db.session.get(Transcript, attempt).tries = 3
            db.session.commit()
        machine.transcriber.start()
        machine.until(lambda: machine.recordings.sealed(attempt))
        assert (machine.look(attempt)[0], engine.asked) == ("ready", [])


def test_a_locked_database_or_a_full_disk_only_delays(machine, sound, monkeypatch, caplog):
    """Each of these passes by itself; the answer must not end as failed for it."""
    faults = iter([
        OperationalError("", {}, Exception("database is locked")),
        OSError(errno.ENOSPC, "No space left on device"),
        Busy("busy"),
    ])  # fmt: skip
    monkeypatch.setattr("interview_practice.jobs.transcriber.TRY_AGAIN_SECONDS", 0.01)
    advance = transcripts.advance

    def failing(attempt, hearing):
        if fault := next(faults, None):
            raise fault
        return advance(attempt, hearing)

    monkeypatch.setattr(transcripts, "advance", failing)
    attempt = machine.record(sound)
    machine.transcriber.start()
    machine.ready(attempt)
    assert caplog.text.count("has to wait") == 3


def test_a_start_that_meets_a_locked_database_tries_again(machine, sound, monkeypatch):
    monkeypatch.setattr("interview_practice.jobs.transcriber.TRY_AGAIN_SECONDS", 0.01)
    faults, resume = iter([Busy("busy")]), transcripts.resume

    def failing(attempt):
        if fault := next(faults, None):
            raise fault
        return resume(attempt)

    monkeypatch.setattr(transcripts, "resume", failing)
    attempt = machine.record(sound)
    machine.transcriber.start()
    machine.ready(attempt)
