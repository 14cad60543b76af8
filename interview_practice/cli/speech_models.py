"""`interview-practice speech-models`: what hears you, how fast it is here, and where it is from."""

import os
from pathlib import Path

import click

from interview_practice.cli import folder
from interview_practice.cli.progress import bar, size
from interview_practice.core.errors import NotFound
from interview_practice.core.speech_models import KEEPS_UP, MODELS, expected, recommended


@click.group()
def command():
    """Choose what puts your words on the screen.

    Speech models are kept on this machine and work without a network. Larger ones hear better
    and take longer. Only fetch reaches the network.
    """


@command.command("list")
@click.option("--measure", is_flag=True, help="Measure the speed again.")
@folder.data_option
@folder.json_option
def list_(measure: bool, data: Path | None, as_json: bool):
    """Show the models: size, source, speed on this machine.

    The speed is the work for a minute of speech, measured once for each model that is here and
    reckoned for the others.
    """
    settings, models = opened(data)
    measured = measure_all(settings, models, again=measure)
    rows = [row(name, settings, models, measured) for name in names(settings, models)]
    best = recommended(measured)
    if as_json:
        folder.say({"models": rows, "recommended": best})
        return
    for found in rows:
        click.echo(line(found))
    click.echo("\n" + advice(best, rows))


@command.command()
@click.argument("name", type=click.Choice(list(MODELS)), metavar="NAME")
@folder.data_option
@folder.json_option
def fetch(name: str, data: Path | None, as_json: bool):
    """Bring a model onto this machine, from the Hugging Face Hub.

    NAME is tiny.en, base.en, small.en, distil-large-v3 or large-v3-turbo. A broken off fetch goes
    on where it stopped, and a damaged file is fetched anew. Every file is compared with its hash.
    """
    settings, models = opened(data)
    with bar(f"Fetching {name}") as progress:
        fetched = models.fetch(MODELS[name], settings.data, progress)
    held = models.size(fetched)
    if as_json:
        folder.say({"name": name, "folder": fetched, "bytes": held})
        return
    click.echo(f"{name} is here, {size(held)}. To use it: "
               f"interview-practice speech-models use {name}")  # fmt: skip


@command.command()
@click.argument("name")
@folder.data_option
@folder.json_option
def use(name: str, data: Path | None, as_json: bool):
    """Choose the model for the next start.

    NAME is a model that is here, or the folder of one.
    """
    from interview_practice.actions import speech_models as actions

    settings, models = opened(data)
    if models.resolve(name, settings.data) is None:
        raise NotFound(absent(name, settings, models))
    place = str(Path(name).resolve()) if models.is_model(Path(name)) else name
    actions.use(settings, place)
    wins = os.environ.get("INTERVIEW_PRACTICE_SPEECH_MODEL")
    if as_json:
        folder.say({"chosen": place, "used": wins or place})
        return
    click.echo(f"{name} is used from the next start on.")
    if wins:
        click.echo("INTERVIEW_PRACTICE_SPEECH_MODEL is set, and wins over this choice.", err=True)


@command.command()
@click.argument("name", required=False)
@folder.data_option
@folder.json_option
def verify(name: str | None, data: Path | None, as_json: bool):
    """Compare the files of the models that are here with their hashes.

    NAME verifies one model; without it, all.
    """
    settings, models = opened(data)
    found = {each: checked(each, settings, models) for each in ([name] if name else
             here(settings, models))}  # fmt: skip
    if as_json:
        folder.say(found)
    else:
        for each, state in found.items():
            click.echo(f"{each}: {state}")
    if any(state.startswith("damaged") for state in found.values()):
        raise click.exceptions.Exit(1)


def opened(data: Path | None):
    """The settings, and what app.py hands out for speech models."""
    from interview_practice.app import create_app

    settings = folder.read(data)
    return settings, create_app(settings).extensions["practice"].speech_models


def here(settings, models) -> list[str]:
    """Names of the models on this machine, the known ones first."""
    known = [name for name in MODELS if models.resolve(name, settings.data)]
    return known + [name for name in models.installed(settings.data) if name not in known]


def names(settings, models) -> list[str]:
    return [*MODELS, *(name for name in here(settings, models) if name not in MODELS)]


def measure_all(settings, models, again: bool) -> dict[str, float]:
    """The speeds, with those measured now that are missing."""
    present = here(settings, models)
    missing = [name for name in present if again or name not in models.speeds(settings.data)]
    with bar("Measuring", unit="share") as progress:
        for done, name in enumerate(missing):
            progress(done, len(missing))
            models.measure(name, settings.data, settings.cpu_threads)
    return {name: speed for name, speed in models.speeds(settings.data).items() if name in present}


def row(name: str, settings, models, measured: dict[str, float]) -> dict:
    """What is known of a model."""
    place = models.resolve(name, settings.data)
    return {
        "name": name,
        "here": place is not None,
        "chosen": name == models.name(settings.speech_model),
        "bytes": models.size(place) if place else MODELS[name].megabytes * 1_000_000,
        "source": models.source(name, settings.data) or MODELS[name].repository,
        "seconds_a_minute": speed
        if (speed := expected(name, measured)) is None
        else round(speed, 1),
        "measured": name in measured,
    }


def line(found: dict) -> str:
    mark = "*" if found["chosen"] else " "
    about = "" if found["here"] else "about "
    place = f"here ({found['source']})" if found["here"] else f"can be fetched ({found['source']})"
    speed = found["seconds_a_minute"]
    told = "" if speed is None else f"{'' if found['measured'] else 'about '}{speed:g} s a minute"
    return f"{mark} {found['name']:<16} {about + size(found['bytes']):<13} {told:<20} {place}"


def advice(best: str | None, rows: list[dict]) -> str:
    """Which model to choose, and how."""
    if best is None:
        return "There is no speech model here yet. interview-practice speech-models fetch tiny.en"
    found = next(row for row in rows if row["name"] == best)
    if found["chosen"]:
        return f"{best} is the right one for this machine, and the one in use (*)."
    step = "use" if found["here"] else "fetch"
    return (f"{best} hears best of those that keep up with you here (up to {KEEPS_UP:g} s a "
            f"minute): interview-practice speech-models {step} {best}")  # fmt: skip


def absent(name: str, settings, models) -> str:
    """That a model is not here, and which are, or how to get it."""
    remedy = f"Get it: interview-practice speech-models fetch {name}" if name in MODELS else (
        f"Here are: {', '.join(here(settings, models)) or 'none'}.")  # fmt: skip
    return f"{name} is not on this machine. {remedy}"


def checked(name: str, settings, models) -> str:
    place = models.resolve(name, settings.data)
    if place is None:
        raise NotFound(absent(name, settings, models))
    if wrong := models.wrong_files(place):
        return (f"damaged: {', '.join(wrong)}. Fetch it again: interview-practice speech-models "
                f"fetch {name}")  # fmt: skip
    return "as it was fetched" if models.hashes(place) else "nothing is known to compare it with"
