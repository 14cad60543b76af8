from datetime import date

import pytest

from interview_practice.core.errors import Invalid
from interview_practice.core.journey import (
    Period,
    Section,
    anonymous,
    filled,
    markdown,
    period,
    without_names,
)

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, Period(date(2025, 12, 31), TODAY)),
        (date(2026, 3, 1), None, Period(date(2026, 3, 1), TODAY)),
        (date(2026, 2, 28), date(2026, 3, 1), Period(date(2026, 2, 28), date(2026, 3, 1))),
        (date(2026, 3, 1), date(2027, 1, 1), Period(date(2026, 3, 1), TODAY)),
        (TODAY, TODAY, Period(TODAY, TODAY)),
    ],
)
def test_a_period_ends_today_at_the_latest(since, until, expected):
    assert period(since, until, TODAY) == expected


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(Invalid, match="Exchange the two dates"):
        period(date(2026, 3, 2), date(2026, 3, 1), TODAY)


def test_a_period_in_words():
    words = Period(date(2025, 12, 31), TODAY).words(TODAY)
    assert words == "December 31, 2025 to March 31"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Final at Acme.", "Final at a company."),
        ("ACME and acme", "a company and a company"),
        ("Acme Labs called", "a company called"),
        ("Acmeology", "Acmeology"),
        ("AT&T (NY) wrote", "a company wrote"),
        ("by Ünal", "by a company"),
        ("נועה בע״מ כתבו", "a company כתבו"),
        ("nothing", "nothing"),
    ],
)
def test_company_names_are_replaced_whole(text, expected):
    names = ["Acme", "Acme Labs", "AT&T (NY)", "Ünal", "נועה בע״מ", " ", ""]
    assert without_names(text, names) == expected


def test_without_companies_nothing_changes():
    assert without_names("a b", []) == "a b"


def test_sections_lose_names_and_empty_ones_are_left_out():
    sections = [Section("Wins", ["Acme called"]), Section("Skills", [])]
    assert filled(anonymous(sections, ["Acme"])) == [Section("Wins", ["a company called"])]


def test_markdown_keeps_one_line_a_point():
    text = markdown("My journey", [Section("Wins", ["one\ntwo", "three"])])
    assert text == "# My journey\n\n## Wins\n\n- one two\n- three\n"
