from dataclasses import replace
from datetime import date

import pytest

from interview_practice.core.drafts import (
    KINDS,
    ONE_THING,
    QUESTIONS,
    Asked,
    Facts,
    draft,
    listing,
    shortened,
    specific_questions,
    topic,
)
from interview_practice.core.fields import LONGEST_LINE
from interview_practice.core.interviews import FAILURES

TODAY = date(2026, 3, 31)
CONFLICT = Asked("Tell me about a conflict.", "Conflict", 1, ("rambled", "no-result"))
PAY = Asked("What do you expect to earn?", "", 2, ())
WHY = Asked("Why us?", "", 4)
FACTS = Facts("Acme", "data analyst", "technical", date(2026, 3, 24), (WHY, PAY, CONFLICT),
              to="Ms. Ito", signature="Noor")  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("facts", [Facts(), Facts(role="clerk"), Facts(company="Acme"), FACTS])
def test_every_letter_reads_well_whatever_is_known(kind, facts):
    letter = draft(kind, facts, TODAY)
    whole = f"{letter.subject}\n{letter.body}"
    assert "None" not in whole
    assert "  " not in whole
    assert " ." not in whole
    assert " ," not in whole
    assert "\n\n\n" not in whole
    assert letter.body.startswith("Hello Ms. Ito," if facts.to else "Hello,")
    assert letter.body.endswith("Kind regards,\nNoor" if facts.signature else "Kind regards,")


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_grades_or_cheers(kind):
    letter = draft(kind, FACTS, TODAY)
    assert "!" not in letter.body
    assert not {"unfortunately", "sadly", "passionate"} & set(letter.body.lower().split())


@pytest.mark.parametrize("kind", KINDS)
def test_a_subject_is_one_that_can_be_kept(kind):
    facts = replace(FACTS, role="analyst for " * 20)
    assert len(draft(kind, facts, TODAY).subject) <= LONGEST_LINE


def test_the_feedback_request_asks_about_the_two_answers_that_went_worst():
    body = draft("feedback-request", FACTS, TODAY).body
    assert "1. You asked me: “Tell me about a conflict.” I did not say what came of it." in body
    assert "2. You asked me: “What do you expect to earn?” What would have made" in body
    assert "Why us?" not in body


def test_a_question_without_an_end_gets_one():
    [question] = specific_questions([Asked("Tell me about a conflict", "Conflict", 2)])
    assert "“Tell me about a conflict.” What would" in question


@pytest.mark.parametrize(
    ("area", "name", "expected"),
    [("behavioural/conflict", "Conflict", "Conflict"), ("case/pricing", "Pricing", "Pricing"),
     ("closing/questions", "Your questions for them", ""),
     ("strengths/why-you", "Why you", ""), ("career-story/let-go", "Being let go", ""),
     ("situational/field", "Depth in your field", ""),
     ("opener/your-other-questions", "Your other questions", "")],
)  # fmt: skip
def test_only_a_name_that_is_a_subject_stands_in_a_letter(area, name, expected):
    assert topic(area, name) == expected


def test_one_question_is_not_numbered():
    body = draft("feedback-request", replace(FACTS, asked=(CONFLICT, WHY)), TODAY).body
    assert "1." not in body
    assert "one question" in body


@pytest.mark.parametrize(
    ("stage", "expected"),
    [("technical", "technical skill"), ("application", "my application"), ("final", ONE_THING)],
)
def test_without_a_debrief_there_is_one_question_for_the_stage(stage, expected):
    questions = specific_questions([], stage)
    assert len(questions) == 1
    assert expected in questions[0]


def test_every_way_of_failing_has_its_question():
    assert set(QUESTIONS) == set(FAILURES)


@pytest.mark.parametrize("failure", FAILURES)
def test_an_answer_that_failed_is_asked_about_even_without_a_rating(failure):
    [question] = specific_questions([Asked("Why?", "Company", None, (failure,)), WHY])
    assert question.endswith(QUESTIONS[failure])


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 1, 31), "in January about"), (date(2025, 12, 31), "in December 2025 about")],
)
def test_the_check_in_names_the_month_and_a_year_gone_by(on, expected):
    assert expected in draft("check-in", replace(FACTS, on=on), TODAY).body


def test_the_check_in_says_what_was_practiced_since():
    facts = replace(FACTS, learned=("Conflict", "Pay", "System design"))
    assert "working on conflict, pay and system design." in draft("check-in", facts, TODAY).body


def test_the_thanks_mention_what_went_well():
    design = Asked("Design a queue.", "System design", 4)
    facts = replace(FACTS, asked=(CONFLICT, design))
    assert "talking with you about system design." in draft("thanks", facts, TODAY).body
    assert "enjoyed" not in draft("thanks", replace(FACTS, asked=(CONFLICT,)), TODAY).body
    unsorted = Asked("Hm?", "", 4)
    assert "enjoyed" not in draft("thanks", replace(FACTS, asked=(unsorted,)), TODAY).body


def test_the_thanks_for_feedback_quote_it_shortened():
    facts = replace(FACTS, feedback="We missed\nnumbers. " + "More words here. " * 20)
    body = draft("feedback-thanks", facts, TODAY).body
    assert "“We missed numbers. More words" in body
    assert "…”" in body


@pytest.mark.parametrize(("role", "expected"), [("analyst", "an analyst"), ("Nurse", "a Nurse")])
def test_a_note_to_a_connection_does_not_name_the_company(role, expected):
    body = draft("connection", replace(FACTS, role=role), TODAY).body
    assert "Acme" not in body
    assert f"looking for {expected} role" in body


@pytest.mark.parametrize(
    ("text", "expected"),
    [("short", "short"), ("two\nlines", "two lines"), ("one two three", "one two…")],
)
def test_shortened(text, expected):
    assert shortened(text, 12) == expected


@pytest.mark.parametrize(
    ("names", "expected"), [([], ""), (["Pay"], "pay"), (["A", "B", "C"], "a, b and c")]
)
def test_listing(names, expected):
    assert listing(names) == expected
