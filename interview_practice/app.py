"""The application: the one place that sees everything and puts it together."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, partial
from types import ModuleType

from flask import Flask
from flask_migrate import Migrate

from interview_practice import web
from interview_practice.audio import files, health, microphone, speech_models
from interview_practice.audio.hearing import Hearing
from interview_practice.audio.recordings import Recordings
from interview_practice.config import PACKAGE, Settings, shipped
from interview_practice.core.transcript import Transcriber as Engine
from interview_practice.jobs.backups import AutomaticBackups
from interview_practice.jobs.erasures import Erasures
from interview_practice.jobs.transcriber import Transcriber
from interview_practice.models import bank
from interview_practice.models.bank import Bank
from interview_practice.models.base import db


def local_now() -> datetime:
    """The present in the machine's own time zone."""
    return datetime.now().astimezone()


@dataclass
class Practice:
    """What the pages and the commands work with."""

    settings: Settings
    bank: Bank
    recordings: Recordings
    transcriber: Transcriber
    backups: AutomaticBackups
    erasures: Erasures
    now: Callable[[], datetime] = local_now
    rng: random.Random = field(default_factory=random.Random)
    files: ModuleType = files
    health: ModuleType = health
    microphone: ModuleType = microphone
    speech_models: ModuleType = speech_models

    own_files: dict = field(default_factory=dict)

    def reload_bank(self) -> None:
        self.own_files = bank.state(self.settings.own_questions)
        self.bank = bank.load(shipped("question_bank"), self.settings.own_questions)

    def notice_edits(self) -> None:
        """Read the bank again when own files were changed by hand since."""
        if bank.state(self.settings.own_questions) != self.own_files:
            self.reload_bank()


def create_app(settings: Settings, load_engine: Callable[[], Engine | None] | None = None,
               now: Callable[[], datetime] = local_now) -> Flask:  # fmt: skip
    """A ready application. `load_engine` takes the place of the speech model, in tests."""
    app = Flask(
        "interview_practice",
        static_folder=str(shipped("static")),
        template_folder="web/templates",
    )
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    db.init_app(app)
    Migrate(app, db, directory=str(PACKAGE / "migrations"), render_as_batch=True)
    recordings = Recordings(settings.recordings)
    hearing = Hearing(recordings, load_engine or partial(speech_engine, settings))
    better = other_hearings(settings, recordings)
    app.extensions["practice"] = Practice(
        settings=settings,
        bank=bank.load(shipped("question_bank"), settings.own_questions),
        recordings=recordings,
        transcriber=Transcriber(app, hearing, better),
        backups=AutomaticBackups(settings, now),
        erasures=Erasures(app),
        now=now,
        own_files=bank.state(settings.own_questions),
    )
    web.init_app(app)
    return app


def other_hearings(settings: Settings, recordings: Recordings) -> Callable[[str], Hearing | None]:
    """Gives the hearing of another speech model by its name; None while it is not on disk."""

    @cache
    def hearing(name: str) -> Hearing:
        return Hearing(recordings, partial(speech_engine, replace(settings, speech_model=name)))

    def better(name: str) -> Hearing | None:
        return hearing(name) if speech_models.resolve(name, settings.data) else None

    return better


def speech_engine(settings: Settings) -> Engine | None:
    """The speech model of the settings, loaded and warm; None when it is not on this machine."""
    folder = speech_models.resolve(settings.speech_model, settings.data)
    if folder is None:
        return None
    from interview_practice.audio import speech

    engine = speech.load(folder, settings.cpu_threads)
    engine.name = speech_models.name(settings.speech_model)
    return engine
