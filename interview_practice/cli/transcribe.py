"""`interview-practice transcribe`: any file of sound, put into words on this machine."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import click

from interview_practice.cli import folder
from interview_practice.cli.progress import bar
from interview_practice.core.errors import Conflict, NotFound, PracticeError
from interview_practice.core.questions import TYPE_NAMES

FORMATS = {"text": "txt", "json": "json", "srt": "srt", "vtt": "vtt"}
"""Each format with the ending of its files."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...",
                type=click.Path(path_type=Path, exists=True, dir_okay=False))  # fmt: skip
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="text",
              show_default=True, help="What to write.")  # fmt: skip
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Write a file for each into this folder, not to the terminal.")  # fmt: skip
@click.option("--delivery", is_flag=True, help="Say how it sounded, too: pace, pauses, fillers.")
@click.option("--type", "question_type", type=click.Choice(list(TYPE_NAMES)),
              help="The type of question it answers, for the length that suits.")  # fmt: skip
@click.option(
    "--speech-model", help="A speech model other than the chosen one: a name or a folder."
)
@folder.data_option
def command(files, kind, to, delivery, question_type, speech_model, data):
    """Put files of sound into words.

    Takes WAV, WebM, MP4, Ogg, FLAC and MP3, up to four hours each. Nothing is kept and nothing
    leaves this machine. With --delivery, text ends with a sentence for each meter, and JSON
    holds the figures; subtitles stay as they are.
    """
    if kind in ("srt", "vtt") and len(files) > 1 and not to:
        raise click.UsageError("Subtitles of several files need a folder: add --to FOLDER.")
    targets = prepared(files, kind, to) if to else {}
    practice = opened(folder.read(data), speech_model)
    results, failed = [], False
    for file in files:
        try:
            results.append(heard(practice, file, question_type or "", delivery))
        except PracticeError as error:
            failed = True
            click.echo(f"Error: {file}: {error}", err=True)
    write(results, kind, targets, several=len(files) > 1)
    if failed:
        raise click.exceptions.Exit(1)


def opened(settings, speech_model: str | None):
    """What app.py hands out, with another speech model where one was named."""
    from interview_practice.app import create_app
    from interview_practice.cli.speech_models import absent

    if speech_model:
        settings = replace(settings, speech_model=speech_model)
    practice = create_app(settings).extensions["practice"]
    if speech_model and practice.speech_models.resolve(speech_model, settings.data) is None:
        raise NotFound(absent(speech_model, settings, practice.speech_models))
    return practice


def prepared(files, kind: str, to: Path) -> dict[Path, Path]:
    """Where the text of each file goes: looked at before an hour of listening, not after."""
    stems = [file.stem for file in files]
    targets = {file: to / f"{file.stem if stems.count(file.stem) == 1 else file.name}"
                          f".{FORMATS[kind]}" for file in files}  # fmt: skip
    if len(set(targets.values())) < len(targets):
        raise click.UsageError("Two of these files have the same name. Put them into words one "
                               "after the other, each into a folder of its own.")  # fmt: skip
    to.mkdir(parents=True, exist_ok=True)
    if there := [target for target in targets.values() if target.exists()]:
        raise Conflict(f"{there[0]} is there already. Choose another folder; nothing was changed.")
    return targets


def heard(practice, file: Path, question_type: str, delivery: bool) -> dict:
    """A file's transcript, as the web gives it, with its segments and meters."""
    from interview_practice.core.delivery import measure
    from interview_practice.core.transcript import joined

    engine = practice.transcriber.hearing.engine()
    with bar(f"Listening to {file.name}", unit="share") as progress:
        spoken = practice.files.transcribe(file, engine, progress)
    return {
        "file": file,
        "speech_model": engine.name,
        "seconds": round(spoken.seconds, 3),
        "text": joined(spoken.segments),
        "segments": spoken.segments,
        "type": question_type,
        "delivery": delivery and measure(spoken.segments, spoken.seconds, 0, question_type),
    }


def write(results: list[dict], kind: str, targets: dict[Path, Path], several: bool) -> None:
    if targets:
        for result in results:
            target = targets[result["file"]]
            target.write_text(rendered(result, kind) + "\n", encoding="utf-8")
            click.echo(target)
    elif kind == "json":
        objects = [plain(result) for result in results]
        folder.say(objects if several else next(iter(objects), None))
    else:
        for result in results:
            heading = f"{result['file']}\n\n" if several else ""
            click.echo(heading + rendered(result, kind) + ("\n" if several else ""))


def rendered(result: dict, kind: str) -> str:
    from interview_practice.core import subtitles

    if kind == "json":
        return json.dumps(plain(result), indent=2, ensure_ascii=False)
    if kind == "text":
        return text(result)
    return getattr(subtitles, kind)(result["segments"]).rstrip("\n")


def text(result: dict) -> str:
    """A paragraph for each stretch of speech, then what the meters say."""
    from interview_practice.core.meters import meters

    lines = [segment.text.strip() for segment in result["segments"]] or ["Nobody spoke."]
    if result["delivery"]:
        # Without a type of question there is no length to hold it against.
        hidden = set() if result["type"] else {"length"}
        lines += ["", *(meter.sentence for meter in meters(result["delivery"], hidden))]
    return "\n".join(lines)


def plain(result: dict) -> dict:
    """A transcript as JSON takes it."""
    kept = ("file", "speech_model", "seconds", "text")
    answer = {name: result[name] for name in kept}
    answer["segments"] = [asdict(segment) for segment in result["segments"]]
    if result["delivery"]:
        answer["delivery"] = result["delivery"].to_dict()
    return answer
