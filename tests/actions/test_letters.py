from datetime import timedelta

import pytest

from interview_practice.actions import attempts, deletions, letters, reviews
from interview_practice.actions import interviews as interview_actions
from interview_practice.core.drafts import KINDS
from interview_practice.core.errors import Invalid, NotFound
from interview_practice.models import letters as model
from tests.fakes import NOW
from tests.interviews import TODAY, rejected

ASKED = [("Tell me about a <conflict>.", "behavioural/conflict", 1, ["no-result"])]
ITO = {"to": "Ms. Ito", "address": "ito@example.com", "signature": "Noor"}


@pytest.fixture
def no(in_app):
    return rejected(asked=ASKED)


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_can_be_drafted_with_and_without_an_interview(no, practice, kind):
    for interview in (no, None):
        letter = model.get(letters.write(kind, interview, ITO, practice.bank, NOW))
        assert letter.body.startswith("Hello Ms. Ito,")
        assert letter.body.endswith("Noor")
        assert (letter.interview_id, letter.address) == (interview, "ito@example.com")


def test_the_request_for_feedback_quotes_the_debrief(no, practice):
    letter = model.get(letters.write("feedback-request", no, {}, practice.bank, NOW))
    assert "“Tell me about a <conflict>.” I did not say what came of it." in letter.body
    assert letter.subject == "A question about the data analyst interview"


def test_a_check_in_names_what_was_practiced_since(no, practice):
    question = practice.bank.by_area["behavioural/conflict"][0]
    attempt = attempts.write(question, "An answer.", None, NOW + timedelta(days=1))
    reviews.rate(attempt, 3, "gut", [], practice.bank, NOW + timedelta(days=1), practice.rng)
    later = NOW + timedelta(days=90)
    letter = model.get(letters.write("check-in", no, {}, practice.bank, later))
    assert "working on conflict." in letter.body


def test_a_letter_can_be_changed_and_marked_as_sent(no, practice):
    letter = letters.write("thanks", no, ITO, practice.bank, NOW)
    letters.change(letter, {"subject": "Thanks", "body": "Short.", "address": ""}, NOW)
    assert (model.get(letter).body, model.get(letter).address) == ("Short.", "")
    letters.mark_sent(letter, TODAY)
    assert model.sent("thanks") == {no: TODAY}
    letters.mark_sent(letter, None)
    assert model.sent("thanks") == {}
    assert model.last_signature() == "Noor"


@pytest.mark.parametrize(
    "given",
    [{"subject": "", "body": "x"}, {"subject": "x", "body": " "},
     {"subject": "x", "body": "x", "address": "nobody"},
     {"subject": "x", "body": "x", "address": "a@b, c@d"}],
)  # fmt: skip
def test_a_letter_that_says_nothing_or_goes_nowhere_is_refused(no, practice, given):
    letter = letters.write("thanks", no, ITO, practice.bank, NOW)
    before = model.get(letter).body
    with pytest.raises(Invalid):
        letters.change(letter, given, NOW)
    assert model.get(letter).body == before


def test_only_the_five_letters_and_known_interviews(in_app, practice):
    with pytest.raises(Invalid):
        letters.write("complaint", None, {}, practice.bank, NOW)
    with pytest.raises(NotFound):
        letters.write("thanks", 99, {}, practice.bank, NOW)


def test_a_letter_outlives_its_interview_and_finds_it_again(no, practice):
    letter = letters.write("thanks", no, ITO, practice.bank, NOW)
    interview_actions.remove(no, NOW)
    assert model.get(letter).interview is None
    deletions.undo()
    assert model.get(letter).interview.id == no


def test_a_deleted_letter_comes_back(no, practice):
    letter = letters.write("thanks", no, ITO, practice.bank, NOW)
    body = model.get(letter).body
    letters.delete(letter, NOW)
    assert model.everything() == []
    deletions.undo()
    assert model.get(letter).body == body
