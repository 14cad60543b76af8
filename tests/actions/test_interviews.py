import random
from datetime import date, timedelta

import pytest

from interview_practice.actions import attempts, choices, deletions, interviews, reviews, sessions
from interview_practice.core.errors import Conflict, Invalid, NotFound
from interview_practice.core.interviews import Details, Thoughts, Went
from interview_practice.models import interviews as rows
from interview_practice.models import reviews as log
from interview_practice.models.base import db
from interview_practice.models.interviews import AskedQuestion
from interview_practice.models.sessions import get as session_of

CONFLICT = "behavioural/conflict"
ASKED = "Tell me about a conflict with a colleague\nWhy do you want to work here?"


@pytest.fixture
def record(in_app, practice, clock):
    """Log an interview and return its id; the bank knows its questions afterward."""

    def log(asked=ASKED, application=None, **details):
        number = interviews.log(Details(**details), asked, application, practice.bank,
                                practice.settings.own_questions, clock())  # fmt: skip
        practice.reload_bank()
        return number

    return log


@pytest.fixture
def debrief(practice):
    def say(interview, *went, more="", thoughts=None):
        interviews.debrief(interview, went, more, thoughts or Thoughts(), practice.bank,
                           practice.settings.own_questions)  # fmt: skip
        practice.reload_bank()

    return say


@pytest.fixture
def answer(practice, clock):
    """Answer the current question of a session in writing and rate it; returns its turn's row."""

    def run(session, rating):
        turn = session_of(session).current
        question = practice.bank.question(turn.question)
        given = attempts.write(question, "I did.", session, clock())
        reviews.rate(given, rating, "gut", [], practice.bank, clock(), random.Random(1))
        return given

    return run


def start(practice, clock, focus, length=5):
    return sessions.start(practice.bank, focus, length, clock(), random.Random(1))


def asked_of(interview):
    return rows.get(interview).asked


def test_every_asked_question_becomes_an_own_one_in_its_area(record, practice):
    for asked in asked_of(record()):
        question = practice.bank.question(asked.question)
        assert question.own
        assert (question.text, question.area) == (asked.text, asked.area)
    assert asked_of(1)[0].area == CONFLICT


def test_a_question_of_the_bank_is_not_made_twice(record, practice):
    known = next(iter(practice.bank.questions.values()))
    asked = asked_of(record(known.text.upper()))[0]
    assert (asked.question, asked.area) == (known.slug, known.area)
    assert not list(practice.settings.own_questions.glob("*.toml"))


def test_the_same_question_in_two_interviews_is_one_own_question(record, practice):
    first, second = record("Why are you so early today?"), record("why are you so early today")
    assert asked_of(first)[0].question == asked_of(second)[0].question


def test_rounds_of_one_company_come_under_one_application(record):
    record(company="Lindt", role="Analyst")
    second = record(company="lindt", role="analyst", stage="technical")
    third = record(company="Lindt", role="Baker")
    assert rows.get(second).application.id == 1
    assert rows.get(third).application.id == 2
    assert rows.get(second).application.company == "Lindt"


def test_what_was_asked_raises_the_struggle(record, debrief, practice, clock):
    interview = record()
    debrief(interview, Went(asked_of(interview)[0].id, CONFLICT, 1, ("froze",)))
    struggle = choices.desk(practice.bank, clock()).struggles[CONFLICT]
    assert struggle.open
    assert struggle.latest.source == "interview"


def test_an_area_the_user_changes_moves_the_own_question(record, debrief, practice):
    interview = record()
    asked = asked_of(interview)[0]
    debrief(interview, Went(asked.id, "behavioural/teamwork", 2))
    assert practice.bank.question(asked.question).area == "behavioural/teamwork"


def test_better_words_go_into_the_own_question(record, debrief, practice):
    interview = record()
    asked = asked_of(interview)[0]
    debrief(interview, Went(asked.id, CONFLICT, text="When did you last disagree with somebody?"))
    assert asked_of(interview)[0].text == "When did you last disagree with somebody?"
    assert practice.bank.question(asked.question).text == asked_of(interview)[0].text


def test_a_question_of_the_bank_keeps_its_own_words(record, debrief, practice):
    known = next(iter(practice.bank.questions.values()))
    interview = record(known.text)
    debrief(interview, Went(asked_of(interview)[0].id, CONFLICT, text="In other words?"))
    assert asked_of(interview)[0].text == "In other words?"
    assert practice.bank.question(known.slug) == known


