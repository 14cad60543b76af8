from datetime import UTC, date, datetime, timedelta

import pytest

from interview_practice.core.readiness import Rated
from interview_practice.core.wins import (
    Noticed,
    Round,
    first_ready_at,
    first_solid_at,
    first_solids,
    held,
    retired,
    rounds,
)

DAY = date(2026, 3, 3)
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
NAMES = {"behavioural/conflict": "Conflict"}


def test_a_first_solid_answer():
    assert first_solids({"behavioural/conflict": DAY}, NAMES) == [
        Noticed("first-solid/behavioural/conflict", DAY, "First solid answer in conflict.")
    ]


def test_an_area_that_left_the_bank_is_named_by_its_slug():
    [win] = retired({"values/work-style": DAY}, NAMES)
    assert win.text == "Ready: work style held on three days."


def solid(day: int, reviewed: int | None = 3) -> Rated:
    return Rated(f"q{day}", NOON + timedelta(days=day), 3, reviewed)


@pytest.mark.parametrize(
    ("answers", "failures", "expected"),
    [
        ([], [], None),
        ([solid(0), solid(1)], [], None),
        ([solid(0), solid(1), solid(2), solid(9)], [], 2),
        ([solid(0, None), solid(1, None), solid(2, None)], [], None),
        ([solid(0, None), solid(1), solid(2, 2), solid(3), solid(4)], [], 4),
        ([solid(0), solid(1), solid(2)], [9], 2),
        ([solid(0), solid(1), solid(3), solid(4), solid(5)], [2], 5),
    ],
)
def test_an_area_retires_on_the_day_it_was_first_ready(answers, failures, expected):
    failed = [NOON + timedelta(days=day) for day in failures]
    found = first_ready_at(answers, failed, UTC)
    assert found == (None if expected is None else NOON + timedelta(days=expected))


def test_the_first_solid_answer_is_the_first_that_stands():
    answers = [solid(0, 2), Rated("q", NOON + timedelta(days=1), 2, 3), solid(2)]
    assert first_solid_at(answers) == NOON + timedelta(days=1)
    assert first_solid_at(answers[:1]) is None


def test_finals_and_offers_count_and_other_rounds_do_not():
    found = rounds([
        Round(1, "final", "rejected", DAY, "analyst", "Acme"),
        Round(2, "final", "offer", DAY, "", "Beta"),
        Round(3, "panel", "next-round", DAY, "analyst", "Acme"),
    ])  # fmt: skip
    assert [(win.key, win.text) for win in found] == [
        ("final/1", "Reached the final round for analyst."),
        ("offer/2", "An offer."),
        ("final/2", "Reached the final round."),
    ]


def test_the_company_is_never_part_of_the_sentence():
    [win] = held([(4, DAY, "behavioural/conflict", "Acme")], NAMES)
    assert win.text == "It came up in an interview and held: conflict."
    assert win.place == "Acme"
