"""Preferences: what the user chose once."""

from flask import Blueprint, redirect, request

from interview_practice.actions import preferences
from interview_practice.audio import speech_models
from interview_practice.web.current import back_to, practice

pages = Blueprint("preferences", __name__)


@pages.post("/preferences")
def choose():
    known = {name: request.form[name] for name in ("role", "level", "follow_ups")
             if name in request.form}  # fmt: skip
    preferences.choose(practice().bank, **known)
    return redirect(back_to("settings.show"), 303)


@pages.post("/preferences/meters")
def show_meters():
    preferences.show_meters(request.form.getlist("meter"))
    return redirect(back_to("settings.show", _anchor="meters"), 303)


@pages.post("/preferences/today")
def show_rejections():
    preferences.show_rejections("rejections" in request.form)
    return redirect(back_to("settings.show"), 303)


@pages.post("/preferences/second-model")
def listen_with():
    installed = speech_models.installed(practice().settings.data)
    preferences.listen_with(request.form.get("name", ""), installed)
    return redirect(back_to("settings.show", _anchor="speech-model"), 303)
