"""`interview-practice serve`: the practice server, on this machine only."""

import errno
import json
import os
import signal
import socket
import sys
import threading
import webbrowser
from pathlib import Path

import click
from flask import Flask
from waitress import create_server

from interview_practice import config
from interview_practice.actions import reminders
from interview_practice.actions.upgrades import upgrade
from interview_practice.app import create_app, local_now
from interview_practice.cli.folder import data_option, only_user
from interview_practice.core.errors import Unavailable
from interview_practice.web.security import LARGEST_BODY, new_entry_code

LOOPBACK = ("127.0.0.1", "localhost")
PORTS_TRIED = 50
THREADS = 8


@click.command()
@data_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="The port, or the next free one; 0 for any.")  # fmt: skip
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="This machine's loopback address."
)
@click.option("--no-browser", is_flag=True, help="Print the link, and open no browser.")
def command(data: Path | None, port: int, host: str, no_browser: bool):
    """Start the practice server on this machine."""
    if host not in LOOPBACK:
        raise click.UsageError(
            f"{host} can be reached from other machines. This server has no accounts and no "
            "encryption, so it only listens on 127.0.0.1."
        )
    os.umask(0o077)
    listening = free_socket(port)
    settings = config.read(data, port=listening.getsockname()[1])
    with only_user(settings):
        run(settings, listening, no_browser)


def run(settings: config.Settings, listening: socket.socket, no_browser: bool) -> None:
    app = create_app(settings)
    if backup := upgrade(app, settings.backups, settings.database_file, local_now()):
        click.echo(f"The database was upgraded; the old one is kept as {backup}.")
    publish_reminders(app, settings)
    transcriber = app.extensions["practice"].transcriber
    erasures = app.extensions["practice"].erasures
    erasures.look(starting=True)
    erasures.start()
    transcriber.start()
    backups = app.extensions["practice"].backups
    backups.start()
    server = create_server(app, sockets=[listening], threads=THREADS,
                           max_request_body_size=LARGEST_BODY, ident=None)  # fmt: skip
    address = f"http://127.0.0.1:{settings.port}"
    note_address(settings, address)
    link = f"{address}/entry?code={new_entry_code(app)}"
    click.echo(f"Practice here:  {link}\n\nThe link works once, for the browser that opens it.\n"
               "Press Ctrl+C to stop.")  # fmt: skip
    sys.stdout.flush()
    if not no_browser:
        threading.Thread(target=webbrowser.open, args=[link], daemon=True).start()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        server.run()
    except KeyboardInterrupt:
        click.echo("\nStopped. Everything is saved.")
    finally:
        transcriber.stop()
        erasures.stop()
        backups.stop()


def publish_reminders(app: Flask, settings: config.Settings) -> None:
    """Bring the calendar file up to date with what changed while no server ran."""
    now = local_now()
    try:
        with app.app_context():
            reminders.publish(settings.data, now.date(), now)
    except OSError as error:
        click.echo(f"The calendar file of the reminders could not be written: {error}", err=True)


def free_socket(port: int) -> socket.socket:
    """A socket on the first free port from `port` on."""
    for candidate in range(port, port + PORTS_TRIED) if port else [0]:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", candidate))
            listening.listen(128)
            return listening
        except OSError as error:
            listening.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise Unavailable(f"No port from {port} to {port + PORTS_TRIED - 1} is free. Choose one "
                      "with --port.")  # fmt: skip


def note_address(settings: config.Settings, address: str) -> None:
    """Leave word where the server is, for a second one that finds the folder taken."""
    (settings.data / "server.json").write_text(json.dumps({"address": address, "pid": os.getpid()}))


def _interrupt(number, frame):
    raise KeyboardInterrupt
