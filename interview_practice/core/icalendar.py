"""Calendar files as RFC 5545 wants them: folded lines, escaped text, moments in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE_BYTES = 75
ALARM_AT = "PT9H"
"""Nine in the morning, counted from the start of an all-day event."""


@dataclass(frozen=True, slots=True)
class Event:
    """One or more whole days; `last` is included. The same `uid` is the same event for ever."""

    uid: str
    first: date
    last: date
    summary: str
    description: str = ""


def calendar(events: Iterable[Event], stamp: datetime, name: str) -> str:
    """A calendar file with these events, as written at `stamp`."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//interview_practice//reminders//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + "\r\n" for line in lines)


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line break are escaped, controls dropped."""
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n")):
        text = text.replace(plain, safe)
    kept = "".join(c for c in text if c in "\n\t" or not (ord(c) < 32 or ord(c) == 127))
    return kept.replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 bytes that never cut a character in two."""
    pieces, piece, room = [], "", LINE_BYTES
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", LINE_BYTES - 1  # the space that continues a line counts
        piece += character
        room -= size
    return "\r\n ".join([*pieces, piece])


def _event(event: Event, stamp: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(event.summary)}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{escaped(event.description)}")
    lines += ["TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{ALARM_AT}",
              f"DESCRIPTION:{escaped(event.summary)}", "END:VALARM", "END:VEVENT"]  # fmt: skip
    return lines
