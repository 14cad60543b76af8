from datetime import date, timedelta

import pytest

from interview_practice.actions import deletions, supporters
from interview_practice.core.errors import Invalid
from interview_practice.models import goals
from interview_practice.models import supporters as model
from tests.interviews import NOW, TODAY

ANA = {"role": "critic", "name": "Ana 🙂", "reach": "ana@example.com", "notes": "Mornings"}


def test_somebody_on_the_team_can_be_changed_and_deleted_with_undo(in_app):
    ana = supporters.add(ANA)
    supporters.change(ana, {**ANA, "role": "mentor", "notes": ""})
    assert (model.get(ana).role, model.get(ana).notes) == ("mentor", "")
    supporters.delete(ana, NOW)
    assert model.everybody() == []
    assert deletions.undo() == "The entry “Ana 🙂” on your team"
    assert model.get(ana).reach == "ana@example.com"


def test_being_in_touch_counts_once_a_day(in_app):
    ana = supporters.add(ANA)
    for day in (TODAY, TODAY, TODAY + timedelta(days=1)):
        supporters.contact(ana, day)
    assert model.get(ana).contacted_on == TODAY + timedelta(days=1)
    assert [deed.note for deed in goals.deeds(date.min, date.max)] == ["Ana 🙂"] * 2


@pytest.mark.parametrize("before", [None, TODAY - timedelta(days=9)])
def test_a_day_said_by_mistake_is_taken_back(in_app, before):
    ana, ben = supporters.add(ANA), supporters.add({**ANA, "name": "Ben"})
    if before:
        supporters.contact(ana, before)
    for one in (ana, ben):
        supporters.contact(one, TODAY)
    supporters.take_back(ana, TODAY)
    supporters.take_back(ana, TODAY)
    assert (model.get(ana).contacted_on, model.get(ben).contacted_on) == (before, TODAY)
    counted = [(deed.note, deed.on) for deed in goals.deeds(date.min, date.max)]
    assert counted == [("Ben", TODAY)] + [("Ana 🙂", before)] * bool(before)


@pytest.mark.parametrize("change", [{"role": "boss"}, {"role": ""}, {"name": "  "}])
def test_a_person_has_a_name_and_one_of_five_roles(in_app, change):
    with pytest.raises(Invalid):
        supporters.add({**ANA, **change})
    assert model.everybody() == []
