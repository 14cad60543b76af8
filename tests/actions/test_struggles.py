"""Marking what is hard."""

from datetime import timedelta

import pytest

from interview_practice.actions import struggles
from interview_practice.core.errors import Invalid
from interview_practice.models.struggles import marked
from tests.fakes import NOW

pytestmark = pytest.mark.usefixtures("in_app")

LATER = NOW + timedelta(days=3)


@pytest.fixture
def areas(practice):
    return list(practice.bank.areas)


def test_exactly_the_given_areas_are_marked(practice, areas):
    struggles.mark(areas[:3], practice.bank, NOW)
    struggles.mark(areas[2:5], practice.bank, LATER)
    assert {s.area: s.marked_at for s in marked()} == {
        areas[2]: NOW,
        areas[3]: LATER,
        areas[4]: LATER,
    }, "and a mark that stays keeps its day"


def test_nothing_marked_forgets_every_mark(practice, areas):
    struggles.mark(areas[:2], practice.bank, NOW)
    struggles.mark([], practice.bank, NOW)
    assert marked() == []


def test_the_same_area_twice_counts_once(practice, areas):
    struggles.mark([*areas[:5], *areas[:5]], practice.bank, NOW)
    assert len(marked()) == 5


@pytest.mark.parametrize(("more", "words"), [(5, "five"), (["values/unknown"], "values/unknown")])
def test_too_many_or_unknown_areas_change_nothing(practice, areas, more, words):
    struggles.mark(areas[:1], practice.bank, NOW)
    asked = areas[:2] + (areas[2 : 2 + more] if isinstance(more, int) else more)
    with pytest.raises(Invalid, match=words):
        struggles.mark(asked[:6], practice.bank, LATER)
    assert [struggle.area for struggle in marked()] == areas[:1]
