"""Real interviews: log one, say how it went, end the quiet after a no, delete."""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from interview_practice.actions import deletions, questions, reviews
from interview_practice.actions.transactions import transaction
from interview_practice.core.errors import Conflict, Invalid
from interview_practice.core.interviews import (
    MOST_QUESTIONS,
    Details,
    Thoughts,
    Went,
    application_for,
    check_went,
    checked,
    checked_questions,
    checked_thoughts,
    quiet_until,
    same,
)
from interview_practice.core.questions import OTHER
from interview_practice.models import interviews
from interview_practice.models.bank import Bank
from interview_practice.models.base import db, find
from interview_practice.models.interviews import Application, AskedQuestion, Interview

DESCRIBED = ("stage", "on", "format", "people", "next_date", "outcome", "rejected_on", "feedback",
             "hypothesis")  # fmt: skip
"""What a round keeps of its details; company and role are those of the application."""


def log(given: Details, asked: str, application: int | None, bank: Bank, own: Path,
        now: datetime) -> int:  # fmt: skip
    """Keep a new round with the questions that were asked, one a line, and return its id.

    Each question becomes the user's own in the area its words suggest, or waits in OTHER. The
    round joins the application it belongs to, or opens one. The latest round once more, sent
    again by going back, stays one round. Raises Invalid when nothing can be kept of it.
    """
    given, texts = checked(given, now.date()), checked_questions(asked)
    if not texts and application is None and given == Details(on=now.date()):
        raise Invalid("Nothing is written down yet. One question is enough, or the company.")
    if texts and (kept := interviews.latest()) and _same(kept, given, texts):
        return kept.id
    found = _as_questions(texts, bank, own)
    with transaction() as tx:
        interview = Interview(application=_application(given, application, now), logged_at=now)
        tx.add(interview)
        _describe(interview, given, now)
        _ask(interview, texts, found)
        tx.flush()
        reviews.reschedule(now)
        return interview.id


def describe(interview_id: int, given: Details, now: datetime) -> None:
    """Change what is said of a round; its company and role are those of the application."""
    given = checked(given, now.date())
    with transaction() as tx:
        interview = interviews.get(interview_id)
        interview.application.company = given.company
        interview.application.role = given.role
        _describe(interview, given, now)
        tx.flush()
        reviews.reschedule(now)


def debrief(interview_id: int, went: Collection[Went], more: str, thoughts: Thoughts, bank: Bank,
            own: Path) -> None:  # fmt: skip
    """Keep how each question went, further questions one a line, and what the user thinks of it."""
    thoughts, texts = checked_thoughts(thoughts), checked_questions(more)
    answers = {item.asked: item for item in went}
    for item in answers.values():
        check_went(item)
        if item.area not in bank.areas and item.area != OTHER:
            raise Invalid(f"There is no area called {item.area!r}.")
    interview = interviews.get(interview_id)
    changed = [(asked.question, _changes(asked, answers[asked.id])) for asked in interview.asked
               if asked.id in answers]  # fmt: skip
    known = {same(asked.text) for asked in interview.asked}
    texts = [text for text in texts if same(text) not in known]
    if len(known) + len(texts) > MOST_QUESTIONS:
        raise Invalid(f"One interview takes up to {MOST_QUESTIONS} questions.")
    found = _as_questions(texts, bank, own)
    _reword(changed, bank, own)
    with transaction():
        interview = interviews.get(interview_id)
        _judge(interview, answers)
        _ask(interview, texts, found)
        _think(interview, thoughts)


def end_quiet(now: datetime) -> None:
    """Go back to practice before the quiet days are over."""
    with transaction():
        while interview := interviews.quiet(now):
            interview.quiet_until = now
            db.session.flush()


def choose_comfort(comfort: str, now: datetime) -> None:
    """Remember the small step chosen for the quiet days; the same again takes it back."""
    with transaction():
        if interview := interviews.quiet(now):
            interview.comfort = "" if interview.comfort == comfort else comfort


