"""The pages: one module per noun; each handler reads the request, calls one verb, answers."""

from flask import Flask

from interview_practice.web import (
    attempts,
    deletions,
    errors,
    formats,
    interviews,
    missed,
    patterns,
    progress,
    questions,
    quiet,
    ratings,
    recordings,
    rejections,
    security,
    sessions,
    settings,
    struggles,
    today,
    transcripts,
)

NOUNS = (
    today, struggles, sessions, attempts, recordings, transcripts, ratings, missed, questions,
    settings, interviews, rejections, patterns, quiet, deletions, progress,
)  # fmt: skip


def init_app(app: Flask) -> None:
    """Put the doors, the errors, the pages and their formats onto the application."""
    security.init_app(app)
    errors.init_app(app)
    formats.init_app(app)
    for noun in NOUNS:
        app.register_blueprint(noun.pages)
