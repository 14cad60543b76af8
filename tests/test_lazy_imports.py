"""What a fresh interpreter has loaded: a slow library must not hold up the first page."""

import json
import subprocess
import sys

HEAVY = {"av", "ctranslate2", "faster_whisper", "numpy", "onnxruntime", "soxr", "sounddevice"}

FIRST_PAGE = """
from pathlib import Path
from interview_practice import config
from interview_practice.actions.upgrades import upgrade
from interview_practice.app import create_app, local_now

settings = config.read(Path(sys.argv[1]), environ={"INTERVIEW_PRACTICE_TOKEN": "t"})
app = create_app(settings)
upgrade(app, settings.backups, settings.database_file, local_now())
page = app.test_client().get("/", headers={"Authorization": "Bearer t", "Accept": "text/html"})
assert page.status_code == 200 and "<h1>" in page.text
"""

HELP = """
from click.testing import CliRunner
from interview_practice.cli import main

shown = CliRunner().invoke(main, ["--help"])
assert shown.exit_code == 0 and "serve" in shown.output
"""

REPORT = """
print(json.dumps(sorted(name.partition('.')[0] for name in sys.modules)))
"""


def loaded_after(program, *arguments):
    code = "import json, sys\n" + program + REPORT
    done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)],
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_first_page_needs_no_library_of_sound(tmp_path):
    assert not loaded_after(FIRST_PAGE, tmp_path / "data") & HEAVY


def test_help_needs_neither_pages_nor_tables():
    assert not loaded_after(HELP) & (HEAVY | {"flask", "sqlalchemy", "alembic", "waitress"})
