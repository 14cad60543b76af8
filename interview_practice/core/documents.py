"""Answers and interviews as Markdown, to be read without this program."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def plain(text: str) -> str:
    """Text in which Markdown finds nothing of its own."""
    return SPECIAL.sub(r"\\\1", text)


def file_name(*parts: str) -> str:
    """A name that every file system takes: letters, digits, points and hyphens."""
    words = re.findall(r"[\w.]+", " ".join(parts))
    return "-".join(words)[:100].strip(".-") or "untitled"


def page(title: str, facts: Iterable[tuple[str, object]],
         chapters: Iterable[tuple[str, str | Sequence[str]]]) -> str:  # fmt: skip
    """A title, a list of facts, then chapters of prose or of points; empty ones are left out."""
    lines = [f"# {plain(title)}", ""]
    lines += [f"- {name}: {plain(str(value))}" for name, value in facts if value not in (None, "")]
    for heading, content in chapters:
        if content:
            lines += ["", f"## {heading}", "", *_body(content)]
    return "\n".join(lines).rstrip() + "\n"


def day(moment: datetime, zone) -> str:
    """A moment in the user's zone: 2026-03-03 10:00."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _body(content: str | Sequence[str]) -> list[str]:
    if isinstance(content, str):
        return [plain(content)]
    return [f"- {plain(point)}" for point in content]
