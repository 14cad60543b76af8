"""The pages: one module per noun; each handler reads the request, calls one verb, answers."""

from flask import Flask, request
from werkzeug.routing import IntegerConverter

from interview_practice.web import (
    affirmations,
    attempts,
    comparisons,
    deletions,
    errors,
    formats,
    goals,
    improved_answers,
    interviews,
    journey,
    letters,
    missed,
    more,
    own_questions,
    patterns,
    preferences,
    progress,
    questions,
    quiet,
    ratings,
    recordings,
    rejections,
    reminders,
    security,
    sessions,
    settings,
    skills,
    stories,
    struggles,
    supporters,
    today,
    transcripts,
    trends,
    wins,
)
from interview_practice.web.current import practice

NOUNS = (
    today,
    struggles,
    sessions,
    attempts,
    recordings,
    transcripts,
    ratings,
    missed,
    own_questions,
    questions,
    preferences,
    settings,
    comparisons,
    trends,
    interviews,
    rejections,
    patterns,
    progress,
    quiet,
    deletions,
    more,
    letters,
    affirmations,
    reminders,
    stories,
    skills,
    goals,
    wins,
    supporters,
    journey,
    improved_answers,
)


class RowNumber(IntegerConverter):
    """A row's number in an address; larger ones than the database can hold are not found."""

    def __init__(self, map, **options):
        super().__init__(map, **{"max": 2**63 - 1} | options)


def init_app(app: Flask) -> None:
    """Put the doors, the errors, the pages and their formats onto the application."""
    app.url_map.converters["int"] = RowNumber
    security.init_app(app)
    app.before_request(notice_edits)
    errors.init_app(app)
    formats.init_app(app)
    for noun in NOUNS:
        app.register_blueprint(noun.pages)


def notice_edits() -> None:
    """Question files that the user edited by hand count from the next page on."""
    if request.method == "GET" and request.endpoint != "static":
        practice().notice_edits()
