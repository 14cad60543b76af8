"""What `rehearse` shows; drawn in place on a terminal, plain lines anywhere else."""

import math
from contextlib import contextmanager

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from interview_practice.core import days
from interview_practice.core.meters import Meter
from interview_practice.core.questions import TYPE_NAMES, Area, Question
from interview_practice.core.schedule import NAMES

QUIETEST = -60
"""Decibels at which the level bar is empty."""

BAR = 16
LIVE_LINES = 6


class Screen:
    """Prints for a person; on a terminal, the recording in progress is drawn in place."""

    def __init__(self, console: Console | None = None):
        self.console = console or Console(highlight=False)

    def say(self, text: str = "", style: str = "") -> None:
        self.console.print(Text(text, style=style), soft_wrap=not self.console.is_terminal)

    def question(self, question: Question, area: Area, reason: str, place: str,
                 follow_up: bool) -> None:  # fmt: skip
        """A question or a follow-up; `place` is as in 2 of 5."""
        self.say()
        kind = "Follow-up" if follow_up else TYPE_NAMES.get(question.type, question.type)
        self.say(f"Question {place} · {kind} · {area.name}", "dim")
        self.say()
        self.say(question.text, "bold")
        self.say()
        self.say(f"{reason} Aim for {clock(question.seconds)}.", "dim")

    def ratings(self, preview: dict[int, int]) -> None:
        """The four ratings, each with what it leads to."""
        self.say()
        self.say("How did it feel?")
        for rating, name in NAMES.items():
            away = preview[rating]
            self.say(f"  {rating}  {name}, again {'tomorrow' if away == 1 else f'in {away} days'}")

    def answer(self, text: str, meters: list[Meter]) -> None:
        self.say()
        self.say(text or "Nobody spoke.")
        self.say()
        for meter in meters:
            self.say(f"  {meter.sentence}", "dim")

    def summary(self, rows: list[tuple[str, int | None, str]]) -> None:
        """(question, rating, when it comes back) for each question of the session."""
        self.say()
        self.say("That was the session.", "bold")
        for question, rating, due in rows:
            self.say(f"  {NAMES.get(rating, 'Not rated')}: {question}{due}")

    @contextmanager
    def recording(self, target: int):
        """Gives a function that shows (seconds, level 0 to 1, text so far). Before its first call
        there is no sound yet."""
        if not self.console.is_terminal:
            once = iter(["Recording. Enter stops."])
            yield lambda seconds, level, text: [self.say(line) for line in once]
            return
        waits = Text("Waiting for the microphone.", style="dim")
        with Live(waits, console=self.console, refresh_per_second=10, transient=True) as live:
            yield lambda seconds, level, text: live.update(
                recording(seconds, target, level, text, self.console.width)
            )


def recording(seconds: float, target: int, level: float, text: str, width: int) -> Group:
    """The lines that change while someone speaks."""
    line = Text.assemble(
        ("● Recording  ", "red"), (bar(level), "cyan"), f"  {clock(seconds)} of {clock(target)}",
        (f"  {clock(seconds - target)} past the target" if seconds > target else "", "yellow"),
        ("  Enter stops.", "dim"),
    )  # fmt: skip
    shown = Text(text).wrap(Console(width=width), width)[-LIVE_LINES:]
    return Group(line, Text(), *shown)


def bar(level: float) -> str:
    """A level from 0 to 1 as a bar, evenly in decibels."""
    decibels = 20 * math.log10(level) if level > 0 else QUIETEST
    full = round(BAR * min(1.0, max(0.0, 1 - decibels / QUIETEST)))
    return "█" * full + "·" * (BAR - full)


def clock(seconds: float) -> str:
    """Seconds as 1:42."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def comes_back(due, now) -> str:
    return f" Comes back {days.comes_back(due, now)}."
