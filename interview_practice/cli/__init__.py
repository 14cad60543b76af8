"""The command line: `interview-practice`, with each command imported when it is used."""

import importlib
import os
import sqlite3
import sys

import click

from interview_practice.core.errors import FULL, PracticeError

COMMANDS = {
    "serve": "Start the practice server on this machine.",
    "rehearse": "Practice aloud in the terminal.",
    "transcribe": "Put files of sound into words.",
    "speech-models": "Choose what puts your words on the screen.",
    "questions": "Look through the question bank and extend it.",
    "backup": "Save everything in one archive.",
    "restore": "Bring back a backup.",
    "export": "Write all your data in open formats.",
    "delete": "Delete everything from this machine.",
    "doctor": "Check this installation.",
    "completion": "Let a shell complete commands and options.",
}
"""Each command's module, with its sentence in the help."""


class LazyGroup(click.Group):
    """Knows every command's name and sentence, and imports only the one that runs."""

    def list_commands(self, ctx):
        return list(COMMANDS)

    def get_command(self, ctx, name):
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"interview_practice.cli.{name.replace('-', '_')}")
        return module.command

    def format_commands(self, ctx, formatter):
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click knows what to do with these
        except Exception as error:
            if os.environ.get("INTERVIEW_PRACTICE_DEBUG"):
                raise
            raise click.ClickException(sentence(error)) from error


def sentence(error: Exception) -> str:
    """What went wrong and what to do, for a person."""
    if isinstance(error, PracticeError):
        return str(error)
    if isinstance(error, OSError) and error.errno in FULL:
        return "The disk is full. Free some space and run this again; what was saved is safe."
    if isinstance(error, OSError) and error.strerror:
        where = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror}{where}. Check the path and its rights, and run this again."
    if isinstance(error, sqlite3.Error) or _from_sqlalchemy(error):
        reason = str(getattr(error, "orig", None) or error).rstrip(".")
        return f"The database cannot be used: {reason}. Run interview-practice doctor."
    return (f"{type(error).__name__}: {error}. This is a fault of the program; please report it "
            "with the output of --version. INTERVIEW_PRACTICE_DEBUG=1 shows where.")  # fmt: skip


def _from_sqlalchemy(error: Exception) -> bool:
    loaded = sys.modules.get("sqlalchemy.exc")
    return loaded is not None and isinstance(error, loaded.SQLAlchemyError)


def _show_versions(ctx: click.Context, option: click.Parameter, asked: bool) -> None:
    if asked:
        from interview_practice.cli import versions

        click.echo(versions.text())
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False,
              callback=_show_versions,
              help="Show the versions that matter for a report, and exit.")  # fmt: skip
def main():
    """Practice the interview questions that went badly, aloud, on your own machine."""
