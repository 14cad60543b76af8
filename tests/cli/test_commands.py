import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from interview_practice.cli import COMMANDS, main, sentence
from interview_practice.cli.manual import manual
from interview_practice.core.errors import Conflict
from tests.cli.conftest import PROGRAM

ROOT = Path(__file__).parents[2]


def commands(group=main, path=()):
    """(path, command) of every command, those inside groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


ALL = dict(commands())


def test_the_page_of_the_commands_is_true():
    written = (ROOT / "docs" / "commands.md").read_text()
    assert written == manual(), "run: python -m interview_practice.cli.manual > docs/commands.md"


def test_the_page_names_every_command_and_option():
    text = manual()
    for path, command in ALL.items():
        assert f"# interview-practice {' '.join(path)}\n" in text
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.opts[0] in text


def test_every_command_says_in_the_help_what_it_says_itself():
    for (name, *inner), command in ALL.items():
        if not inner:
            assert command.help.splitlines()[0] == COMMANDS[name]


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_has_help(run, path):
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_an_unknown_option_is_misuse(run, path):
    result = run(*path, "--no-such-option")
    assert result.exit_code == 2
    assert "No such option" in result.stderr


FOR_A_PERSON = {("serve",), ("completion",)}
"""Commands without figures or states: a server's link, and a script for a shell."""


def test_every_other_command_speaks_to_programs():
    for path, command in ALL.items():
        options = {option.name for option in command.params}
        if not isinstance(command, click.Group) and path not in FOR_A_PERSON:
            assert options & {"as_json", "kind"}, path  # transcribe: --format json


def test_the_help_comes_at_once():
    def seconds():
        begun = time.perf_counter()
        subprocess.run([*PROGRAM, "--help"], check=True, capture_output=True, cwd=ROOT)
        return time.perf_counter() - begun

    assert statistics.median(seconds() for _ in range(5)) < 0.5


def test_the_help_loads_nothing_heavy():
    script = (
        "import sys\n"
        "from interview_practice.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print(sorted(name for name in ('flask', 'sqlalchemy', 'numpy', 'rich') "
        "if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_no_command_loads_the_engine_to_show_its_help(path):
    script = (
        "import sys\n"
        "from interview_practice.cli import main\n"
        f"main({[*path, '--help']!r}, standalone_mode=False)\n"
        "heavy = ('numpy', 'av', 'faster_whisper', 'ctranslate2', 'onnxruntime', 'sounddevice')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.endswith("[]\n"), done.stderr


def test_the_version_names_what_matters(run):
    text = run("--version").stdout
    for name in ("interview-practice", "Python", "SQLite", "faster-whisper", "ctranslate2", "av"):
        assert re.search(rf"^{re.escape(name)} +\d+\.\d+", text, re.M)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run, shell):
    text = run("completion", shell).stdout
    assert "_INTERVIEW_PRACTICE_COMPLETE" in text


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("interview-practice re", {"rehearse", "restore"}),
        ("interview-practice speech-models ", {"list", "fetch", "use", "verify"}),
        ("interview-practice transcribe --format s", {"srt"}),
        ("interview-practice backup --da", {"--data"}),
    ],
)
def test_a_shell_is_offered_what_fits(typed, offered):
    words = typed.split(" ")
    env = {"COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1), "PATH": "/usr/bin",
           "_INTERVIEW_PRACTICE_COMPLETE": "bash_complete"}  # fmt: skip
    done = subprocess.run(PROGRAM, env=env, capture_output=True, text=True, cwd=ROOT)
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == offered


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Conflict("It is there already."), "It is there already."),
        (OSError(28, "No space left on device"), "The disk is full."),
        (PermissionError(13, "Permission denied", "/x"), "Permission denied (/x). Check the path"),
        (ValueError("odd"), "ValueError: odd. This is a fault of the program"),
    ],
)
def test_every_error_is_a_sentence_with_a_remedy(error, said):
    text = sentence(error)
    assert text.startswith(said)
    assert text.endswith(".")
    assert "\n" not in text


def test_a_damaged_database_is_a_sentence(app, run, practice):
    for path in practice.settings.data.glob("practice.db*"):
        path.write_bytes(b"no database at all" * 100)
    result = run("export", practice.settings.data / "out")
    assert result.exit_code == 1
    assert "Run interview-practice doctor." in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_setting_that_is_no_number_is_a_sentence(run, monkeypatch):
    monkeypatch.setenv("INTERVIEW_PRACTICE_CPU_THREADS", "many")
    result = run("backup")
    assert result.exit_code == 1
    assert "set it to a number such as 4" in result.stderr


def test_the_program_runs_as_a_module():
    command = [sys.executable, "-m", "interview_practice", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.startswith("Usage: interview-practice ")
