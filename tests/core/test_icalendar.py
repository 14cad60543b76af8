from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_practice.core.icalendar import Event, calendar, escaped, folded

STAMP = datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2)))
EVENT = Event("a@b", date(2026, 2, 27), date(2026, 3, 1), "Ask; them, now", "One\nTwo")


def test_a_calendar_is_what_the_format_asks_for():
    lines = calendar([EVENT], STAMP, "Practice").split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "UID:a@b" in lines
    assert "DTSTAMP:20260329T013000Z" in lines
    assert "SUMMARY:Ask\\; them\\, now" in lines
    assert "DESCRIPTION:One\\nTwo" in lines


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        (date(2026, 2, 28), date(2026, 2, 28), "20260228", "20260301"),
        (date(2028, 2, 28), date(2028, 2, 28), "20280228", "20280229"),
        (date(2026, 3, 29), date(2026, 3, 29), "20260329", "20260330"),
        (date(2026, 10, 23), date(2026, 10, 25), "20261023", "20261026"),
        (date(2026, 12, 31), date(2026, 12, 31), "20261231", "20270101"),
    ],
)
def test_days_end_on_the_day_after_across_months_and_changes_of_the_clocks(first, last, start, end):
    text = calendar([Event("x", first, last, "x")], STAMP, "x")
    assert f"DTSTART;VALUE=DATE:{start}\r\nDTEND;VALUE=DATE:{end}\r\n" in text


@pytest.mark.parametrize(
    ("plain", "safe"),
    [
        ("a\\b", "a\\\\b"),
        ("a;b,c", "a\\;b\\,c"),
        ("a\r\nb\rc\nd", "a\\nb\\nc\\nd"),
        ("bell\x07 end\x7f", "bell end"),
        ("BEGIN:VEVENT\r\nEND:VEVENT", "BEGIN:VEVENT\\nEND:VEVENT"),
    ],
)
def test_text_is_escaped(plain, safe):
    assert escaped(plain) == safe


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_folding_keeps_every_character_in_lines_of_75_bytes(text):
    lines = folded(text).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] + "".join(line.removeprefix(" ") for line in lines[1:]) == text


def test_a_right_to_left_name_and_an_emoji_survive_folding():
    summary = "Ask " + "שרה 🙂 " * 20
    text = calendar([Event("x", date(2026, 1, 1), date(2026, 1, 1), summary)], STAMP, "x")
    assert summary in text.replace("\r\n ", "")


def test_the_stamp_is_in_utc():
    text = calendar([EVENT], datetime(2026, 1, 1, tzinfo=UTC), "x")
    assert "DTSTAMP:20260101T000000Z" in text
