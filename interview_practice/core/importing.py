"""Questions from elsewhere: pasted lines, CSV, a spreadsheet's export, or a bank file's TOML."""

import csv
import io
import re
import tomllib

from interview_practice.core.errors import Invalid
from interview_practice.core.questions import AREA_SLUG, LEVELS

MOST = 1_000
"""Questions in one go."""

COLUMNS = {
    "text": "text question questions prompt wording",
    "area": "area topic category type",
    "slug": "slug id",
    "covers": "covers points checklist notes",
    "follow_ups": "follow_ups follow-ups followups",
    "push_back": "push_back push-back pushback",
    "framework": "framework structure",
    "seconds": "seconds time length",
    "roles": "roles role",
    "level": "level",
    "difficulty": "difficulty",
}
"""What a column may be called in the first row of a table."""

_NAMES = {name: key for key, names in COLUMNS.items() for name in names.split()}
_LISTS = ("covers", "follow_ups", "roles")
_RANGES = {"seconds": range(10, 601), "difficulty": range(1, 4)}
_MARK = re.compile(r"^\s*(?:[-*\u2022\u2013\u2014>]+|\(?\d{1,3}[.):]|Q\d*[.:])\s+", re.IGNORECASE)


def decoded(file: bytes) -> str:
    """The text of a file as spreadsheets and editors save it; raises Invalid for other files."""
    if file.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Invalid("This is a spreadsheet's own format. Save it as CSV there, and choose that.")
    if file.startswith((b"\xff\xfe", b"\xfe\xff")):
        return file.decode("utf-16", errors="replace")
    if b"\0" in file:
        raise Invalid("This is not a text file. CSV, TOML and plain text can be read.")
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        return file.decode("cp1252", errors="replace")


def entries(text: str) -> list[dict]:
    """The questions of a text as entries of a bank file; `text` is there, the rest may be.

    Raises Invalid when nothing can be read, and for more than MOST questions.
    """
    if re.search(r"^\s*\[\[\s*question\s*\]\]", text, re.MULTILINE):
        found = _toml(text)
    else:
        try:
            found = _table(text) or _lines(text)
        except csv.Error as error:
            raise Invalid(f"This table cannot be read: {error}.") from None
    if not found:
        raise Invalid("No question was found. Write one a line, or a table with a question column.")
    if len(found) > MOST:
        raise Invalid(f"{len(found):,} questions at once are too many; {MOST:,} are the most.")
    return found


def table(questions: list[dict]) -> str:
    """Entries as CSV, which `entries` reads again and spreadsheets open."""
    out = io.StringIO()
    out.write("\ufeff")  # tells spreadsheets that this is UTF-8
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    for values in questions:
        row = {k: "\n".join(v) if isinstance(v, list) else v for k, v in values.items()}
        writer.writerow(row)
    return out.getvalue()


def _toml(text: str) -> list[dict]:
    try:
        found = tomllib.loads(text).get("question", [])
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"This is not valid TOML: {error}.") from None
    return [entry for entry in found if isinstance(entry, dict) and _said(entry.get("text"))]


def _table(text: str) -> list[dict]:
    """The rows below a first row that names a question column, whatever parts the cells; or rows
    of tabs without names, as they are copied out of a spreadsheet."""
    lines = text.lstrip("\ufeff\n\r ").splitlines(keepends=True)
    if not lines:
        return []
    for mark in "\t;,":
        names = [_key(cell) for cell in next(csv.reader(lines[:1], delimiter=mark), [])]
        if "text" in names and (len(names) > 1 or mark == ","):
            rows = csv.reader(lines[1:], delimiter=mark)
            return [found for row in rows if (found := _row(names, row)).get("text")]
    if all("\t" in line for line in lines if line.strip()):
        rows = map(_unnamed, csv.reader(lines, delimiter="\t"))
        return [row for row in rows if row["text"]]
    return []


def _row(names: list[str | None], cells: list[str]) -> dict:
    found: dict = {}
    for name, cell in zip(names, cells, strict=False):
        if name is None or not _said(cell):
            continue
        if name in _LISTS:
            found[name] = [part.strip() for part in re.split(r"[\n;|]", cell) if part.strip()]
        elif name in _RANGES:
            number = int(cell) if cell.strip().isdecimal() else 0
            found |= {name: number} if number in _RANGES[name] else {}
        elif name == "level":
            found |= {name: cell.strip().lower()} if cell.strip().lower() in LEVELS else {}
        elif name not in found:
            found[name] = _tidy(cell)
    return found


def _unnamed(cells: list[str]) -> dict:
    """The longest cell is the question; one that looks like an area is its area."""
    areas = [cell.strip() for cell in cells if AREA_SLUG.fullmatch(cell.strip())]
    text = max((cell for cell in cells if cell.strip() not in areas), key=len, default="")
    return {"text": _tidy(text)} | ({"area": areas[0]} if areas else {})


def _lines(text: str) -> list[dict]:
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return [{"text": tidy} for line in lines if (tidy := _tidy(_MARK.sub("", line)))]


def _key(name: str) -> str | None:
    return _NAMES.get(name.strip().lower().replace(" ", "_"))


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _said(text) -> bool:
    return isinstance(text, str) and bool(text.strip())
