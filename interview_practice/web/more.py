"""Everything beside practice, by what it is for."""

from flask import Blueprint, render_template, request

pages = Blueprint("more", __name__)

GROUPS = (
    ("After a no", (
        ("letters.index", "Letters", "Thank-you, request for feedback, check-in, ready to change."),
        ("affirmations.index", "The accurate sentence",
         "What the log can say to a hard thought, and lines of your own."),
        ("reminders.index", "Reminders", "What to think of and when, for your calendar too."),
    )),
    ("For the next interview", (
        ("stories.index", "Stories", "What you have done, told by situation and result."),
        ("skills.index", "Skill gaps", "What jobs ask for that is not there yet, in steps."),
    )),
    ("Along the way", (
        ("goals.index", "This week", "Small numbers you choose yourself."),
        ("wins.index", "Wins", "What went well, noticed and written down."),
        ("supporters.index", "Support team", "Five people, and when you last spoke."),
        ("journey.show", "My journey", "One page of what you learned, to keep or to share."),
    )),
    ("This program", (("settings.show", "Settings", "Speech model, data folder, question bank."),)),
)  # fmt: skip


BEHIND = frozenset(entry[0].partition(".")[0] for _, entries in GROUPS for entry in entries)
"""The blueprints of those pages: there, More is the place in the navigation."""


@pages.app_context_processor
def place() -> dict:
    return {"behind_more": request.blueprint in BEHIND}


@pages.get("/more")
def show():
    return render_template("more.html", groups=GROUPS)
