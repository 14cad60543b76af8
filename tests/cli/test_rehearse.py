import json
import os
import re
import signal
import subprocess
import time
from uuid import UUID

import pytest

from interview_practice.actions import preferences
from interview_practice.models.base import db
from tests.cli.sounds import spoken
from tests.needs import need


@pytest.fixture(autouse=True)
def follow_ups(app, practice):
    """Choose when an answer is followed up, by chance otherwise: at first never."""

    def choose(when):
        with app.app_context():
            preferences.choose(practice.bank, follow_ups=when)
            db.engine.dispose()

    choose("never")
    return choose


@pytest.fixture
def silent_home(tmp_path):
    """A machine without any sound device."""
    home = tmp_path / "home"
    home.mkdir()
    return {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return spoken(tmp_path_factory.mktemp("sound"))


pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.mark.microphone
@pytest.mark.speech
def test_a_spoken_answer_is_the_same_as_in_the_browser(at_terminal, sound, answer, rows, script):
    terminal = at_terminal("rehearse", "--length", "1", "--prepare", "30", env=sound.env)
    terminal.wait_for("s to think")
    terminal.press("\n")
    terminal.wait_for("Recording  ")
    sound.play(answer)
    live = terminal.wait_for("everybody")
    assert "█" in live
    assert re.search(r"0:\d\d of \d:\d\d", live)
    terminal.press("\n")
    terminal.wait_for("4  Nailed it, again in")
    terminal.press("3")
    shown = terminal.wait_for("That was the session.")
    assert terminal.end() == 0
    assert terminal.restored()
    assert "two days early" in " ".join(terminal.plain.split())
    assert "You spoke at" in shown
    ((attempt, rate, length, rating),) = rows("SELECT id, sample_rate, length, rating FROM attempt")
    assert (rate, rating) == (44_100, 3)
    assert length / 2 / rate > 8
    assert rows("SELECT count(*), max(finished_at) IS NOT NULL FROM practice_session") == [(1, 1)]
    assert rows("SELECT rating, stage FROM review") == [(3, "gut")]
    assert len(rows("SELECT area FROM card")) == 1
    transcript = script.get(f"/attempts/{UUID(attempt)}/transcript").get_json()
    assert transcript["state"] == "ready"
    assert "two days early" in transcript["text"]


@pytest.mark.microphone
def test_what_was_said_before_the_microphone_was_unplugged_is_kept(at_terminal, sound, answer,
                                                                   rows):  # fmt: skip
    terminal = at_terminal("rehearse", "--length", "1", env=sound.env)
    terminal.wait_for("s to think")
    terminal.press("\n")
    terminal.wait_for_sound(2)
    sound.stop()
    terminal.wait_for("The microphone stopped. Everything up to 0:0")
    terminal.press("x")
    terminal.wait_for("How did it feel?")
    terminal.press("2")
    assert terminal.end() == 0
    ((length, rate),) = rows("SELECT length, sample_rate FROM attempt")
    assert 1 <= length / 2 / rate <= 10


@pytest.mark.microphone
def test_ctrl_c_keeps_the_answer(at_terminal, sound, rows):
    terminal = at_terminal("rehearse", "--length", "1", env=sound.env)
    terminal.wait_for("s to think")
    terminal.press("\n")
    terminal.wait_for_sound(1)
    terminal.press("\x03")
    terminal.wait_for("Stopped. Everything is saved.")
    assert terminal.end() == 0
    assert terminal.restored()
    ((length, rate, complete),) = rows("SELECT length, sample_rate, completed_at FROM attempt")
    assert length / 2 / rate >= 1
    assert complete


@pytest.mark.microphone
def test_a_busy_machine_loses_no_sound_silently(at_terminal, sound, rows):
    terminal = at_terminal("rehearse", "--length", "1", env=sound.env)
    terminal.wait_for("s to think")
    terminal.press("\n")
    terminal.wait_for_sound(1)
    terminal.process.send_signal(signal.SIGSTOP)
    time.sleep(4)
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait_for("Recording  ")
    time.sleep(1)
    terminal.press("\n")
    shown = terminal.wait_for("How did it feel?")
    ((length, rate),) = rows("SELECT length, sample_rate FROM attempt")
    assert length / 2 / rate > 5 or "too busy" in shown


@pytest.mark.microphone
def test_recording_works_without_a_terminal(start, sound, rows):
    process = start("rehearse", "--length", "1", "--prepare", "1", env=sound.env,
                    stdin=subprocess.PIPE)  # fmt: skip
    while "Recording. Enter stops." not in process.stdout.readline():
        assert process.poll() is None
    time.sleep(2)
    out, complaint = process.communicate("\n1\n", timeout=60)
    assert process.returncode == 0, complaint
    assert "\x1b" not in out
    assert "That was the session." in out
    assert rows("SELECT rating FROM attempt") == [(1,)]


@pytest.mark.microphone
def test_the_microphones_are_listed(start, sound):
    def listed(*arguments):
        return start("rehearse", "--list-devices", *arguments, env=sound.env).communicate()[0]

    assert "(default)" in listed()
    assert {"index", "name", "sample_rate", "channels", "default"} == set(
        json.loads(listed("--json"))[0]
    )


@pytest.mark.microphone
@pytest.mark.parametrize("device", ["no such microphone", "99"])
def test_a_device_that_is_not_there_is_said(at_terminal, sound, device):
    terminal = at_terminal("rehearse", "--device", device, "--length", "1", env=sound.env)
    shown = terminal.wait_for("an empty line ends it")
    assert "Choose one by its number: 0: " in terminal.plain or "number: 0" in shown
    assert "You can type your answers meanwhile." in " ".join(terminal.plain.split())


def test_without_a_microphone_the_typed_path_goes_on(at_terminal, silent_home, rows):
    need("portaudio")
    terminal = at_terminal("rehearse", "--length", "1", env=silent_home)
    terminal.wait_for("an empty line ends it")
    terminal.press("First I would listen.\nThen I would decide.\n\n")
    terminal.wait_for("How did it feel?")
    terminal.press("4")
    assert terminal.end() == 0
    assert terminal.restored()
    assert rows("SELECT text FROM transcript") == [("First I would listen.\nThen I would decide.",)]


@pytest.fixture
def no_portaudio(tmp_path):
    """A machine on which Python finds no library called portaudio."""
    hide = "import ctypes.util\nctypes.util.find_library = lambda name: None\n"
    (tmp_path / "sitecustomize.py").write_text(hide)
    return {**os.environ, "PYTHONPATH": str(tmp_path)}


def test_without_portaudio_it_says_what_to_install(start, no_portaudio):
    process = start("rehearse", "--length", "1", env=no_portaudio, stdin=subprocess.PIPE)
    out, _ = process.communicate("I would ask.\n\n2\n", timeout=60)
    assert "sudo apt install libportaudio2" in out
    assert "Shaky: " in out
    assert process.returncode == 0


def test_listing_without_portaudio_is_a_problem(start, no_portaudio):
    process = start("rehearse", "--list-devices", env=no_portaudio)
    assert process.communicate(timeout=60)[1].startswith("Error: PortAudio is missing.")
    assert process.returncode == 1


def typed(start, keys, *arguments):
    process = start("rehearse", "--typed", *arguments, stdin=subprocess.PIPE)
    out, complaint = process.communicate(keys, timeout=60)
    return process.returncode, out, complaint


def test_a_session_has_as_many_questions_as_asked_for(app, start, rows):
    code, out, _ = typed(start, "One.\n\n3\n\nTwo.\n\n2\n", "--length", "2", "--focus", "warm-up")
    assert code == 0
    assert "Question 1 of 2 · Opener · " in out
    assert "Question 2 of 2 · " in out
    assert rows("SELECT rating FROM attempt ORDER BY started_at") == [(3,), (2,)]


def test_leaving_ends_the_session_and_keeps_what_was_answered(app, start, rows):
    code, _, _ = typed(start, "One.\n\n3\nq\n", "--length", "3")
    assert code == 0
    assert rows("SELECT count(*) FROM attempt") == [(1,)]
    assert rows("SELECT count(*) FROM practice_session WHERE finished_at IS NULL") == [(0,)]


def test_the_end_of_the_input_leaves(app, start):
    assert typed(start, "")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["--focus", "nonsense"], 1, "neither today, missed, warm-up nor an area"),
        (["--focus", "missed"], 1, "No question is waiting"),
        (["--length", "0"], 2, "--length"),
        (["--length", "21"], 2, "--length"),
        (["--json"], 2, "--list-devices"),
    ],
)
def test_misuse_and_problems_are_one_sentence(app, run, arguments, code, complaint):
    db_free = run("rehearse", "--typed", *arguments)
    assert db_free.exit_code == code
    assert complaint in db_free.stderr
    assert "Traceback" not in db_free.output


