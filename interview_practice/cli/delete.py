"""`interview-practice delete --everything`: leave nothing behind."""

import os
from pathlib import Path

import click
from platformdirs import user_data_path

from interview_practice.cli import folder
from interview_practice.core.errors import NotFound


@click.command()
@click.option("--everything", is_flag=True, help="All answers, recordings, interviews, backups.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@folder.data_option
@folder.json_option
def command(everything: bool, yes: bool, data: Path | None, as_json: bool):
    """Delete everything from this machine.

    Takes away the data folder: answers, recordings, interviews, your own questions, fetched speech
    models, and the backups inside it. Archives and exports that you put elsewhere stay. There is
    no way back; single answers are deleted in the browser. Stop the server first.
    """
    from interview_practice.actions import erasure

    if not everything:
        raise click.UsageError("Add --everything. Single answers are deleted in the browser.")
    place = chosen(data)
    if not erasure.is_ours(place):
        raise NotFound(f"There is nothing of interview-practice in {place}.")
    if not yes:
        click.confirm(f"Delete everything in {place}, for good?", abort=True, err=True)
    settings = folder.read(data)
    with folder.only_user(settings):
        left = erase(settings)
    if as_json:
        folder.say({"deleted": place, "left": [path.name for path in left]})
        return
    if not left:
        click.echo(f"Everything is gone, {place} too.")
        return
    click.echo(f"Everything of interview-practice is gone from {place}. Left, since it is not its "
               f"own: {', '.join(path.name for path in left)}.")  # fmt: skip


def erase(settings) -> list[Path]:
    from interview_practice.actions import erasure
    from interview_practice.app import create_app

    with create_app(settings).app_context():
        return erasure.erase(settings)


def chosen(data: Path | None) -> Path:
    """The data folder, looked up without making one."""
    named = (
        data or os.environ.get("INTERVIEW_PRACTICE_DATA") or user_data_path("interview-practice")
    )
    return Path(named).expanduser().resolve()
