"""`interview-practice restore`: bring back a backup, once all of it is verified."""

from pathlib import Path

import click

from interview_practice.cli import folder
from interview_practice.cli.progress import bar


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--check", is_flag=True, help="Verify the archive only, and change nothing.")
@folder.data_option
@folder.json_option
def command(file: Path, check: bool, data: Path | None, as_json: bool):
    """Bring back a backup.

    FILE is an archive that `backup` wrote, or an automatic copy of the database (*.db) from the
    data folder's backups, which leaves the recordings as they are. Everything is verified first,
    and what is there now is saved before it is replaced. Stop the server first.
    """
    from interview_practice.actions import backups, restoration
    from interview_practice.app import local_now

    if check:
        manifest = backups.verify(file)
        answer = {"file": file, "sound": True, "files": len(manifest.files)}
        say(answer, f"{file} is sound: {len(manifest.files)} files, as they were saved "
                    f"on {manifest.made_at[:10]}.", as_json)  # fmt: skip
        return
    settings = folder.read(data)
    with folder.only_user(settings), bar("Verifying") as progress:
        saved = restoration.restore(settings, file.resolve(), local_now(), progress)
    kept = f" What was there before is kept as {saved}." if saved else ""
    say({"restored": file, "before": saved}, f"Restored {file}.{kept}", as_json)


def say(answer: dict, sentence: str, as_json: bool) -> None:
    if as_json:
        folder.say(answer)
    else:
        click.echo(sentence)
