from datetime import date, timedelta

import pytest

from interview_practice.actions import attempts, deletions, goals, skills, supporters
from interview_practice.actions.transactions import transaction
from interview_practice.core.errors import Invalid
from interview_practice.models import goals as model
from interview_practice.models import skills as skill_model
from interview_practice.models.interviews import Application
from tests.fakes import NOW

TODAY = NOW.date()
MONDAY, SUNDAY = date(2026, 3, 2), date(2026, 3, 8)


def done(day=TODAY):
    return {progress.kind: progress.done for progress in goals.progress(day, NOW)}


def test_everything_is_counted_where_it_happens(in_app, practice):
    question = next(iter(practice.bank.questions.values()))
    attempts.write(question, "An answer.", None, NOW)
    attempts.write(question, "Last week's.", None, NOW - timedelta(days=7))
    with transaction() as tx:
        tx.add(Application(created_at=NOW, cv_tailored=True))
        tx.add(Application(created_at=NOW, cv_tailored=False))
    goals.count("applications", {"note": "By mail"}, TODAY)
    skill = skills.add({"name": "SQL", "steps": "a\nb"}, NOW)
    skills.do_step(skill_model.get(skill).steps[0].id, TODAY)
    friend = supporters.add({"role": "believer", "name": "Ana"})
    supporters.contact(friend, TODAY)
    supporters.contact(friend, TODAY)
    assert done() == {"answers": 1, "applications": 2, "contacts": 1, "steps": 1}


@pytest.mark.parametrize(
    ("hours", "counted"), [(-30, 1), (-31, 0), (137, 1), (138, 0)]
)  # 04:00 on the Monday is 30 hours before; 04:00 on the next one 138 hours after
def test_a_week_ends_in_the_night_after_sunday(in_app, practice, hours, counted):
    question = next(iter(practice.bank.questions.values()))
    attempts.write(question, "An answer.", None, NOW + timedelta(hours=hours))
    assert done()["answers"] == counted


def test_targets_are_the_users_own(in_app):
    assert model.targets()["answers"] == 10
    goals.set_targets({"answers": 3, "contacts": 0})
    goals.set_targets({"answers": 4})
    targets = model.targets()
    assert (targets["answers"], targets["contacts"]) == (4, 0)


@pytest.mark.parametrize("targets", [{"answers": -1}, {"answers": 100}, {"pushups": 1}])
def test_a_target_is_a_small_number(in_app, targets):
    with pytest.raises(Invalid):
        goals.set_targets(targets)
    assert model.targets()["answers"] == 10


@pytest.mark.parametrize(
    ("kind", "given"),
    [("answers", {}), ("pushups", {}), ("contacts", {"on": "2026-03-04"}),
     ("contacts", {"note": "x" * 201})],
)  # fmt: skip
def test_what_cannot_be_counted_by_hand_is_refused(in_app, kind, given):
    with pytest.raises(Invalid):
        goals.count(kind, given, TODAY)
    assert model.deeds(date.min, date.max) == []


def test_a_deed_can_be_changed_and_deleted_with_undo(in_app):
    deed = goals.count("contacts", {"note": "Ana"}, TODAY)
    goals.change(deed, {"note": "Ana, again", "on": "2026-03-01"}, TODAY)
    assert done()["contacts"] == 0
    assert done(MONDAY - timedelta(days=1))["contacts"] == 1
    goals.delete(deed, NOW)
    assert model.deeds(date.min, date.max) == []
    deletions.undo()
    assert model.get_deed(deed).note == "Ana, again"
