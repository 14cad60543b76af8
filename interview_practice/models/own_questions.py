"""The user's own questions: TOML files in the data folder, which they may also edit by hand."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tomli
from filelock import FileLock

from interview_practice.core import bank_text
from interview_practice.core.errors import Conflict, NotFound

FILE = "own.toml"
_SLUG = re.compile(r'^\s*slug\s*=\s*["\'](.+?)["\']', re.MULTILINE)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One writer at a time, be it a page or a command."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        yield


def slugs(folder: Path) -> set[str]:
    """Every slug in the folder, also in files that cannot be read as TOML just now."""
    texts = (path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*.toml"))
    return {slug for text in texts for slug in _SLUG.findall(text)}


def append(folder: Path, entries: list[str]) -> Path:
    """Put entries at the end of `own.toml`; while that is broken, into the next file that is not.

    What is in the file stays as it is, byte for byte.
    """
    number = 1
    while True:
        path = folder / (FILE if number == 1 else f"own-{number}.toml")
        before = _read(path) if path.exists() else ""
        if before is not None:
            ended = before if before.endswith("\n") or not before else before + "\n"
            text = "\n".join([*filter(None, [ended]), *entries])
            if _tables(text):
                write(path, text)
                return path
        number += 1


def put_back(folder: Path, slug: str, block: str) -> None:
    """Append an entry as it was, with its comments. Raises Conflict for a slug taken since."""
    if slug in slugs(folder):
        raise Conflict(f"The question cannot be put back: there is another one called {slug!r}.")
    append(folder, [block])


def find(folder: Path, slug: str) -> tuple[Path, str, tuple[int, int], dict]:
    """(file, its text, the lines of the entry, its values) of a question of the folder.

    Raises NotFound, and Conflict for a file that is laid out so that it is better edited by hand.
    """
    for path in sorted(folder.rglob("*.toml")):
        text = _read(path)
        entries = _tables(text) if text and slug in text else []
        index = next((n for n, values in enumerate(entries) if values.get("slug") == slug), None)
        if index is None:
            continue
        spans = bank_text.spans(text)
        if len(spans) != len(entries):
            raise Conflict(f"{path.name} is laid out in a way that is better edited by hand.")
        return path, text, spans[index], entries[index]
    raise NotFound(f"There is no question of your own called {slug!r}.")


def write(path: Path, text: str) -> None:
    """Replace a file at once: after a crash there is the old one or the new one, never half."""
    part = path.with_name(f".{path.name}.part")
    with open(part, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)


def edited(block: str, values: dict) -> str:
    """The lines of one entry with other values; comments beside and between them stay."""
    import tomlkit  # kept out of the start: only an edit needs it

    document = tomlkit.parse(block)
    table = document["question"][0]
    for key in bank_text.KEYS:
        if not values.get(key):
            table.pop(key, None)
        elif table.get(key) != values[key]:
            table[key] = tomlkit.parse(f"v = {bank_text.value(values[key])}")["v"]
    return tomlkit.dumps(document)


def _read(path: Path) -> str | None:
    """The text of a file, line ends as they are; None when it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def _tables(text: str) -> list[dict]:
    """The questions in a text; none when it is not valid TOML."""
    try:
        entries = tomli.loads(text.removeprefix("\ufeff")).get("question", [])
    except tomli.TOMLDecodeError:
        return []
    return [entry for entry in entries if isinstance(entry, dict)]
