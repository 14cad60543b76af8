"""The command line as a person meets it: run in place, or as a program of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from interview_practice.cli import main
from tests.cli.pulse import Sound
from tests.conftest import TOKEN
from tests.needs import need

SCRIPT = "from interview_practice.cli import main; main(prog_name='interview-practice')"
PROGRAM = (sys.executable, "-c", SCRIPT)


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch, tmp_path):
    for name in list(os.environ):
        if name.startswith("INTERVIEW_PRACTICE_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("INTERVIEW_PRACTICE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("INTERVIEW_PRACTICE_TOKEN", TOKEN)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "no-hub"))


@pytest.fixture
def run():
    """Run a command in place; the result has `exit_code`, `stdout` and `stderr`."""
    umask = os.umask(0o077)
    yield lambda *arguments, **more: CliRunner().invoke(main, [str(a) for a in arguments], **more)
    os.umask(umask)


@pytest.fixture
def run_json(run):
    def run_it(*arguments):
        result = run(*arguments, "--json")
        assert not result.stderr
        return json.loads(result.stdout)

    return run_it


@pytest.fixture
def start():
    """Start the program on its own; whatever still runs at the end is killed."""
    begun = []

    def begin(*arguments, **more):
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **more}
        command = [*PROGRAM, *map(str, arguments)]
        begun.append(subprocess.Popen(command, cwd=Path(__file__).parents[2], **options))
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


@pytest.fixture
def at_terminal():
    """Start commands at a terminal; what still runs at the end is killed."""
    from tests.cli.terminal import Terminal

    opened = []

    def run(*arguments, env=None):
        opened.append(Terminal(*arguments, env=env))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.close()


@pytest.fixture
def sound(tmp_path):
    need("pulseaudio", "pactl", "portaudio")
    home = tmp_path / "home"
    home.mkdir()
    sound = Sound(home)
    sound.start()
    yield sound
    sound.stop()


@pytest.fixture
def rows(practice):
    """Ask the database."""

    def ask(query):
        with closing(sqlite3.connect(practice.settings.database_file)) as database:
            return database.execute(query).fetchall()

    return ask
