"""One week on one page, as plain data and as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from typing import Any

from interview_practice.core.days import named


@dataclass(frozen=True, slots=True)
class AreaWeek:
    """What was done in an area in the week, and where it stands since."""

    area: str
    name: str
    answers: int
    mean: float | None
    strength: float | None
    readiness: str
    comes_back: date | None


@dataclass(frozen=True, slots=True)
class Weekly:
    """A week of practice. `goal` is the number of answers wanted, if any."""

    start: date
    answers: int
    days: int
    minutes: float
    words: int
    goal: int | None
    areas: Sequence[AreaWeek]
    ready: Sequence[str]
    gut: str
    next_week: Sequence[tuple[date, Sequence[str]]]

    @property
    def end(self) -> date:
        return self.start + timedelta(days=6)

    @property
    def sentence(self) -> str:
        if not self.answers:
            return "No answers this week. What is due waits."
        words = f", {self.words:,} words" if self.words else ""
        return (
            f"{plural(self.answers, 'answer')} on {plural(self.days, 'day')}, "
            f"{spoken(self.minutes)}{words}."
        )

    def to_dict(self) -> dict[str, Any]:
        """As JSON takes it: dates as text."""
        return _plain(self) | {"end": self.end.isoformat(), "sentence": self.sentence}


def spoken(minutes: float) -> str:
    """How long somebody spoke, as part of a sentence about their answers."""
    if not minutes:
        return "all typed"
    return f"{plural(round(minutes), 'minute') if minutes >= 1 else 'less than a minute'} spoken"


def plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def markdown(week: Weekly) -> str:
    """The page as text that any editor shows. Names are the bank's or the user's own."""
    parts = [f"# {title(week)}", week.sentence]
    if week.goal:
        parts.append(f"Your goal: {plural(week.goal, 'answer')} a week.")
    if week.areas:
        parts += ["## Practiced", _table(week)]
    if week.ready:
        parts += ["## Ready", "\n".join(f"- {_text(name)}" for name in week.ready)]
    if week.gut:
        parts += ["## Gut and ear", _text(week.gut)]
    if week.next_week:
        lines = (f"- {day:%A}, {named(day, week.end)}: {_text(', '.join(names))}"
                 for day, names in week.next_week)  # fmt: skip
        parts += ["## Comes back next", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def title(week: Weekly) -> str:
    return f"Week of {named(week.start, week.end)} to {named(week.end, week.end)}, {week.end.year}"


def _table(week: Weekly) -> str:
    lines = [
        "| Area | Answers | Mean rating | Strength | Comes back | Readiness |",
        "|---|---:|---:|---:|---|---|",
    ]
    for row in week.areas:
        back = named(row.comes_back, week.end) if row.comes_back else ""
        cells = (_text(row.name), row.answers, _number(row.mean), _number(row.strength), back,
                 row.readiness)  # fmt: skip
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _text(text: str) -> str:
    """Text that Markdown leaves as it is."""
    one_line = " ".join(text.split())
    return "".join("\\" + c if c in "\\`*_[]<>|#" else c for c in one_line)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