def test_a_debrief_keeps_all_that_was_said(record, debrief):
    interview = record()
    first = asked_of(interview)[0].id
    thoughts = Thoughts("The panel", "Yes", "Their figures", {"pay": "no"}, True, False)
    debrief(interview, Went(first, CONFLICT, 2, ("rambled", "no-result"), held=False),
            more="And what is your notice period?", thoughts=thoughts)  # fmt: skip
    kept = rows.get(interview)
    assert (kept.asked[0].rating, kept.asked[0].failures) == (2, ["rambled", "no-result"])
    assert kept.asked[0].held is False
    assert [asked.position for asked in kept.asked] == [0, 1, 2]
    assert (kept.threw_me, kept.engaged, kept.research) == ("The panel", "Yes", "Their figures")
    assert kept.fit == {"pay": "no"}
    assert (kept.application.cv_tailored, kept.application.cv_results) == (True, False)


def test_a_question_that_is_there_already_is_not_added_again(record, debrief):
    interview = record()
    debrief(interview, more="why do you want to work here")
    assert len(asked_of(interview)) == 2


@pytest.mark.parametrize("went", [Went(1, "no/area"), Went(1, CONFLICT, 9)])
def test_a_debrief_that_cannot_be_changes_nothing(record, debrief, went):
    interview = record()
    with pytest.raises(Invalid):
        debrief(interview, went, more="One more?")
    assert len(asked_of(interview)) == 2


def test_a_no_is_followed_by_two_quiet_days_that_can_be_ended(record, clock):
    record(outcome="rejected")
    record(outcome="rejected")
    assert rows.quiet(clock())
    assert rows.quiet(clock() + timedelta(hours=47, minutes=59))
    assert rows.quiet(clock() + timedelta(hours=48)) is None
    interviews.end_quiet(clock())
    assert rows.quiet(clock()) is None


def test_an_old_no_and_a_corrected_one_are_not_quiet(record, clock):
    record(outcome="rejected", rejected_on=date(2026, 2, 1))
    assert rows.quiet(clock()) is None
    fresh = record(outcome="rejected")
    interviews.describe(fresh, Details(outcome="offer"), clock())
    assert rows.quiet(clock()) is None


def test_changing_the_words_of_a_no_does_not_begin_the_quiet_again(record, clock):
    fresh = record(outcome="rejected")
    interviews.end_quiet(clock())
    interviews.describe(fresh, Details(outcome="rejected", feedback="Sorry."), clock())
    assert rows.quiet(clock()) is None


def test_practicing_these_begins_with_the_worst_and_its_drill(record, debrief, practice, clock):
    interview = record()
    first, second = (asked.id for asked in asked_of(interview))
    debrief(interview, Went(first, CONFLICT, 2, ("no-result",)),
            Went(second, asked_of(interview)[1].area, 1, ("rambled", "froze")))  # fmt: skip
    turn = session_of(start(practice, clock, f"interview/{interview}", 2)).current
    assert turn.question == asked_of(interview)[1].question
    assert turn.drill == "shorter"
    assert turn.reason == "They asked you this today, and you rambled."


def test_each_question_is_practiced_once(record, practice, clock, answer):
    interview = record()
    session = start(practice, clock, f"interview/{interview}")
    answer(session, 2)
    answer(session, 3)
    assert session_of(session).current is None
    turns = {turn.question for turn in session_of(session).turns}
    assert turns == {asked.question for asked in asked_of(interview)}


@pytest.mark.parametrize(("focus", "error"), [
    ("interview/9", NotFound), ("interview/x", Invalid), ("interview/", Invalid),
])  # fmt: skip
def test_what_was_never_logged_is_not_practiced(in_app, practice, clock, focus, error):
    with pytest.raises(error):
        start(practice, clock, focus)


def test_an_interview_without_questions_says_what_to_do(record, practice, clock):
    with pytest.raises(Conflict, match="Add what they asked first"):
        start(practice, clock, f"interview/{record('', company='Lindt')}")


def test_questions_lost_from_the_bank_are_said(record, practice, clock):
    interview = record("A question of my own?")
    for path in practice.settings.own_questions.glob("*.toml"):
        path.write_text("not TOML")
    practice.reload_bank()
    with pytest.raises(Conflict, match="no longer in the bank"):
        start(practice, clock, f"interview/{interview}")


def test_the_drill_goes_on_to_the_next_failure_once_it_held(record, debrief, practice, clock,
                                                           answer):  # fmt: skip
    interview = record()
    asked = asked_of(interview)[0]
    debrief(interview, Went(asked.id, CONFLICT, 1, ("froze", "rambled")))
    drilled = []
    for rating in (1, 3, 4, 3):
        clock.go(days=1)
        session = start(practice, clock, CONFLICT, 1)
        drilled.append(session_of(session).current.drill)
        answer(session, rating)
    assert drilled == ["first-sentence", "first-sentence", "shorter", None]


def test_the_lost_question_comes_last_as_the_test(record, debrief, practice, clock, answer):
    interview = record()
    asked = asked_of(interview)[0]
    debrief(interview, Went(asked.id, CONFLICT, 1, ("froze",)))
    wordings = len(practice.bank.suited().by_area[CONFLICT])
    served = []
    for _ in range(wordings):
        clock.go(days=1)
        session = start(practice, clock, CONFLICT, 1)
        turn = session_of(session).current
        served.append((turn.question, turn.drill))
        answer(session, 3)
    assert served[-1] == (asked.question, None)
    assert len(set(served)) == wordings


