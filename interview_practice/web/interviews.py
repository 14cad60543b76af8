"""Real interviews: the list, a new one, how it went, and its deletion."""

from itertools import groupby

from flask import Blueprint, redirect, render_template, request, url_for

from interview_practice.actions import interviews as actions
from interview_practice.actions import sessions as practice_sessions
from interview_practice.core import interviews as words
from interview_practice.core.drafts import KINDS
from interview_practice.core.errors import Invalid
from interview_practice.core.fields import day
from interview_practice.core.interviews import Details, Thoughts, Went
from interview_practice.core.questions import OTHER
from interview_practice.models import deletions, interviews, letters
from interview_practice.models.interviews import AskedQuestion
from interview_practice.web.current import now, number, practice
from interview_practice.web.readiness import practiced_before, readiness_of
from interview_practice.web.stories import of_interview
from interview_practice.web.today import areas_by_type

pages = Blueprint("interviews", __name__, url_prefix="/interviews")


@pages.get("")
def index():
    companies = [
        (name, list(group))
        for name, group in groupby(interviews.applications(), key=lambda a: a.company.strip())
    ]
    return render_template("interviews.html", companies=companies, undo=deletions.last())


@pages.get("/new")
def new():
    today = now().date().isoformat()
    given = {"outcome": request.args.get("outcome", "waiting"), "on": today, "rejected_on": today}
    if known := request.args.get("application"):
        application = interviews.application(number("The application", known))
        given |= {"application": known, "company": application.company, "role": application.role}
    return _form(given)


@pages.post("")
def log():
    form = request.form
    known = number("The application", form["application"]) if form.get("application") else None
    try:
        interview = actions.log(_details(), form.get("asked", ""), known, practice().bank,
                                practice().settings.own_questions, now())  # fmt: skip
    except Invalid as error:
        return _form(form, str(error)), 422
    practice().reload_bank()
    endpoint = ".debrief" if form.get("asked", "").strip() else ".show"
    return redirect(url_for(endpoint, interview_id=interview), 303)


@pages.get("/<int:interview_id>")
def show(interview_id: int):
    interview = interviews.get(interview_id)
    return render_template(
        "interview.html",
        interview=interview,
        rounds=interview.application.interviews,
        readiness=readiness_of({asked.area for asked in interview.asked}),
        other=OTHER,
        quiet=interviews.quiet(now()),
        undo=deletions.last(),
        letters=letters.about(interview_id),
        letter_kinds=KINDS,
        **of_interview(interview),
    )


@pages.get("/<int:interview_id>/debrief")
def debrief(interview_id: int):
    return _debrief(interviews.get(interview_id))


@pages.post("/<int:interview_id>/debrief")
def keep_debrief(interview_id: int):
    interview, form = interviews.get(interview_id), request.form
    try:
        actions.debrief(interview_id, [_went(asked) for asked in interview.asked if _sent(asked)],
                        form.get("more", ""), _thoughts(), practice().bank,
                        practice().settings.own_questions)  # fmt: skip
    except Invalid as error:
        return _debrief(interviews.get(interview_id), str(error)), 422
    practice().reload_bank()
    if form.get("then") != "practice" or not interviews.get(interview_id).asked:
        return redirect(url_for(".show", interview_id=interview_id), 303)
    return begin(interview_id)


@pages.post("/<int:interview_id>/practice")
def begin(interview_id: int):
    """Practice what was asked there, now; that ends the quiet days."""
    asked = len(interviews.get(interview_id).asked)
    actions.end_quiet(now())
    session = practice_sessions.start(
        practice().bank, f"interview/{interview_id}", min(max(asked, 1), 20), now(), practice().rng
    )
    return redirect(url_for("sessions.show", session_id=session), 303)


@pages.get("/<int:interview_id>/details")
def details(interview_id: int):
    given = _given(interviews.get(interview_id))
    if outcome := request.args.get("outcome"):
        given |= {"outcome": outcome, "rejected_on": now().date().isoformat()}
    return _form(given, interview_id=interview_id)


@pages.post("/<int:interview_id>/details")
def keep_details(interview_id: int):
    try:
        actions.describe(interview_id, _details(), now())
    except Invalid as error:
        return _form(request.form, str(error), interview_id), 422
    return redirect(url_for(".show", interview_id=interview_id), 303)


