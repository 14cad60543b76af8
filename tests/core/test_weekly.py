import json
from dataclasses import replace
from datetime import date

import pytest

from interview_practice.core.weekly import AreaWeek, Weekly, markdown, title

AREA = AreaWeek("values/fit", "Values: fit", 3, 2.67, 2.5, "Solid on 1 of 3 days.",
                date(2026, 3, 10))  # fmt: skip
WEEK = Weekly(
    start=date(2026, 3, 2), answers=3, days=2, minutes=4.5, words=512, goal=10, areas=[AREA],
    ready=["Opener: introducing yourself"], gut="Right after speaking, your rating is about right "
    "(4 pairs).", next_week=[(date(2026, 3, 10), ["Values: fit"])],
)  # fmt: skip

EXPECTED = """\
# Week of March 2 to March 8, 2026

3 answers on 2 days, 4 minutes spoken, 512 words.

Your goal: 10 answers a week.

## Practiced

| Area | Answers | Mean rating | Strength | Comes back | Readiness |
|---|---:|---:|---:|---|---|
| Values: fit | 3 | 2.7 | 2.5 | March 10 | Solid on 1 of 3 days. |

## Ready

- Opener: introducing yourself

## Gut and ear

Right after speaking, your rating is about right (4 pairs).

## Comes back next

- Tuesday, March 10: Values: fit
"""


def test_the_week_as_markdown():
    assert markdown(WEEK) == EXPECTED


def test_the_week_as_json_has_dates_as_text():
    plain = json.loads(json.dumps(WEEK.to_dict()))
    assert (plain["start"], plain["end"]) == ("2026-03-02", "2026-03-08")
    assert plain["areas"][0]["comes_back"] == "2026-03-10"
    assert plain["next_week"] == [["2026-03-10", ["Values: fit"]]]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"answers": 0}, "No answers this week. What is due waits."),
        ({"answers": 1, "days": 1, "minutes": 0.0, "words": 0},
         "1 answer on 1 day, all typed."),
        ({"answers": 1, "days": 1, "minutes": 0.4, "words": 60},
         "1 answer on 1 day, less than a minute spoken, 60 words."),
        ({"answers": 1, "days": 1, "minutes": 1.2, "words": 160},
         "1 answer on 1 day, 1 minute spoken, 160 words."),
        ({"answers": 1200, "days": 7, "words": 90000},
         "1,200 answers on 7 days, 4 minutes spoken, 90,000 words."),
    ],
)  # fmt: skip
def test_the_week_in_a_sentence(changes, sentence):
    assert replace(WEEK, **changes).sentence == sentence


def test_an_empty_week_has_no_empty_headings():
    empty = Weekly(date(2026, 3, 2), 0, 0, 0.0, 0, None, [], [], "", [])
    assert "##" not in markdown(empty)


def test_names_cannot_break_the_table():
    area = replace(AREA, name="A | <b>\nline* [x](y)")
    text = markdown(replace(WEEK, areas=[area]))
    assert "| A \\| \\<b\\> line\\* \\[x\\](y) | 3 |" in text


def test_a_week_across_new_year_names_both():
    assert (
        title(replace(WEEK, start=date(2025, 12, 29)))
        == "Week of December 29, 2025 to January 4, 2026"
    )
