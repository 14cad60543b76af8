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


PLACES = {
    "comparisons": "attempts",
    "patterns": "interviews",
    "rejections": "interviews",
    "trends": "progress",
    "own_questions": "questions",
} | {entry[0].partition(".")[0]: "more" for _, entries in GROUPS for entry in entries}
"""Which entry of the navigation stands for the pages of a blueprint that has none itself."""


@pages.app_context_processor
def place() -> dict:
    return {"place": PLACES.get(request.blueprint, request.blueprint)}


@pages.get("/more")
def show():
    return render_template("more.html", groups=GROUPS)
