"""`interview-practice backup`: everything in one archive, while the server may go on."""

from pathlib import Path

import click

from interview_practice.cli import folder
from interview_practice.cli.progress import bar, size


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@folder.data_option
@folder.json_option
def command(file: Path | None, data: Path | None, as_json: bool):
    """Save everything in one archive.

    FILE is the archive to write; without it, one named by date in the data folder's backups.
    It holds the database, the recordings and your own questions, with a list of their SHA-256
    hashes. The server may go on working meanwhile. Speech models and the access token are left
    out. Keep the archive on another disk.
    """
    from interview_practice.actions import backups
    from interview_practice.app import local_now

    settings, now = folder.read(data), local_now()
    target = file or settings.backups / f"{now:%Y-%m-%d-%H%M%S}.zip"
    with bar("Saving") as progress:
        manifest = backups.save(settings, target.resolve(), now, progress)
    held = len(manifest.files)
    if as_json:
        folder.say({"file": target.resolve(), "files": held, "bytes": manifest.bytes})
        return
    click.echo(
        f"Saved {held} {'file' if held == 1 else 'files'}, {size(manifest.bytes)}, as {target}."
    )
