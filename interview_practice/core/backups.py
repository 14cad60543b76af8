"""Backups: what one holds, and which automatic ones are kept."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "practice.db"

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many automatic backups are kept: the newest of each of so many days, weeks, months."""

AUTOMATIC = "auto-%Y%m%d-%H%M%S.db"

_PART = r"[\w .()+-]*[\w()+-]"
_RECORDING = r"recordings/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(?:pcm|flac)"
_HELD = re.compile(rf"{DATABASE}|speech-model|{_RECORDING}|questions/(?:{_PART}/)*{_PART}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a backup: its place in the data folder, its length and its SHA-256."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. `schema` is the revision of its database."""

    format: int
    program: str
    schema: str
    made_at: str
    files: list[Entry]

    @property
    def bytes(self) -> int:
        return sum(entry.bytes for entry in self.files)


def allowed(path: str) -> bool:
    """Whether a path is one that a backup may write: nothing outside the folder's own parts."""
    return _HELD.fullmatch(path) is not None


def automatic(made: datetime) -> str:
    """The file name of an automatic backup."""
    return made.strftime(AUTOMATIC)


def made_at(name: str) -> datetime | None:
    """When an automatic backup was made, from its name, in local time; None for other files."""
    try:
        return datetime.strptime(name, AUTOMATIC)
    except ValueError:
        return None


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Which automatic backups stay: the newest of each day, week and month, up to a number."""
    newest_first = sorted(moments, reverse=True)
    periods: list[tuple[int, Callable[[datetime], object]]] = [
        (DAYS, datetime.date),
        (WEEKS, lambda moment: moment.isocalendar()[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    ]
    stay: set[datetime] = set()
    for count, period in periods:
        first: dict[object, datetime] = {}
        for moment in newest_first:
            first.setdefault(period(moment), moment)
        stay.update(list(first.values())[:count])
    return stay
