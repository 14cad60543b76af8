"""The data folder as every command opens it: its option, its lock, its application."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from filelock import FileLock, Timeout

from interview_practice import config
from interview_practice.core.errors import Unavailable

data_option = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="The data folder."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def read(data: Path | None) -> config.Settings:
    """The settings, with files made from here on readable by their owner only."""
    os.umask(0o077)
    return config.read(data)


def no_json_beside(file: Path, as_json: bool) -> None:
    """Refuse to print JSON into what a command writes to the terminal."""
    if as_json and str(file) == "-":
        raise click.UsageError("--json tells of the file that was written; give FILE a name.")


def say(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


@contextmanager
def practice(settings: config.Settings) -> Iterator:
    """What app.py hands out, inside an application context, with the newest schema."""
    from interview_practice.actions.upgrades import pending, upgrade
    from interview_practice.app import create_app, local_now

    if _restoring(settings):
        with only_user(settings):
            pass
    app = create_app(settings)
    if pending(app):
        with only_user(settings):
            upgrade(app, settings.backups, settings.database_file, local_now())
    with app.app_context():
        yield app.extensions["practice"]


def _restoring(settings: config.Settings) -> bool:
    return (settings.data / "restoring" / "ready").exists()


class only_user:
    """Holds the data folder's lock; a second one on it is sent to the server that runs. A
    restore that was broken off is finished first."""

    def __init__(self, settings: config.Settings):
        self.settings = settings
        self.note = settings.data / "server.json"
        # Again inside itself, so that an upgrade can happen within a command that holds it.
        self.lock = FileLock(settings.data / "server.lock", timeout=0, is_singleton=True)

    def __enter__(self):
        try:
            self.lock.acquire()
        except Timeout:
            raise Unavailable(self._taken()) from None
        if _restoring(self.settings):
            from interview_practice.actions.restoration import finish

            finish(self.settings)

    def __exit__(self, *exception):
        if self.lock.lock_counter == 1:
            self.note.unlink(missing_ok=True)
        self.lock.release()

    def _taken(self) -> str:
        try:
            address = json.loads(self.note.read_text())["address"]
        except (OSError, ValueError, KeyError):
            return "Another interview-practice command is using this data folder. Let it end first."
        return (f"A server is already running on this data folder, at {address}. "
                "Use that one, or stop it first.")  # fmt: skip
