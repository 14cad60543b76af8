"""Own questions: add, edit, delete, import and export them, as TOML in the data folder."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from interview_practice.actions import deletions
from interview_practice.actions.transactions import transaction
from interview_practice.core import bank_text, importing
from interview_practice.core.errors import Conflict, Invalid
from interview_practice.core.questions import AREA_SLUG, SLUG, Question, faults
from interview_practice.models import own_questions
from interview_practice.models.bank import Bank

LONGEST_TEXT = 500


def add(folder: Path, text: str, area: str, **optional) -> str:
    """Append a question to the folder's `own.toml` and return its slug.

    `optional` are further keys of the bank's format; `slug` may name a shipped question to take
    its place. Raises Invalid with a sentence for the user.
    """
    return add_all(folder, [{"text": text, "area": area, **optional}])[0]


def add_all(folder: Path, entries: list[dict]) -> list[str]:
    """Append several questions at once and return their slugs; all of them or none."""
    with own_questions.locked(folder):
        taken, made = own_questions.slugs(folder), []
        for values in entries:
            if values.get("slug") in taken:
                raise Conflict(f"There is a question of your own called {values['slug']!r}.")
            slug = values.get("slug") or bank_text.new_slug(values.get("text", ""), taken)
            taken.add(slug)
            made.append(checked({**values, "slug": slug}))
        if made:
            own_questions.append(folder, [bank_text.entry(values) for values in made])
    return [values["slug"] for values in made]


def edit(folder: Path, slug: str, **values) -> None:
    """Change keys of an own question; comments and other entries of its file stay."""
    with own_questions.locked(folder):
        path, text, span, held = own_questions.find(folder, slug)
        changed = checked({**held, **values, "slug": slug})
        block = "\n".join(text.split("\n")[slice(*span)]) + "\n"
        new = own_questions.edited(block, changed)
        own_questions.write(path, bank_text.replaced(text, span, new))


def delete(folder: Path, slug: str, now: datetime) -> None:
    """Take an own question out of its file, with one undo. Answers to it are kept."""
    with own_questions.locked(folder), transaction() as tx:
        path, text, span, held = own_questions.find(folder, slug)
        block = "\n".join(text.split("\n")[slice(*span)]) + "\n"
        kept = [[deletions.OWN_QUESTION, {"slug": slug, "block": block}]]
        deletions.keep(f"The question “{held.get('text', slug)}”", kept, now)
        tx.flush()  # what can fail comes before the file
        own_questions.write(path, bank_text.replaced(text, span, ""))


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that is about to be imported: its entry, areas it may belong to, a remark."""

    values: dict
    areas: list[str]
    remark: str = ""

    @property
    def rest(self) -> dict:
        """What is there beyond the text and the area."""
        return {key: v for key, v in self.values.items() if key not in ("text", "area")}


def drafts(bank: Bank, text: str) -> list[Draft]:
    """What a pasted text, a table or TOML holds, each with its area as given or suggested.

    Raises Invalid when there is nothing that can be read.
    """
    by_name = {area.name.lower(): slug for slug, area in bank.areas.items()}
    known = {_same(question.text): question for question in bank.questions.values()}
    found = []
    for values in importing.entries(text):
        given = str(values.get("area", "")).strip()
        area = given if AREA_SLUG.fullmatch(given) else by_name.get(given.lower(), "")
        key = _same(values["text"])
        remark = "This question is in the bank already." if key in known else _remark(values)
        areas = [area] if area else bank.suggester.suggest(values["text"])
        known[key] = None
        found.append(Draft(values | {"area": area}, areas, remark))
    return found


def _remark(values: dict) -> str:
    try:
        checked({"area": "opener/introduction", "slug": "own-question"} | values)
    except Invalid as error:
        return str(error)
    return ""


def take_in(folder: Path, bank: Bank, entries: list[dict]) -> list[str]:
    """Add imported entries and return their slugs; a slug that is taken gives way to a new one."""
    taken = own_questions.slugs(folder) | set(bank.questions)
    for values in entries:
        if values.get("slug") in taken or not SLUG.fullmatch(str(values.get("slug", ""))):
            values.pop("slug", None)
        else:
            taken.add(values["slug"])
    return add_all(folder, entries)


def exported(bank: Bank) -> list[dict]:
    """The own questions of a bank as entries, in its order."""
    own = [question for question in bank.questions.values() if question.own]
    return [{key: getattr(question, key) for key in bank_text.KEYS} for question in own]


def checked(values: dict) -> dict:
    """The values of an entry, tidied; raises Invalid for what a bank file may not hold."""
    tidy = {key: _tidy(value) for key, value in values.items() if value not in ("", None, [])}
    if len(tidy.get("text", "")) > LONGEST_TEXT:
        raise Invalid(f"A question may have {LONGEST_TEXT} characters at most.")
    if not tidy.get("text"):
        raise Invalid("Write the question first.")
    if not tidy.get("area"):
        raise Invalid("Choose an area for this question.")
    try:
        question = msgspec.convert(tidy, Question)
    except msgspec.ValidationError as error:
        raise Invalid(f"This question cannot be kept: {error}.") from None
    if complaints := faults(question):
        raise Invalid(f"This question cannot be kept: {complaints[0][1]}.")
    return tidy


def _same(text: str) -> str:
    """A text without its capitals, spaces and punctuation, to tell repeats."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _tidy(value):
    if isinstance(value, str):
        return " ".join(value.split())
    return [_tidy(item) for item in value if item] if isinstance(value, list) else value
