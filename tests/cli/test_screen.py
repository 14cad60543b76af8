import pytest
from rich.console import Console

from interview_practice.cli.screen import BAR, Screen, bar, recording


@pytest.mark.parametrize(
    ("level", "full"), [(0, 0), (0.0005, 0), (0.001, 0), (0.0316, BAR // 2), (1, BAR), (2, BAR)]
)
def test_the_level_bar_is_even_in_decibels(level, full):
    assert bar(level) == "█" * full + "·" * (BAR - full)


def lines(seconds, target, text=""):
    console = Console(width=80, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    with console.file:
        console.print(recording(seconds, target, 0.5, text, 80))
        return console.export_text()


def test_elapsed_time_is_held_against_the_target():
    assert "0:42 of 1:30" in lines(42, 90)
    assert "past" not in lines(90, 90)
    assert "0:12 past the target" in lines(102, 90)


def test_only_the_last_lines_of_a_long_answer_are_shown():
    text = " ".join(f"word{n}" for n in range(500))
    shown = lines(100, 90, text)
    assert "word499" in shown
    assert "word0 " not in shown
    assert len(shown.splitlines()) <= 8


def test_markup_in_what_was_said_stays_text(capsys):
    Screen(Console(width=80)).say("[red]not red[/red]")
    assert capsys.readouterr().out == "[red]not red[/red]\n"
