"""Own questions: add, edit and delete them in the data folder's TOML files."""

from pathlib import Path

import msgspec

from interview_practice.core import bank_text
from interview_practice.core.errors import Conflict, Invalid
from interview_practice.core.questions import Question, faults
from interview_practice.models import own_questions

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


def delete(folder: Path, slug: str) -> None:
    """Take an own question out of its file. Answers to it are kept."""
    with own_questions.locked(folder):
        path, text, span, _ = own_questions.find(folder, slug)
        own_questions.write(path, bank_text.replaced(text, span, ""))


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


def _tidy(value):
    if isinstance(value, str):
        return " ".join(value.split())
    return [_tidy(item) for item in value if item] if isinstance(value, list) else value
