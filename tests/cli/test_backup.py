import subprocess
import time
import zipfile

import pytest

from interview_practice.actions import attempts
from tests.fakes import NOW


@pytest.fixture
def answer(app, practice):
    with app.app_context():
        question = next(iter(practice.bank.questions.values()))
        attempts.write(question, "A long story.", None, NOW)


@pytest.fixture
def server(app, start):
    process = start("serve", "--no-browser", "--port", "0")
    assert "Practice here" in process.stdout.readline()
    return process


def test_a_backup_goes_where_it_is_told(run, answer, tmp_path):
    result = run("backup", tmp_path / "mine.zip")
    assert result.exit_code == 0
    assert result.stdout.startswith("Saved 1 file, ")
    assert zipfile.is_zipfile(tmp_path / "mine.zip")


def test_a_backup_without_a_name_goes_to_the_data_folder(run_json, answer, tmp_path):
    answer = run_json("backup")
    assert zipfile.is_zipfile(answer["file"])
    assert answer["file"].startswith(str(tmp_path / "data" / "backups"))


def test_an_empty_folder_has_nothing_to_save(run):
    result = run("backup")
    assert result.exit_code == 1
    assert "nothing to save" in result.stderr


def test_a_backup_works_while_the_server_runs(run, answer, server, tmp_path):
    assert run("backup", tmp_path / "mine.zip").exit_code == 0
    assert run("restore", "--check", tmp_path / "mine.zip").exit_code == 0


def test_a_restore_waits_until_the_server_is_stopped(run, answer, server, tmp_path):
    run("backup", tmp_path / "mine.zip")
    result = run("restore", tmp_path / "mine.zip")
    assert result.exit_code == 1
    assert "already running on this data folder, at http://127.0.0.1:" in result.stderr


def test_a_restore_says_where_the_present_state_went(run_json, answer, tmp_path):
    run_json("backup", tmp_path / "mine.zip")
    kept = run_json("restore", tmp_path / "mine.zip")["before"]
    assert zipfile.is_zipfile(kept)


def test_a_damaged_archive_is_one_sentence(run, tmp_path):
    (tmp_path / "mine.zip").write_text("nothing of the kind")
    result = run("restore", tmp_path / "mine.zip")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_the_server_makes_an_automatic_copy(answer, server, tmp_path):
    backups, until = tmp_path / "data" / "backups", time.monotonic() + 20
    while not list(backups.glob("auto-*.db")):
        assert time.monotonic() < until, "no copy was made"
        time.sleep(0.1)


def test_a_second_server_is_sent_to_the_first(server, start):
    second = start("serve", "--no-browser", "--port", "0")
    assert second.wait(timeout=20) == 1
    assert "at http://127.0.0.1:" in second.stderr.read()


def test_a_full_disk_is_one_sentence(answer, start, tmp_path):
    def little_room():
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    process = start("backup", tmp_path / "mine.zip", preexec_fn=little_room)
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "Traceback" not in complaint
    assert len(complaint.splitlines()) == 1
    assert not list(tmp_path.glob("mine.zip*"))


def test_the_program_runs_without_a_terminal(start):
    process = start("--help", stdin=subprocess.DEVNULL)
    assert "backup" in process.communicate(timeout=20)[0]
