"""`interview-practice export`: all of the user's data, in open formats."""

from pathlib import Path

import click

from interview_practice.cli import folder
from interview_practice.cli.progress import bar
from interview_practice.core.errors import Conflict


@click.command()
@click.argument("target", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--anki", is_flag=True, help="Write the questions you practice, for Anki, instead.")
@click.option("--ics", is_flag=True, help="Write the days areas come back as a calendar, instead.")
@folder.data_option
@folder.json_option
def command(target: Path, anki: bool, ics: bool, data: Path | None, as_json: bool):
    """Write all your data in open formats.

    TARGET is a new folder. It gets your answers and interviews as Markdown, the recordings as
    FLAC, your questions as TOML, and every table as JSON and CSV, with a README that describes
    them. With --anki or --ics, TARGET is a file, or - for the terminal.
    """
    if anki and ics:
        raise click.UsageError("Choose --anki or --ics; each writes a file of its own.")
    if anki or ics:
        folder.no_json_beside(target, as_json)
    elif str(target) == "-":
        raise click.UsageError("Give the new folder a name; - goes with --anki or --ics.")
    settings = folder.read(data)
    with folder.practice(settings) as practice:
        from interview_practice.actions import exports

        if anki:
            write(target, exports.deck(practice.bank), as_json)
        elif ics:
            write(target, exports.due_calendar(practice.bank, practice.now()), as_json)
        else:
            export(practice, target.resolve(), as_json)


def export(practice, target: Path, as_json: bool) -> None:
    from interview_practice.actions import exports

    with bar("Writing the recordings", unit="share") as progress:
        counts = exports.everything(target, practice.bank, practice.settings.own_questions,
                                    practice.recordings, practice.now(), progress)  # fmt: skip
    if as_json:
        folder.say({"folder": target, **counts})
        return
    told = ", ".join(counted(counts[kind + "s"], kind)
                     for kind in ("answer", "recording", "interview"))  # fmt: skip
    click.echo(f"Your data is in {target}: {told}. README.md there describes it.")


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def write(target: Path, text: str, as_json: bool) -> None:
    if str(target) == "-":
        click.echo(text, nl=False)
        return
    if target.exists():
        raise Conflict(f"{target} is there already. Choose another name; nothing was changed.")
    target.write_text(text, encoding="utf-8", newline="")
    if as_json:
        folder.say({"file": target.resolve()})
        return
    click.echo(f"Written to {target}.")