def remove(interview_id: int, now: datetime) -> None:
    """Delete a round, and its application with the last one; practice and questions stay."""
    with transaction() as tx:
        interview = interviews.get(interview_id)
        application = interview.application
        alone = [application] if len(application.interviews) == 1 else []
        company = application.company or "an unnamed company"
        rows = [*alone, interview, *interview.asked]
        deletions.remove(f"The interview at {company}", rows, now)
        tx.flush()
        reviews.reschedule(now)


def remove_asked(asked_id: int, now: datetime) -> int:
    """Delete an asked question and return the id of its interview; the own question stays."""
    with transaction():
        asked = find(AskedQuestion, asked_id)
        if asked is None:
            raise Conflict("This question is deleted already.")
        interview = asked.interview_id
        deletions.remove(f"The question “{asked.text}”", [asked], now)
        return interview


def _as_questions(texts: Sequence[str], bank: Bank, own: Path) -> list[tuple[str, str]]:
    """(slug, area) of each text: the bank's question with these words, or a new own one."""
    known = {same(question.text): question for question in bank.questions.values()}
    found = {text: (known[same(text)].slug, known[same(text)].area)
             for text in texts if same(text) in known}  # fmt: skip
    areas = {text: (bank.suggester.suggest(text, 1) or [OTHER])[0]
             for text in texts if text not in found}  # fmt: skip
    made = questions.add_all(own, [{"text": text, "area": area} for text, area in areas.items()])
    found |= {text: (slug, areas[text]) for slug, text in zip(made, areas, strict=True)}
    return [found[text] for text in texts]


def _changes(asked: AskedQuestion, went: Went) -> dict[str, str]:
    """What a debrief changes of the own question that an asked one became."""
    new = {"area": went.area, "text": went.text or asked.text}
    return {key: value for key, value in new.items() if value != getattr(asked, key)}


def _reword(changed: Collection[tuple[str, dict[str, str]]], bank: Bank, own: Path) -> None:
    for slug, values in changed:
        question = bank.questions.get(slug)
        if values and question and question.own:
            questions.edit(own, slug, **values)


def _same(interview: Interview, given: Details, texts: Sequence[str]) -> bool:
    """Whether a round says exactly this."""
    application = interview.application
    kept = Details(application.company, application.role,
                   **{name: getattr(interview, name) for name in DESCRIBED})  # fmt: skip
    return kept == given and [asked.text for asked in interview.asked] == list(texts)


def _application(given: Details, number: int | None, now: datetime) -> Application:
    if number is None:
        known = [(a.id, a.company, a.role) for a in interviews.applications()]
        number = application_for(given.company, given.role, known)
    if number is None:
        return Application(company=given.company, role=given.role, created_at=now)
    application = interviews.application(number)
    for name in ("company", "role"):
        typed = getattr(given, name)
        if typed and same(typed) != same(getattr(application, name)):
            setattr(application, name, typed)
    return application


def _describe(interview: Interview, given: Details, now: datetime) -> None:
    was_rejected = interview.outcome == "rejected"
    for name in DESCRIBED:
        setattr(interview, name, getattr(given, name))
    if given.outcome != "rejected":
        interview.quiet_until = None
    elif not was_rejected:
        interview.quiet_until = quiet_until(given.rejected_on, now)


def _ask(interview: Interview, texts: Sequence[str], found: Sequence[tuple[str, str]]) -> None:
    first = max((asked.position + 1 for asked in interview.asked), default=0)
    for position, (text, (slug, area)) in enumerate(zip(texts, found, strict=True), first):
        interview.asked.append(
            AskedQuestion(position=position, text=text, area=area, question=slug)
        )


def _judge(interview: Interview, answers: dict[int, Went]) -> None:
    for asked in interview.asked:
        if item := answers.get(asked.id):
            asked.area, asked.rating, asked.held = item.area, item.rating, item.held
            asked.failures, asked.text = list(item.failures), item.text or asked.text


def _think(interview: Interview, thoughts: Thoughts) -> None:
    for name in ("threw_me", "engaged", "research"):
        setattr(interview, name, getattr(thoughts, name).strip())
    interview.fit = dict(thoughts.fit)
    interview.application.cv_tailored = thoughts.cv_tailored
    interview.application.cv_results = thoughts.cv_results
