"""What makes a question unusable, and on which line of its file that stands."""

from dataclasses import replace

import pytest

from interview_practice.core import questions
from interview_practice.core.questions import Problem, Question, faults, line_of

GOOD = Question("a-fair-question", "What would you change?", "situational/change")

FILE = """\
# A comment that says [[question]] is no table.

[[area]]
slug = "opener/introduction"

[[question]]
slug = "first"
text = "One?"

  [[ question ]]
  seconds = 5
  slug = "second"

[[question]]
slugs = "third"
"""


def test_a_good_question_has_no_fault():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"slug": ""}, "slug"),
        ({"slug": "Capital"}, "slug"),
        ({"slug": "two--hyphens"}, "slug"),
        ({"slug": "-edge"}, "slug"),
        ({"slug": "with space"}, "slug"),
        ({"slug": "../up"}, "slug"),
        ({"slug": "line\n"}, "slug"),
        ({"text": ""}, "text"),
        ({"text": " \n"}, "text"),
        ({"area": "behavioural"}, "area"),
        ({"area": "behavioral/conflict"}, "area"),
        ({"area": "unknown/conflict"}, "area"),
        ({"area": "behavioural/"}, "area"),
        ({"area": "behavioural/a/b"}, "area"),
        ({"seconds": 9}, "seconds"),
        ({"seconds": 601}, "seconds"),
    ],
)
def test_a_fault_names_the_key_to_change(change, key):
    [(found, complaint)] = faults(replace(GOOD, **change))
    assert found == key
    assert str(change[key]) in complaint or repr(change[key]) in complaint or key in complaint


@pytest.mark.parametrize("seconds", [10, 600])
def test_the_limits_themselves_are_fine(seconds):
    assert faults(replace(GOOD, seconds=seconds)) == []


def test_every_fault_is_told_at_once():
    bad = replace(GOOD, slug="No", text="", area="x", seconds=0)
    assert [key for key, _ in faults(bad)] == ["slug", "text", "area", "seconds"]


@pytest.mark.parametrize(
    ("table", "index", "key", "line"),
    [
        ("question", 0, "", 6),
        ("question", 0, "slug", 7),
        ("question", 0, "text", 8),
        ("question", 0, "area", 6),
        ("question", 1, "", 10),
        ("question", 1, "seconds", 11),
        ("question", 1, "slug", 12),
        ("question", 2, "slug", 14),
        ("question", 2, "slugs", 15),
        ("question", 3, "slug", 1),
        ("area", 0, "slug", 4),
    ],
)
def test_a_complaint_is_placed_on_its_line(table, index, key, line):
    assert line_of(FILE, table, index, key) == line


def test_a_problem_reads_as_one_line():
    problem = Problem("mine.toml", 3, "the text is empty")
    assert str(problem) == "mine.toml, line 3: the text is empty"


@pytest.mark.parametrize(
    ("slug", "name"),
    [("values/work-style", "Work style"), ("opener/introduction", "Introduction"), ("x", "X")],
)
def test_an_area_without_a_description_still_has_a_name(slug, name):
    assert questions.title(slug) == name


def test_an_area_is_a_type_and_a_topic():
    area = questions.Area("career-story/gap-year", "A gap")
    assert (area.type, area.topic) == ("career-story", "gap-year")
    assert GOOD.type == "situational"
