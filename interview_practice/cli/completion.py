"""`interview-practice completion`: lets a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

VARIABLE = "_INTERVIEW_PRACTICE_COMPLETE"

HOW = {
    "bash": 'eval "$(interview-practice completion bash)" in ~/.bashrc',
    "zsh": 'eval "$(interview-practice completion zsh)" in ~/.zshrc',
    "fish": "interview-practice completion fish > "
            "~/.config/fish/completions/interview-practice.fish",
}  # fmt: skip


@click.command(epilog="To keep it: " + "; ".join(HOW.values()) + ".")
@click.argument("shell", type=click.Choice(list(HOW)), metavar="SHELL")
@click.pass_context
def command(ctx: click.Context, shell: str):
    """Let a shell complete commands and options.

    SHELL is bash, zsh or fish. Prints the script that the shell reads.
    """
    kind = get_completion_class(shell)
    script = kind(ctx.find_root().command, {}, "interview-practice", VARIABLE).source()
    click.echo(script)
