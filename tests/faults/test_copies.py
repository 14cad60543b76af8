"""Backups of a working server, and upgrades that are killed in the middle."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import upgrade as migrate

from interview_practice import config
from interview_practice.app import create_app
from tests.conftest import TOKEN
from tests.faults.servers import Recorder, check_database, noise, until

pytestmark = pytest.mark.faults


def command(*given):
    environment = {n: v for n, v in os.environ.items() if not n.startswith("INTERVIEW_PRACTICE")}
    done = subprocess.run([sys.executable, "-m", "interview_practice", *map(str, given)],
                          capture_output=True, text=True, env=environment)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_backup_of_a_working_server_holds_all(serving, times, rng, row, tmp_path):
    """Sound that was acknowledged before the backup began is in it, whole answers are whole."""
    server, runs = serving(), times(1, 50)
    ending = threading.Event()
    finished = []

    def work():
        while not ending.is_set():
            recorder = Recorder(server, noise(rng, 1), rng)
            recorder.finish()
            finished.append(recorder)
            time.sleep(0.02)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for number in range(runs):
            least = len(finished) + 1
            until(lambda least=least: len(finished) > least)
            growing = Recorder(server, noise(rng, 4), rng)
            growing.begin()
            growing.send()
            before, acknowledged = list(finished)[-10:], growing.acknowledged
            archive = tmp_path / f"backup-{number}.zip"
            command("backup", archive, "--data", server.data)
            restored = tmp_path / f"restored-{number}"
            command("restore", archive, "--data", restored)
            check_database(restored / "practice.db")
            started = serving(f"restored-{number}")
            for recorder in [*before, growing]:
                kept = Recorder(started, recorder.sound, rng)
                kept.id, kept.path = recorder.id, recorder.path
                sound = kept.kept()
                assert recorder.sound.startswith(sound)
                assert len(sound) >= (acknowledged if recorder is growing else len(recorder.sound))
            started.kill()
    finally:
        ending.set()
        worker.join()
    row("backup while writing, restore, start", runs, 50, "all sound, all there")


PACKAGED = ScriptDirectory(str(config.PACKAGE / "migrations"))
REVISIONS = [script.revision for script in PACKAGED.walk_revisions()][::-1]

KILLED = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from interview_practice import config
from interview_practice.actions.upgrades import upgrade
from interview_practice.app import create_app, local_now

left = int(sys.argv[2])
settings = config.read(Path(sys.argv[1]))
app = create_app(settings)

@event.listens_for(Engine, "before_cursor_execute")
def count(connection, cursor, statement, *rest):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

upgrade(app, settings.backups, settings.database_file, local_now())
print(left)
"""


def schema(file):
    with closing(sqlite3.connect(file)) as connection:
        return sorted(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())


def at(folder, revision):
    """A data folder of an earlier version, with an answer in it."""
    settings = config.read(folder, environ={"INTERVIEW_PRACTICE_TOKEN": TOKEN})
    app = create_app(settings)
    with app.app_context():
        migrate(revision=revision)
        app.extensions["sqlalchemy"].engine.dispose()
    with closing(sqlite3.connect(settings.database_file)) as connection:
        connection.execute("INSERT INTO struggle VALUES ('values/honesty', '2026-01-01')")
        connection.commit()
    return settings.database_file


def upgrade_killed(folder, number):
    """Whether it was killed, at its n-th statement."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(number)],
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return None if done.returncode else number - int(done.stdout)


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """Every schema there ever was, by its revision."""
    folder = tmp_path_factory.mktemp("schemas")
    return {revision: schema(at(folder / revision, revision)) for revision in REVISIONS}


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_upgrade_that_is_killed_leaves_the_old_or_the_new(tmp_path, times, rng, row, revision,
                                                             known):  # fmt: skip
    at(tmp_path / "measured", revision)
    statements = upgrade_killed(tmp_path / "measured", 10**6)
    runs = times(1, 20)
    for number in range(runs):
        database = at(tmp_path / f"killed-{number}", revision)
        upgrade_killed(database.parent, rng.randint(1, statements))
        with closing(sqlite3.connect(database)) as connection:
            [(present,)] = connection.execute("SELECT version_num FROM alembic_version")
        assert schema(database) == known[present], "between two schemas"
        assert upgrade_killed(database.parent, 10**6) is not None
        assert schema(database) == known[REVISIONS[-1]]
        check_database(database)
        with closing(sqlite3.connect(database)) as connection:
            assert connection.execute("SELECT area FROM struggle").fetchall()
    row(f"upgrade from {revision} killed in the middle", runs, 20, "old or new, never between")
