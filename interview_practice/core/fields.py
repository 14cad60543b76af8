"""What people type into fields: trimmed, checked, and refused with a sentence."""

from datetime import date

from interview_practice.core.errors import Invalid

LONGEST_LINE = 200
LONGEST_TEXT = 20_000
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A year outside is a slip: browsers make the year 26 of 11/22/26."""


def line(name: str, text: str | None, longest: int = LONGEST_LINE) -> str:
    """One line that must not be empty; line breaks become spaces."""
    found = optional_line(name, text, longest)
    if not found:
        raise Invalid(f"{name} is empty. A word or two is enough.")
    return found


def optional_line(name: str, text: str | None, longest: int = LONGEST_LINE) -> str:
    found = " ".join((text or "").split())
    if len(found) > longest:
        raise Invalid(f"{name} may have {longest} characters at most; this has {len(found)}.")
    return found


def prose(name: str, text: str | None, longest: int = LONGEST_TEXT) -> str:
    """Text of any number of lines, empty or not, with plain line ends."""
    found = (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(found) > longest:
        raise Invalid(f"{name} may have {longest:,} characters at most; this has {len(found):,}.")
    return found


def day(name: str, text: str | None) -> date | None:
    """A date as browsers send it, 2026-03-01; None when the field was left empty."""
    if not (text or "").strip():
        return None
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(f"{name} must be a date such as 2026-03-01, not {text!r}.") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Invalid(f"{name} would be in the year {found.year}. Check the year.")
    return found


def past_day(name: str, text: str | None, today: date) -> date:
    """A date up to today; today when the field was left empty."""
    found = day(name, text) or today
    if found > today:
        raise Invalid(f"{name} is in the future. Choose today or an earlier day.")
    return found
