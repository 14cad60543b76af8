"""How far an area is, as it is kept: the same as its log and the real interviews say."""

import random
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_practice.actions import attempts, deletions, interviews, progress, reviews, wins
from interview_practice.core.questions import Question
from interview_practice.core.readiness import readiness
from interview_practice.core.wins import first_ready_at, first_solid_at
from interview_practice.models import area_logs
from interview_practice.models.base import db
from interview_practice.models.interviews import Interview
from interview_practice.models.reviews import log_of_area
from tests.fakes import NOW
from tests.interviews import TODAY, logged

pytestmark = pytest.mark.usefixtures("in_app")

AREA = "behavioural/conflict"
LATER = NOW + timedelta(days=9)


@pytest.fixture
def ready(practice):
    """Three Solid days with three wordings, the first on March 3."""
    for day in range(3):
        rate(practice, AREA, 3, NOW + timedelta(days=day), f"q{day}")


def rate(practice, area, rating, now, question="q0", again=True):
    attempt = attempts.write(Question(question, "Why?", area), "Well.", None, now)
    for stage in ("gut", "reviewed") if again else ("gut",):
        reviews.rate(attempt, rating, stage, [], practice.bank, now, random.Random(0))
    return attempt


def retired(practice):
    return [w.on for w in wins.everything(practice.bank, LATER) if w.key.startswith("retired/")]


def says():
    return progress.area(AREA, LATER)[0].readiness.sentence


def fail(days):
    """A question of the area failed in a real interview, so many days from the first answer."""
    return logged(on=TODAY + timedelta(days=days), asked=[("Why?", AREA, 1, [])])


def test_a_failure_after_the_last_answer_opens_the_area_and_keeps_the_win(ready, practice):
    fail(5)
    assert says() == "Open again since a real interview."
    assert retired(practice) == [TODAY + timedelta(days=2)]


def test_a_failure_that_is_written_down_late_counts_from_its_day(ready, practice):
    interview = fail(1)
    assert says() == "Solid on 1 of 3 days with different wordings."
    assert retired(practice) == []
    interviews.remove(interview, LATER)
    assert (says()[:5], len(retired(practice))) == ("Ready", 1)
    deletions.undo()
    assert (says()[:5], len(retired(practice))) == ("Solid", 0)


def test_practice_after_a_failure_is_reckoned_with_it(ready, practice):
    fail(1)
    rate(practice, AREA, 3, NOW + timedelta(days=3), "q0")
    rate(practice, AREA, 3, NOW + timedelta(days=4), "q1")
    assert (says()[:5], retired(practice)) == ("Ready", [TODAY + timedelta(days=4)])


def test_a_day_that_is_corrected_counts_anew(ready, practice):
    interview = fail(5)
    details = db.session.get(Interview, interview)
    details.on = TODAY + timedelta(days=1)
    db.session.commit()
    assert (says()[:5], retired(practice)) == ("Solid", [])


def test_a_failure_after_what_is_left_of_the_answers_is_not_kept_with_them(ready, practice):
    interview = fail(3)
    later = rate(practice, AREA, 3, NOW + timedelta(days=5), again=False)
    reviews.take_back(later, NOW + timedelta(days=5))
    assert says() == "Open again since a real interview."
    interviews.remove(interview, LATER)
    assert says()[:5] == "Ready"


areas = (f"values/example-{n}" for n in count())
steps = st.lists(
    st.tuples(
        st.sampled_from(["gut", "both", "both", "both", "take back", "fail", "fail", "unfail"]),
        st.sampled_from([3, 3, 3, 2]),
        st.integers(0, 3),
        st.sampled_from([20, 1]),
    ),
    min_size=6,
    max_size=12,
)


@given(steps)
@settings(max_examples=25)
def test_whatever_happens_what_is_kept_says_what_the_log_says(practice, steps):
    area, now, rated, failed = next(areas), NOW, [], []
    for step, rating, which, hours in steps:
        now += timedelta(hours=hours)
        if step == "take back" and rated:
            reviews.take_back(rated.pop(), now)
        elif step == "fail":
            on = (now - timedelta(days=which)).date()
            failed.append(logged(on=on, asked=[("Why?", area, 1, [])]))
        elif step == "unfail" and failed:
            interviews.remove(failed.pop(which % len(failed)), now)
        elif step in ("gut", "both"):
            rated.append(rate(practice, area, rating, now, f"q{which}", step == "both"))
            if step == "both":
                rated.append(rated[-1])  # each rating is taken back by itself
    db.session.expire_all()
    expect(area, now)


def expect(area, now):
    answers = area_logs.rated(area_logs.entries_of(log_of_area(area)))
    failures = area_logs.failed(area_logs.asked(now).get(area, ()))
    log = area_logs.logs([area]).get(area)
    assert (log is None) == (not answers)
    if log:
        latest = max(failures.values(), default=None)
        known = (first_ready_at(answers, failures.values(), now.tzinfo),
                 readiness(answers, latest, now.tzinfo))  # fmt: skip
        assert area_logs.reckoned(log, failures, now.tzinfo) == known
        assert log.solid_at == first_solid_at(answers)
