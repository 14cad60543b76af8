"""Preferences: what the user does, and how often to be asked on."""

from flask import Blueprint, redirect, request

from interview_practice.actions import preferences
from interview_practice.web.current import back_to, practice

pages = Blueprint("preferences", __name__)


@pages.post("/preferences")
def choose():
    known = {name: request.form[name] for name in ("role", "level", "follow_ups")
             if name in request.form}  # fmt: skip
    preferences.choose(practice().bank, **known)
    return redirect(back_to("settings.show"), 303)
