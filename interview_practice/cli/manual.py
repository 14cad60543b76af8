"""docs/commands.md, made from the commands: `python -m interview_practice.cli.manual`."""

import inspect

import click

from interview_practice.cli import main
from interview_practice.config import ENVIRONMENT

NAME = "interview-practice"

CODES = {
    0: "All is well.",
    1: "There is a problem; one sentence says which, and what to do.",
    2: "The command was not understood.",
}

FILES = {
    "practice.db": "the database",
    "recordings/": "the sound of every answer",
    "questions/": "your own questions, in TOML",
    "speech-models/": "speech models that were fetched, and the speeds measured",
    "backups/": "archives, and the automatic copies of the database",
    "speech-model": "the name of the speech model that was chosen",
    "token": "the access token",
}
"""What lies in the data folder."""


def manual() -> str:
    """The whole page."""
    context = click.Context(main, info_name=NAME)
    parts = [
        "# Commands",
        "<!-- Made by `python -m interview_practice.cli.manual`; a test keeps it true. -->",
        *_section(context, main),
        "Every command knows `--help`, or `-h`.",
        "## Environment",
        _terms(ENVIRONMENT),
        "## Data folder",
        "Chosen by `--data` or `INTERVIEW_PRACTICE_DATA`; readable by its owner only.",
        _terms(FILES),
        "## Exit codes",
        _terms(CODES),
    ]
    return "\n\n".join(parts) + "\n"


def _section(context: click.Context, command: click.Command, level: int = 2) -> list[str]:
    parts = [f"{'#' * level} {context.command_path}", f"`{_synopsis(context, command)}`",
             inspect.cleandoc(command.help or "")]  # fmt: skip
    if options := _options(context, command):
        parts.append(options)
    if command.epilog:
        parts.append(command.epilog)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            nested = click.Context(inner, info_name=name, parent=context)
            parts += _section(nested, inner, level + (level > 2 or context.parent is not None))
    return parts


def _synopsis(context: click.Context, command: click.Command) -> str:
    return " ".join([context.command_path, *command.collect_usage_pieces(context)])


def _options(context: click.Context, command: click.Command) -> str:
    options = [option for option in command.params if isinstance(option, click.Option)]
    records = [option.get_help_record(context) for option in options]
    return _terms({name: " ".join(text.split()) for name, text in filter(None, records)})


def _terms(terms: dict) -> str:
    return "\n".join(f"- `{term}`: {meaning}" for term, meaning in terms.items())


if __name__ == "__main__":
    print(manual(), end="")
