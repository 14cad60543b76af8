"""One page of what was learned and gained in a period, safe to share."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from interview_practice.core.days import named
from interview_practice.core.errors import Invalid

IN_PLACE_OF_A_NAME = "a company"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included."""

    since: date
    until: date

    def words(self, today: date) -> str:
        return f"{named(self.since, today)} to {named(self.until, today)}"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines, in the order they happened."""

    title: str
    lines: Sequence[str]


def period(since: date | None, until: date | None, today: date, days: int = 90) -> Period:
    """The chosen period; the last three months where nothing was chosen."""
    until = min(until or today, today)
    since = since or date.fromordinal(until.toordinal() - days)
    if since > until:
        raise Invalid("The period ends before it begins. Exchange the two dates.")
    return Period(since, until)


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with every one of these names replaced, whatever their case; longer names first,
    so that “Acme Labs” does not leave “Labs” behind."""
    known = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    if not known:
        return text
    any_name = "|".join(re.escape(name) for name in known)
    return re.sub(rf"(?<!\w)(?:{any_name})(?!\w)", IN_PLACE_OF_A_NAME, text, flags=re.IGNORECASE)


def anonymous(sections: Iterable[Section], names: Iterable[str]) -> list[Section]:
    names = list(names)
    return [
        Section(section.title, [without_names(line, names) for line in section.lines])
        for section in sections
    ]


def filled(sections: Iterable[Section]) -> list[Section]:
    """The sections that have something to say."""
    return [section for section in sections if section.lines]


def markdown(title: str, sections: Iterable[Section]) -> str:
    """The page as text to keep."""
    parts = [f"# {title}"]
    for section in sections:
        lines = "\n".join(f"- {' '.join(line.split())}" for line in section.lines)
        parts.append(f"## {section.title}\n\n{lines}")
    return "\n\n".join(parts) + "\n"
