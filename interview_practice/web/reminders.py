"""Reminders: open, coming, the user's own; and the calendar file."""

from flask import Blueprint, Response, redirect, request, url_for

from interview_practice.actions import reminders as actions
from interview_practice.core import reminders as rules
from interview_practice.models import reminders
from interview_practice.web.current import now, practice, today
from interview_practice.web.forms import chosen_number, kept, page

MOVES_REMINDERS = frozenset({"interviews", "letters", "skills", "reminders", "deletions"})
"""Pages whose changes belong in the calendar file."""

pages = Blueprint("reminders", __name__)


@pages.get("/reminders")
def index():
    return show({})


@pages.post("/reminders")
def add():
    def save():
        actions.add(request.form)
        return url_for(".index")

    return kept(save, show)


@pages.get("/reminders/<int:reminder_id>")
def edit(reminder_id: int):
    return form(reminders.get(reminder_id), reminder_id)


@pages.post("/reminders/<int:reminder_id>")
def change(reminder_id: int):
    def save():
        actions.change(reminder_id, request.form)
        return url_for(".index")

    return kept(save, lambda values, problem: form(values, reminder_id, problem))


@pages.post("/reminders/<int:reminder_id>/deletion")
def delete(reminder_id: int):
    actions.delete(reminder_id, now())
    return redirect(url_for(".index"), 303)


@pages.post("/reminders/done")
def finish():
    actions.finish(request.form.get("key", ""), today(), now())
    back = "today.show" if request.form.get("from") == "today" else ".index"
    return redirect(url_for(back), 303)


@pages.post("/reminders/reopened")
def reopen():
    actions.reopen(request.form.get("key", ""))
    return redirect(url_for(".index"), 303)


@pages.post("/reminders/check-ins")
def keep_in_touch():
    """Begin to check in with a company every three months."""
    actions.keep_in_touch(chosen_number("interview") or 0, today())
    return redirect(url_for(".index"), 303)


@pages.get("/reminders.ics")
def download():
    response = Response(actions.calendar_file(today(), now()), mimetype="text/calendar")
    response.headers.set("Content-Disposition", "attachment", filename=actions.FILE)
    return response


@pages.after_app_request
def publish(response: Response) -> Response:
    """Keep the calendar file in the data folder up to date with what the pages change."""
    changed = request.method == "POST" and request.blueprint in MOVES_REMINDERS
    if response.status_code < 400 and (changed or request.endpoint == "reminders.index"):
        actions.publish(practice().settings.data, today(), now())
    return response


def show(values, problem: str = "") -> str:
    everything, done = actions.gather(today()), reminders.done()
    return page(
        "reminders.html",
        values=values,
        problem=problem,
        today=today(),
        open_ones=rules.open_ones(everything, done, today()),
        coming=rules.coming(everything, done, today()),
        done=[reminder for reminder in everything if reminder.key in done],
        own=reminders.everything(),
        file=practice().settings.data / actions.FILE,
        source=rules.NO_REPLY_SOURCE,
    )


def form(values, reminder_id: int, problem: str = "") -> str:
    return page("reminder.html", values=values, reminder_id=reminder_id, problem=problem,
                today=today())  # fmt: skip


def open_today() -> list[rules.Reminder]:
    """What the Today page shows."""
    return rules.open_ones(actions.gather(today()), reminders.done(), today())
