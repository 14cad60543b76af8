"""Bank files as text: entries written, found and taken out without touching the lines around."""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from itertools import pairwise

KEYS = (
    "slug", "text", "area", "covers", "follow_ups", "push_back", "framework", "seconds", "roles",
    "level", "difficulty",
)  # fmt: skip
"""The keys of an entry in the order they are written."""

LONGEST_SLUG = 60

_HEADER = re.compile(r"\s*\[\[?[^\[\]]+\]\]?\s*(#.*)?")
_QUESTION = re.compile(r"\s*\[\[\s*question\s*\]\]")


def entry(values: Mapping) -> str:
    """A `[[question]]` table; empty values are left out."""
    lines = [f"{key} = {value(values[key])}" for key in KEYS if values.get(key)]
    return "\n".join(["[[question]]", *lines, ""])


def value(given: str | int | list[str]) -> str:
    """A TOML value; a list stands on lines of its own, so that version control sees each."""
    if isinstance(given, list):
        return "".join(["[\n", *(f"  {value(item)},\n" for item in given), "]"])
    # What JSON escapes, TOML escapes the same way; only DEL is raw in JSON and forbidden in TOML.
    return json.dumps(given, ensure_ascii=False).replace("\x7f", "\\u007f")


def spans(text: str) -> list[tuple[int, int]]:
    """The lines [first, behind the last) of every question; comments that follow an entry are
    not part of it, since they mostly belong to the next one."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _HEADER.fullmatch(line)]
    found = []
    for start, behind in pairwise([*starts, len(lines)]):
        if _QUESTION.match(lines[start]):
            while not lines[behind - 1].strip() or lines[behind - 1].lstrip().startswith("#"):
                behind -= 1
            found.append((start, behind))
    return found


def replaced(text: str, span: tuple[int, int], new: str) -> str:
    """The text with other lines in the place of a span; with none, its blank line goes too."""
    lines = text.split("\n")
    start, behind = span
    if not new and behind < len(lines) and not lines[behind].strip():
        behind += 1
    lines[start:behind] = new.rstrip("\n").split("\n") if new else []
    return "\n".join(lines)


def slugified(text: str) -> str:
    """The words of a text in a-z, 0-9 and hyphens, as many as fit."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
    return slug if len(slug) <= LONGEST_SLUG else slug[:LONGEST_SLUG].rpartition("-")[0]


def new_slug(text: str, taken: Collection[str]) -> str:
    """A slug from the words of a question, with a number behind it when it is taken."""
    slug = f"own-{slugified(text) or 'question'}"
    if slug not in taken:
        return slug
    return next(f"{slug}-{n}" for n in range(2, len(taken) + 3) if f"{slug}-{n}" not in taken)
