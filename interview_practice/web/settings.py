"""What this installation has: the speech model, the data folder, the bank's problems."""

from flask import Blueprint, render_template

from interview_practice.audio import speech_models
from interview_practice.core.follow_ups import SETTINGS
from interview_practice.core.meters import KINDS
from interview_practice.core.questions import LEVEL_NAMES
from interview_practice.models import preferences
from interview_practice.web.current import practice

pages = Blueprint("settings", __name__)


@pages.get("/settings")
def show():
    settings, chosen = practice().settings, preferences.read()
    present = speech_models.name(settings.speech_model)
    return render_template(
        "settings.html",
        settings=settings,
        speech_model=speech_models.resolve(settings.speech_model, settings.data),
        problems=practice().bank.problems,
        roles=practice().bank.roles,
        levels=LEVEL_NAMES,
        follow_ups=SETTINGS,
        chosen=chosen,
        kinds=KINDS.values(),
        hidden=chosen["hidden_meters"].split(),
        others=[name for name in speech_models.installed(settings.data) if name != present],
        present=present,
    )
