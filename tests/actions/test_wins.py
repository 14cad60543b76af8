from datetime import timedelta

import pytest

from interview_practice.actions import attempts, deletions, reviews, wins
from interview_practice.core.errors import Invalid
from interview_practice.models import interviews
from interview_practice.models.base import db
from tests.fakes import NOW
from tests.interviews import TODAY, logged

CONFLICT = "behavioural/conflict"


@pytest.fixture
def rate(in_app, practice):
    """Answer a question on conflict and rate it, so many days from now."""
    question = practice.bank.by_area[CONFLICT][0]

    def run(rating, days=0, stage="gut", attempt=None):
        at = NOW + timedelta(days=days)
        attempt = attempt or attempts.write(question, "An answer.", None, at)
        reviews.rate(attempt, rating, stage, [], practice.bank, at, practice.rng)
        return attempt

    return run


def texts(practice):
    return [win.text for win in wins.everything(practice.bank, NOW)]


def test_the_first_solid_answer_in_an_area_is_noticed_on_its_day(rate, practice):
    rate(2)
    assert texts(practice) == []
    rate(3, days=1)
    rate(4, days=2)
    [win] = wins.everything(practice.bank, NOW)
    assert (win.text, win.on) == ("First solid answer in conflict.", TODAY + timedelta(days=1))


def test_an_area_that_is_ready_is_noticed_on_its_day(in_app, practice):
    for day, question in enumerate(practice.bank.by_area[CONFLICT][:3]):
        at = NOW + timedelta(days=day)
        attempt = attempts.write(question, "An answer.", None, at)
        for stage in ("gut", "reviewed"):
            reviews.rate(attempt, 3, stage, [], practice.bank, at, practice.rng)
    [win] = [w for w in wins.everything(practice.bank, NOW) if w.key.startswith("retired/")]
    assert (win.text, win.on) == (
        "Ready: conflict held on three days.", TODAY + timedelta(days=2))  # fmt: skip


def test_a_solid_rating_that_did_not_stand_is_no_win(rate, practice):
    attempt = rate(3)
    rate(2, stage="reviewed", attempt=attempt)
    assert texts(practice) == []
    reviews.take_back(attempt, NOW)
    assert texts(practice) == ["First solid answer in conflict."]
    reviews.take_back(attempt, NOW)
    assert texts(practice) == []


def test_a_rating_corrected_upwards_is_a_win(rate, practice):
    attempt = rate(1)
    rate(3, stage="reviewed", attempt=attempt)
    assert texts(practice) == ["First solid answer in conflict."]


def test_a_final_to_come_is_a_win_on_its_day(in_app, practice):
    logged(stage="final", on=TODAY + timedelta(days=3))
    assert texts(practice) == []
    found = wins.everything(practice.bank, NOW + timedelta(days=3))
    assert [win.text for win in found] == ["Reached the final round for data analyst."]


def test_finals_offers_and_practice_that_held_are_noticed(in_app, practice):
    final = logged(stage="final", on=TODAY, outcome="offer", asked=[("Why?", CONFLICT, 3, [])])
    interviews.get(final).asked[0].held = True
    db.session.commit()
    assert set(texts(practice)) == {
        "Reached the final round for data analyst.",
        "An offer for data analyst.",
        "It came up in an interview and held: conflict.",
    }


def test_a_noticed_win_can_be_let_go_and_shown_again(rate, practice):
    rate(3)
    [win] = wins.everything(practice.bank, NOW)
    wins.hide(win.key, win.text, win.on)
    wins.hide(win.key, win.text, win.on)
    assert texts(practice) == []
    wins.show_hidden()
    assert texts(practice) == ["First solid answer in conflict."]


def test_a_noticed_win_can_be_worded_differently_and_deleted_back(rate, practice):
    rate(3)
    [win] = wins.everything(practice.bank, NOW)
    own = wins.add({"text": "I stayed calm", "key": win.key}, TODAY)
    assert texts(practice) == ["I stayed calm"]
    wins.delete(own, NOW)
    assert texts(practice) == ["First solid answer in conflict."]
    deletions.undo()
    assert texts(practice) == ["I stayed calm"]


def test_a_win_by_hand(in_app, practice):
    win = wins.add({"text": "I called <Ana> 🙂", "on": "2026-02-28"}, TODAY)
    wins.change(win, {"text": "I called Ana", "on": "2026-03-01"}, TODAY)
    [shown] = wins.everything(practice.bank, NOW)
    assert (shown.text, shown.on.isoformat()) == ("I called Ana", "2026-03-01")


@pytest.mark.parametrize("given", [{"text": ""}, {"text": "x", "on": "2026-03-04"}])
def test_a_win_has_words_and_has_happened(in_app, practice, given):
    with pytest.raises(Invalid):
        wins.add(given, TODAY)
    assert texts(practice) == []
