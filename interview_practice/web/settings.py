"""What this installation has: the speech model, the data folder, the bank's problems."""

from flask import Blueprint, render_template

from interview_practice.audio import speech_models
from interview_practice.core.follow_ups import SETTINGS
from interview_practice.core.questions import LEVEL_NAMES
from interview_practice.models import preferences
from interview_practice.web.current import practice

pages = Blueprint("settings", __name__)


@pages.get("/settings")
def show():
    settings = practice().settings
    return render_template(
        "settings.html",
        settings=settings,
        speech_model=speech_models.resolve(settings.speech_model, settings.data),
        problems=practice().bank.problems,
        roles=practice().bank.roles,
        levels=LEVEL_NAMES,
        follow_ups=SETTINGS,
        chosen=preferences.read(),
    )
