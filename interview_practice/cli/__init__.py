"""The command line: `interview-practice`, with each command imported when it is used."""

import importlib

import click

from interview_practice import __version__
from interview_practice.core.errors import PracticeError

COMMANDS = {
    "serve": "Start the practice server on this machine.",
}


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
        except PracticeError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="interview-practice")
def main():
    """Practice the interview questions that went badly, aloud, on your own machine."""
