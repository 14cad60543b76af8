from datetime import UTC, date, datetime, timedelta

import pytest

from interview_practice.core import interviews
from interview_practice.core.errors import Invalid
from interview_practice.core.interviews import Details, Thoughts, Went
from tests.fakes import NOW

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("", []),
        ("  \n\r\n ", []),
        ("Why us?", ["Why us?"]),
        ("- Why us?\n* Why now?\n• And why you?", ["Why us?", "Why now?", "And why you?"]),
        ("1. Why us?\n(2) Why now?\n3) Why you?\na) Why?",
         ["Why us?", "Why now?", "Why you?", "Why?"]),
        ("Why us?\nwhy us\nWHY US ?", ["Why us?"]),
        ("  Why\tus?  ", ["Why us?"]),
        ("3 things you are proud of?", ["3 things you are proud of?"]),
        ("2023 was hard, why?", ["2023 was hard, why?"]),
        ("למה אתה רוצה לעבוד כאן?", ["למה אתה רוצה לעבוד כאן?"]),
        ("😬\n😀", ["😬", "😀"]),
        ("<script>alert(1)</script>", ["<script>alert(1)</script>"]),
    ],
)  # fmt: skip
def test_a_paste_is_one_question_a_line(text, questions):
    assert interviews.questions_in(text) == questions


def test_a_whole_document_is_not_taken_for_questions():
    with pytest.raises(Invalid, match="That is 500 lines"):
        interviews.checked_questions("\n".join(f"Line {n}" for n in range(500)))


def test_a_whole_paragraph_is_not_taken_for_a_question():
    with pytest.raises(Invalid, match="begins with “wwww"):
        interviews.checked_questions("w" * 501)


@pytest.mark.parametrize(
    ("company", "role", "expected"),
    [
        ("Lindt", "Analyst", 1),
        ("LINDT ", "analyst", 1),
        ("Lindt", "Baker", 2),
        ("Lindt", "Driver", None),
        ("Lindt", "", None),
        ("Migros", "", 3),
        ("Migros", "Analyst", 3),
        ("Coop", "", None),
        ("", "", None),
        ("", "Analyst", None),
    ],
)
def test_a_round_joins_the_application_it_belongs_to(company, role, expected):
    known = [(1, "Lindt", "Analyst"), (2, "Lindt", "Baker"), (3, "Migros", ""), (4, "", "")]
    assert interviews.application_for(company, role, known) == expected


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"outcome": "rejected", "rejected_on": TODAY + timedelta(days=1)}, "in the future"),
        ({"outcome": "hired"}, "no outcome called 'hired'"),
        ({"stage": "lunch"}, "no stage called 'lunch'"),
        ({"company": "x" * 201}, "200 characters at most; this has 201"),
        ({"feedback": "x" * 20_001}, "20,000 characters at most"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(given, complaint):
    with pytest.raises(Invalid, match=complaint):
        interviews.checked(Details(**given), TODAY)


def test_a_no_has_a_day_and_anything_else_has_none():
    assert interviews.checked(Details(outcome="rejected"), TODAY).rejected_on == TODAY
    held = Details(outcome="offer", rejected_on=TODAY)
    assert interviews.checked(held, TODAY).rejected_on is None


def test_a_planned_interview_can_be_called_off_with_a_no():
    planned = TODAY + timedelta(days=5)
    given = interviews.checked(Details(outcome="rejected", on=planned), TODAY)
    assert (given.on, given.rejected_on) == (planned, TODAY)


@pytest.mark.parametrize(("days_ago", "hours"), [(0, 48), (1, 24), (2, None), (30, None)])
def test_the_quiet_lasts_two_days_from_the_no(days_ago, hours):
    ends = interviews.quiet_until(TODAY - timedelta(days=days_ago), NOW)
    assert ends == (hours and NOW + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("rating", "held", "counts", "failed"),
    [
        (1, None, 1, True), (2, None, 2, True), (3, None, 3, False), (4, True, 4, False),
        (None, None, 2, True), (None, True, 3, False), (None, False, 1, True),
        (4, False, 4, True), (2, True, 2, True),
    ],
)  # fmt: skip
def test_how_an_asked_question_counts(rating, held, counts, failed):
    assert interviews.counts_as(rating, held) == counts
    assert interviews.failed(rating, held) is failed


@pytest.mark.parametrize(
    ("on", "logged", "expected"),
    [
        (date(2026, 3, 3), NOW, NOW),
        (date(2026, 3, 1), NOW, datetime(2026, 3, 1, 12, tzinfo=UTC)),
        (date(2026, 3, 9), NOW, NOW),
    ],
)
def test_an_interview_counts_from_its_day_and_never_from_the_future(on, logged, expected):
    assert interviews.when_asked(on, logged, NOW) == expected


def test_a_reason_says_when_and_how_it_failed():
    assert interviews.asked_reason([], "today") == "They asked you this today."
    assert interviews.asked_reason(["rambled", "froze"], "on Monday") == (
        "They asked you this on Monday, and you rambled."
    )


def test_every_failure_can_be_said_in_a_sentence():
    assert set(interviews.IN_WORDS) == set(interviews.FAILURES)


@pytest.mark.parametrize("went", [Went(1, "a", rating=5), Went(1, "a", failures=("slept",))])
def test_what_no_scale_knows_is_refused(went):
    with pytest.raises(Invalid):
        interviews.check_went(went)


def test_unknown_parts_of_a_fit_are_left_out():
    given = Thoughts(fit={"pay": "no", "weather": "yes", "work": "perhaps"})
    assert interviews.checked_thoughts(given).fit == {"pay": "no"}