@pages.post("/<int:interview_id>/deletion")
def delete(interview_id: int):
    actions.remove(interview_id, now())
    return redirect(url_for(".index"), 303)


@pages.post("/asked/<int:asked_id>/deletion")
def delete_asked(asked_id: int):
    interview = actions.remove_asked(asked_id, now())
    return redirect(url_for(".show", interview_id=interview), 303)


def _form(given, problem: str = "", interview_id: int | None = None) -> str:
    companies = sorted({a.company for a in interviews.applications() if a.company})
    return render_template("interview_form.html", given=given, problem=problem,
                           interview_id=interview_id, companies=companies, words=words,
                           today=now().date().isoformat())  # fmt: skip


def _debrief(interview, problem: str = "") -> str:
    """The form of a debrief; after a problem with all that was typed."""
    went = {a.id: _went(a) if _sent(a) else _as_went(a) for a in interview.asked}
    thoughts = _thoughts() if problem else _as_thoughts(interview)
    suggested = {asked.id: _suggested(asked, went[asked.id].area) for asked in interview.asked}
    return render_template(
        "debrief.html", interview=interview, went=went, thoughts=thoughts, suggested=suggested,
        practiced=practiced_before(interview) - {OTHER}, areas=_areas(), words=words, other=OTHER,
        more=request.form.get("more", ""), problem=problem, quiet=interviews.quiet(now()),
    )  # fmt: skip


def _areas():
    areas = practice().bank.areas.values()
    return areas_by_type([area for area in areas if area.slug != OTHER])


def _suggested(asked: AskedQuestion, area: str) -> list[str]:
    """Three areas to choose from with one key, the present one among them; none when its words
    fit none."""
    found = practice().bank.suggester.suggest(asked.text, 3)
    return found if area in (*found, OTHER) else [area, *found[:2]]


def _details() -> Details:
    form = request.form
    texts = {name: form.get(name, "") for name in ("company", "role", "format", "people",
                                                   "feedback", "hypothesis")}  # fmt: skip
    return Details(
        **texts,
        stage=form.get("stage") or "hiring-manager",
        outcome=form.get("outcome") or "waiting",
        on=day("The day of the interview", form.get("on")),
        next_date=day("The next date", form.get("next_date")),
        rejected_on=day("The day they said no", form.get("rejected_on")),
    )


def _given(interview) -> dict:
    given = {name: getattr(interview, name) for name in (
        "stage", "format", "people", "outcome", "feedback", "hypothesis")}  # fmt: skip
    given |= {name: value.isoformat() if value else "" for name, value in (
        ("on", interview.on), ("next_date", interview.next_date),
        ("rejected_on", interview.rejected_on))}  # fmt: skip
    return given | {"company": interview.application.company, "role": interview.application.role}


def _sent(asked: AskedQuestion) -> bool:
    """Whether the form knew of this question; another tab may have added it since."""
    return any(name.startswith(f"q{asked.id}-") for name in request.form)


def _went(asked: AskedQuestion) -> Went:
    form, key = request.form, f"q{asked.id}-"
    rating = form.get(key + "rating")
    return Went(
        asked=asked.id,
        area=form.get(key + "other") or form.get(key + "area") or asked.area,
        rating=number("How it went", rating) if rating else None,
        failures=tuple(form.getlist(key + "failures")),
        held=_yes_or_no(form.get(key + "held")),
        text=" ".join(form.get(key + "text", "").split()),
    )


def _as_went(asked: AskedQuestion) -> Went:
    return Went(asked.id, asked.area, asked.rating, tuple(asked.failures), asked.held)


def _thoughts() -> Thoughts:
    form = request.form
    fit = {part: form[f"fit-{part}"] for part in words.FIT if form.get(f"fit-{part}")}
    return Thoughts(
        threw_me=form.get("threw_me", ""), engaged=form.get("engaged", ""),
        research=form.get("research", ""), fit=fit,
        cv_tailored=_yes_or_no(form.get("cv_tailored")),
        cv_results=_yes_or_no(form.get("cv_results")),
    )  # fmt: skip


def _as_thoughts(interview) -> Thoughts:
    application = interview.application
    return Thoughts(interview.threw_me, interview.engaged, interview.research, interview.fit,
                    application.cv_tailored, application.cv_results)  # fmt: skip


def _yes_or_no(said: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(said or "")
