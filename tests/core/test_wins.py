from datetime import date

from interview_practice.core.wins import Noticed, Round, first_solids, held, retired, rounds

DAY = date(2026, 3, 3)
NAMES = {"behavioural/conflict": "Conflict"}


def test_a_first_solid_answer():
    assert first_solids({"behavioural/conflict": DAY}, NAMES) == [
        Noticed("first-solid/behavioural/conflict", DAY, "First solid answer in conflict.")
    ]


def test_an_area_that_left_the_bank_is_named_by_its_slug():
    [win] = retired({"values/work-style": DAY}, NAMES)
    assert win.text == "Ready: work style held three times."


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