def test_a_folder_in_use_is_said(app, start, run):
    server = start("serve", "--no-browser", "--port", "0")
    assert "Practice here" in server.stdout.readline()
    result = run("rehearse", "--typed")
    assert result.exit_code == 1
    assert "already running on this data folder, at http://" in result.stderr


def test_keys_are_read_one_by_one(at_terminal, silent_home):
    need("portaudio")
    terminal = at_terminal("rehearse", "--length", "1", env=silent_home)
    terminal.wait_for("an empty line ends it")
    terminal.press("Yes.\n\n")
    terminal.wait_for("How did it feel?")
    terminal.press("\x1b[A79")  # an arrow and wrong digits do nothing
    time.sleep(0.5)
    assert terminal.process.poll() is None
    terminal.press("1")
    assert terminal.end() == 0


def test_a_follow_up_is_asked_in_a_turn_of_its_own(follow_ups, start, rows):
    follow_ups("always")
    code, out, _ = typed(start, "One.\n\n2\n\nTwo.\n\n3\n", "--length", "1", "--focus", "warm-up")
    assert code == 0
    assert "Question 1 of 1 · Follow-up · " in out
    ((first,), (second,)) = rows("SELECT question FROM attempt ORDER BY started_at")
    assert second == f"{first}/follow-up"
