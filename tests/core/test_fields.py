from datetime import date

import pytest

from interview_practice.core import fields
from interview_practice.core.errors import Invalid

TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  a  b ", "a b"), ("a\r\nb", "a b"), ("נועה 🙂", "נועה 🙂"), ("<b>x</b>", "<b>x</b>")],
)
def test_a_line_is_one_line(text, expected):
    assert fields.line("The name", text) == expected


@pytest.mark.parametrize("text", [None, "", " \n\t "])
def test_an_empty_line_is_refused_by_name(text):
    with pytest.raises(Invalid, match="The name is empty"):
        fields.line("The name", text)
    assert fields.optional_line("The name", text) == ""


def test_a_line_or_a_text_that_is_too_long_is_refused_with_its_length():
    with pytest.raises(Invalid, match="at most; this has 201"):
        fields.line("The name", "x" * 201)
    with pytest.raises(Invalid, match="20,000 characters at most; this has 20,001"):
        fields.prose("The notes", "x" * 20_001)


def test_prose_keeps_its_lines():
    assert fields.prose("The notes", " a\r\n\r\nb \r") == "a\n\nb"


@pytest.mark.parametrize(("text", "expected"), [("", None), (None, None), ("2028-02-29",) * 2])
def test_a_day(text, expected):
    found = fields.day("The day", text)
    assert found == (date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize("text", ["2026-02-29", "03/03/2026", "tomorrow", "2026-13-01"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(Invalid, match="must be a date such as 2026-03-01"):
        fields.day("The day", text)


@pytest.mark.parametrize("text", ["0026-11-22", "0206-03-01", "9999-12-31"])
def test_a_slip_in_the_year_is_refused(text):
    year = int(text[:4])
    with pytest.raises(Invalid, match=f"The day would be in the year {year}. Check the year."):
        fields.day("The day", text)


def test_a_past_day_is_today_at_the_latest():
    assert fields.past_day("The day", "", TODAY) == TODAY
    assert fields.past_day("The day", "2026-03-03", TODAY) == TODAY
    with pytest.raises(Invalid, match="in the future"):
        fields.past_day("The day", "2026-03-04", TODAY)
