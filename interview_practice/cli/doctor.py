"""`interview-practice doctor`: small checks, each with its state and what to do."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from interview_practice import config
from interview_practice.cli import folder
from interview_practice.core.checks import Check

MARKS = {"ok": ("ok", "green"), "warning": ("look", "yellow"), "problem": ("FAULT", "red")}


@click.command()
@click.option("--fix", is_flag=True, help="Do what is safe, and check again.")
@folder.data_option
@folder.json_option
def command(fix: bool, data: Path | None, as_json: bool):
    """Check this installation.

    Looks at the data folder, the database, the recordings, the question bank, the speech model,
    the microphone and what they need, and says what to do where something is wrong. Nothing is
    changed without --fix, which closes the folder to others, brings the database up to date,
    makes due dates anew that disagree with your ratings, puts recordings without an answer aside
    and removes half-written files. The exit code is 1 when a problem is left.
    """
    found = list(examine(folder.read(data), fix))
    if as_json:
        folder.say([asdict(check) for check in found])
    else:
        show(found)
    if any(check.state == "problem" for check in found):
        raise click.exceptions.Exit(1)


def examine(settings: config.Settings, fix: bool):
    """Every check, repaired first where that is wanted and safe."""
    from interview_practice.actions.checks import guarded

    for name, check, repair in checks(settings):
        found = guarded(check, name)
        if fix and repair and found.fixable:
            repair()
            found = guarded(check, name)
        yield found


def checks(settings: config.Settings) -> list[tuple[str, Callable, Callable | None]]:
    """(name, check, repair), in the order in which they are worth reading."""
    from interview_practice.actions import checks as data
    from interview_practice.app import create_app, local_now

    app = create_app(settings)
    practice = app.extensions["practice"]
    audio, bank = practice.health, practice.bank
    model = (settings.speech_model, settings.data)
    repairs = {
        data.data_folder: data.close_to_others,
        data.migrations: migrate,
        data.recordings: data.put_orphans_aside,
        data.leftovers: data.remove_leftovers,
    }
    plain = (
        data.data_folder, data.disk, data.sqlite_version, data.integrity, data.migrations,
        data.recordings, data.transcripts, data.leftovers, data.backup_age, data.port,
    )  # fmt: skip
    return [
        *((c.__name__, partial(c, settings), r and partial(r, settings))
          for c, r in ((c, repairs.get(c)) for c in plain)),
        ("schedule", partial(schedule, app, settings), partial(rebuild, settings)),
        ("clock", lambda: data.clock(settings, local_now()), None),
        ("question bank", lambda: data.bank(bank.problems, len(bank.questions)), None),
        ("speech model", lambda: audio.speech_model_files(*model), None),
        ("speech model loads", lambda: audio.speech_model_load(*model, settings.cpu_threads), None),
        ("FFmpeg in av", audio.ffmpeg, None),
        ("PortAudio", audio.microphone_library, None),
        ("microphone", audio.microphone_level, None),
    ]  # fmt: skip


def migrate(settings: config.Settings) -> None:
    with folder.practice(settings):
        pass  # opening it brings it up to date


def schedule(app, settings: config.Settings) -> Check:
    from interview_practice.actions import rebuilds

    with app.app_context():
        try:
            return rebuilds.schedule(settings, app.extensions["practice"].now())
        finally:
            rebuilds.db.engine.dispose()  # a check keeps no database open


def rebuild(settings: config.Settings) -> None:
    from interview_practice.actions import rebuilds

    with folder.practice(settings) as practice:
        rebuilds.rebuild(practice.now())


def show(found: list[Check]) -> None:
    width = max(len(check.name) for check in found)
    for check in found:
        mark, color = MARKS[check.state]
        click.echo(f"{click.style(f'{mark:<5}', fg=color)}  {check.name:<{width}}  {check.detail}")
        if check.remedy:
            click.echo(f"{'':7}{'':{width}}  {check.remedy}")