def test_a_drilled_answer_is_measured_against_the_drill(record, debrief, practice, clock, answer):
    interview = record()
    debrief(interview, Went(asked_of(interview)[0].id, CONFLICT, 1, ("no-result",)))
    session = start(practice, clock, f"interview/{interview}", 1)
    assert db.session.get(attempts.Attempt, answer(session, 2)).target_seconds == 15


def test_a_real_failure_reopens_a_practiced_area(record, debrief, practice, clock, answer):
    answer(start(practice, clock, CONFLICT, 1), 4)
    clock.go(days=1)
    interview = record(on=clock().date())
    debrief(interview, Went(asked_of(interview)[0].id, CONFLICT, held=False))
    session = session_of(start(practice, clock, "today", 1))
    assert session.current.area == CONFLICT
    assert session.current.reason == "Conflict went badly in a real interview today."


def test_an_interview_date_brings_everything_back_before_it(record, practice, clock, answer):
    for days in (5, 10, 0):
        for area in (CONFLICT, "opener/introduction"):
            answer(start(practice, clock, area, 1), 4)
        clock.go(days=days)
    assert all(card.due > clock() + timedelta(days=15) for card in log.cards())
    interview = record(next_date=clock().date() + timedelta(days=6))
    assert all(card.due == clock() + timedelta(days=5) for card in log.cards())
    interviews.describe(interview, Details(next_date=None), clock())
    assert all(card.due > clock() + timedelta(days=15) for card in log.cards())


def test_a_rating_looks_ahead_to_the_interview_too(record, practice, clock, answer):
    record(on=clock().date() + timedelta(days=3))
    answer(start(practice, clock, CONFLICT, 1), 4)
    assert [card.due for card in log.cards()] == [clock() + timedelta(days=2)]


def test_practice_and_own_questions_outlive_a_deleted_interview(record, practice, clock, answer):
    interview = record()
    question = asked_of(interview)[0].question
    given = answer(start(practice, clock, f"interview/{interview}", 1), 2)
    interviews.remove(interview, clock())
    practice.reload_bank()
    assert db.session.get(attempts.Attempt, given)
    assert practice.bank.question(question)
    assert rows.applications() == []
    assert session_of(start(practice, clock, "today", 1)).current


def test_a_session_ends_well_when_its_interview_is_deleted(record, practice, clock, answer):
    interview = record()
    session = start(practice, clock, f"interview/{interview}")
    interviews.remove(interview, clock())
    answer(session, 3)
    assert session_of(session).finished_at


def test_undoing_brings_an_interview_back_whole(record, debrief, clock):
    interview = record(company="Lindt", outcome="rejected", feedback="No.")
    debrief(interview, Went(asked_of(interview)[0].id, CONFLICT, 1, ("froze",)))
    before = [deletions._plain(row) for row in (rows.get(interview), *asked_of(interview))]
    interviews.remove(interview, clock())
    assert db.session.query(AskedQuestion).count() == 0
    record("Something else entirely?")
    assert deletions.undo() == "The interview at Lindt"
    after = [deletions._plain(row) for row in (rows.get(interview), *asked_of(interview))]
    assert after == before


def test_a_round_is_undone_into_its_application(record, clock):
    record(company="Lindt", role="Analyst")
    second = record(company="Lindt", role="Analyst", stage="final")
    interviews.remove(second, clock())
    assert len(rows.application(1).interviews) == 1
    deletions.undo()
    assert [round.stage for round in rows.application(1).interviews] == ["hiring-manager", "final"]


def test_an_asked_question_is_deleted_and_undone(record, clock):
    interview = record()
    first = asked_of(interview)[0].id
    assert interviews.remove_asked(first, clock()) == interview
    assert len(asked_of(interview)) == 1
    with pytest.raises(Conflict, match="deleted already"):
        interviews.remove_asked(first, clock())
    deletions.undo()
    assert asked_of(interview)[0].id == first


def test_an_undo_whose_interview_is_gone_says_so(record, clock):
    interview = record()
    interviews.remove_asked(asked_of(interview)[0].id, clock())
    db.session.delete(rows.application(1))
    db.session.commit()
    with pytest.raises(Conflict, match="what it belonged to is gone"):
        deletions.undo()


def test_a_deletion_is_undone_once_and_can_be_let_go(record, clock, app):
    interviews.remove(record("Do you know the phrase zanzibar?"), clock())
    deletions.forget()
    with pytest.raises(Conflict, match="no deletion to undo"):
        deletions.undo()
    data = app.extensions["practice"].settings.data
    assert not [path.name for path in data.glob("practice.db*") if b"zanzibar" in path.read_bytes()]
