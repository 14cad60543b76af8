from dataclasses import replace
from datetime import date

import pytest

from interview_practice.core.reframing import THOUGHTS, Facts, accurate, kind_of

TODAY = date(2026, 3, 10)
FACTS = Facts("Acme", "data analyst", "final", date(2026, 3, 3), asked=5, failed=2, interviews=4,
              went_on=3, failed_questions=("Why us?",))  # fmt: skip


@pytest.mark.parametrize(
    ("thought", "kind"),
    [
        ("They did not want me.", "unwanted"),
        ("They didn't even like me", "unwanted"),
        ("I got rejected", "unwanted"),
        ("I always fail at this.", "always"),
        ("Nobody ever wants me", "always"),
        ("I AM NOT GOOD ENOUGH", "worth"),
        ("I am so stupid", "worth"),
        ("I ruined my chance.", "ruined"),
        ("It is over", "ruined"),
        ("The weather was bad", "other"),
        ("<b>overtime</b>", "other"),
        ("שום דבר", "other"),
    ],
)
def test_a_thought_is_recognized_by_its_words(thought, kind):
    assert kind_of(thought) == kind


@pytest.mark.parametrize(
    ("thought", "sentence"),
    [
        (
            "They did not want me.",
            "Acme chose somebody else for one data analyst role after the final stage on March 3. "
            "They met a small part of what you do, on one day.",
        ),
        (
            "I always fail",
            "3 of 4 interviews in your log led on to another round or an offer. “Always” and "
            "“never” are not what happened.",
        ),
        (
            "I am not good enough",
            "In that interview 3 of 5 questions went well, and the others can be practiced. "
            "The same person is rated very differently from one interview to the next.",
        ),
        (
            "I blew it",
            "This opening is closed: one data analyst role on March 3. The question “Why us?” is "
            "known now, and you can answer it better the next time.",
        ),
        ("hm", "Acme said no to one application for one data analyst role on March 3."),
    ],
)
def test_the_accurate_sentence(thought, sentence):
    assert accurate(thought, FACTS, TODAY) == sentence


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"went_on": 0, "interviews": 1}, "Your log holds 1 interview so far."),
        ({"went_on": 0, "interviews": 0}, "no interview yet"),
    ],
)
def test_always_is_not_contradicted_without_evidence(change, expected):
    assert expected in accurate("always", replace(FACTS, **change), TODAY)


def test_no_success_is_claimed_when_every_answer_failed():
    assert "went well" not in accurate("not good enough", replace(FACTS, failed=5), TODAY)


@pytest.mark.parametrize("thought", [*THOUGHTS, "something else"])
def test_with_an_empty_log_nothing_is_made_up(thought):
    sentence = accurate(thought, Facts(), TODAY)
    assert not any(letter.isdigit() for letter in sentence)
    assert "None" not in sentence
    assert sentence.endswith(".")
