import pytest

from interview_practice.core.stories import missing_parts, told_twice, without_story


@pytest.mark.parametrize(
    ("weak", "told", "expected"),
    [
        (["a", "b", "c"], [["b"], ["x", "c"]], ["a"]),
        (["a"], [], ["a"]),
        ([], [["a"]], []),
        (["b", "a"], [[]], ["b", "a"]),
    ],
)
def test_weak_areas_without_a_story(weak, told, expected):
    assert without_story(weak, told) == expected


def test_a_story_told_for_two_questions_is_pointed_out():
    assert told_twice(["Migration", "Strike", "Migration", "Migration"]) == [("Migration", 3)]
    assert told_twice(["Migration", "Strike"]) == []


def test_parts_that_are_missing():
    parts = {"situation": "x", "task": " ", "action": "x", "result": "", "learning": "x"}
    assert missing_parts(parts) == ["Task", "Result"]
