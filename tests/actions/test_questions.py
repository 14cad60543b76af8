import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interview_practice.actions import deletions, questions
from interview_practice.core.errors import Conflict, Invalid, NotFound
from interview_practice.models import bank
from tests.fakes import NOW

BY_HAND = """# Mine, kept under version control.
[[question]]
slug = "mine"           # short
text = "What  is yours?"
area = "values/culture" # or work style
covers = ["a", "b"]

# A thought for later.
"""


def loaded(folder: Path) -> bank.Bank:
    return bank.load(Path("does-not-exist"), folder)


def test_an_added_question_is_in_the_bank(tmp_path):
    slug = questions.add(tmp_path, " Why  this\nroom? ", "motivation/role", covers=["One", ""])
    question = loaded(tmp_path).question(slug)
    assert (question.text, question.area, question.covers, question.own) == (
        "Why this room?", "motivation/role", ["One"], True)  # fmt: skip


def test_adding_leaves_what_was_written_by_hand(tmp_path):
    (tmp_path / "own.toml").write_text(BY_HAND)
    questions.add(tmp_path, "Why this room?", "motivation/role")
    assert (tmp_path / "own.toml").read_text().startswith(BY_HAND)
    assert len(loaded(tmp_path).questions) == 2


def test_while_the_file_is_broken_the_next_one_is_used(tmp_path):
    broken = tmp_path / "own.toml"
    broken.write_text('[[question]\nslug = "half')
    slug = questions.add(tmp_path, "Why this room?", "motivation/role")
    assert slug in loaded(tmp_path).questions
    assert broken.read_text() == '[[question]\nslug = "half'


def test_a_file_in_another_encoding_is_not_touched(tmp_path):
    (tmp_path / "own.toml").write_bytes(b"# caf\xe9\n")
    questions.add(tmp_path, "Why this room?", "motivation/role")
    assert (tmp_path / "own.toml").read_bytes() == b"# caf\xe9\n"
    assert len(loaded(tmp_path).questions) == 1


def test_line_ends_of_another_system_stay(in_app, tmp_path):
    by_hand = BY_HAND.replace("\n", "\r\n").encode()
    (tmp_path / "own.toml").write_bytes(by_hand)
    slug = questions.add(tmp_path, "Why this room?", "motivation/role")
    questions.delete(tmp_path, slug, NOW)
    assert (tmp_path / "own.toml").read_bytes().startswith(by_hand)


def test_the_same_question_twice_gets_two_slugs(tmp_path):
    slugs = [questions.add(tmp_path, "Why?", "motivation/role") for _ in range(3)]
    assert slugs == ["own-why", "own-why-2", "own-why-3"]


def test_many_at_once_lose_none(tmp_path):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: questions.add(tmp_path, f"Why {n}?", "motivation/role"),
                         range(24)))  # fmt: skip
    assert len(loaded(tmp_path).questions) == 24


@pytest.mark.parametrize(
    ("text", "area", "more"),
    [
        ("", "motivation/role", {}),
        ("Why?", "", {}),
        ("Why?", "motivation", {}),
        ("Why?", "hobbies/fishing", {}),
        ("x" * 501, "motivation/role", {}),
        ("Why?", "motivation/role", {"seconds": 5}),
        ("Why?", "motivation/role", {"level": "chief"}),
    ],
)
def test_what_a_bank_may_not_hold_is_refused(tmp_path, text, area, more):
    with pytest.raises(Invalid):
        questions.add(tmp_path, text, area, **more)
    assert not list(tmp_path.glob("*.toml"))


def test_an_edit_keeps_comments_and_the_other_lines(tmp_path):
    (tmp_path / "own.toml").write_text(
        BY_HAND + '\n[[question]]\nslug="b"\ntext="B?"\narea="values/b"\n'
    )
    questions.edit(tmp_path, "mine", text="What is new?", covers=[], seconds=60)
    text = (tmp_path / "own.toml").read_text()
    assert "# short" in text
    assert "# or work style" in text
    assert "# A thought for later." in text
    assert 'slug="b"\n' in text
    held = loaded(tmp_path).question("mine")
    assert (held.text, held.covers, held.seconds) == ("What is new?", [], 60)


def test_a_deleted_question_is_gone_and_the_rest_stays(in_app, tmp_path):
    (tmp_path / "own.toml").write_text(BY_HAND)
    other = questions.add(tmp_path, "Why this room?", "motivation/role")
    questions.delete(tmp_path, "mine", NOW)
    assert list(loaded(tmp_path).questions) == [other]
    assert "# A thought for later." in (tmp_path / "own.toml").read_text()


def test_a_deletion_is_undone_with_all_that_was_written(in_app, tmp_path):
    (tmp_path / "own.toml").write_text(BY_HAND)
    questions.add(tmp_path, "Why this room?", "motivation/role")
    before = loaded(tmp_path)
    questions.delete(tmp_path, "mine", NOW)
    assert deletions.undo(tmp_path) == f"The question “{before.question('mine').text}”"
    assert loaded(tmp_path).questions == before.questions
    text = (tmp_path / "own.toml").read_text()
    for comment in re.findall(r"#.*", BY_HAND):
        assert comment in text
    with pytest.raises(Conflict, match="no deletion to undo"):
        deletions.undo(tmp_path)


def test_a_slug_that_was_taken_since_is_not_taken_again(in_app, tmp_path):
    slug = questions.add(tmp_path, "Why this room?", "motivation/role")
    questions.delete(tmp_path, slug, NOW)
    questions.add(tmp_path, "Why this room?", "motivation/role")
    before = (tmp_path / "own.toml").read_bytes()
    with pytest.raises(Conflict, match="cannot be put back"):
        deletions.undo(tmp_path)
    assert (tmp_path / "own.toml").read_bytes() == before


def test_a_deletion_that_cannot_be_undone_is_none(in_app, tmp_path, monkeypatch):
    """Without a place for the undo the file stays; without the file there is no undo."""
    slug = questions.add(tmp_path, "Why this room?", "motivation/role")
    before = (tmp_path / "own.toml").read_bytes()
    (tmp_path / ".own.toml.part").mkdir()  # the new file cannot be written
    with pytest.raises(IsADirectoryError):
        questions.delete(tmp_path, slug, NOW)
    assert (tmp_path / "own.toml").read_bytes() == before
    with pytest.raises(Conflict, match="no deletion to undo"):
        deletions.undo(tmp_path)


def test_what_is_not_there_cannot_be_edited(tmp_path):
    with pytest.raises(NotFound):
        questions.edit(tmp_path, "missing", text="Why?")


def test_a_layout_of_its_own_is_left_to_the_hand(tmp_path):
    file = tmp_path / "own.toml"
    file.write_text('question = [{slug = "a", text = "A?", area = "values/a"}]\n')
    with pytest.raises(Conflict):
        questions.edit(tmp_path, "a", text="B?")
    assert questions.add(tmp_path, "Why?", "values/a") in loaded(tmp_path).questions
