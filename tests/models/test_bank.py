"""The bank: every complaint has its file and line, and a bad file costs only itself."""

import pytest

from interview_practice.config import shipped
from interview_practice.core.errors import NotFound
from interview_practice.core.questions import TYPE_NAMES
from interview_practice.models import bank

GOOD = """\
[[question]]
slug = "good"
text = "What would you change here?"
area = "situational/change"
"""


def write(folder, **files):
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        content = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.toml").write_bytes(content)
    return folder


def asking(slug, text="Why?", area="values/honesty", more=""):
    return f'[[question]]\nslug = "{slug}"\ntext = "{text}"\narea = "{area}"\n{more}\n'


def test_the_shipped_bank_has_no_problem_and_every_type():
    found = bank.load(shipped("question_bank"))
    assert found.problems == []
    assert {question.type for question in found.questions.values()} == set(TYPE_NAMES)
    assert len(found.questions) >= 60
    assert all(len(questions) >= 2 for questions in found.by_area.values()), "wordings rotate"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ('[[question]]\nslug = "x"\ntext = \n', 3, "not valid TOML"),
        ('[[question]]\nslug = "never closed\n', 2, "not valid TOML"),
        ('[[question]]\nslug = """\nnever closed\n', 3, "not valid TOML"),
        (b'[[question]]\nslug = "\xff"\n', 1, "not UTF-8"),
        (asking("a") + '[[question]]\nslug = "b"\ntext = "B?"\n', 6, "area"),
        (asking("a") + '[[question]]\nslug = 7\ntext = "B?"\narea = "values/x"\n', 7, "str"),
        (asking("b", more="seconds = 5"), 5, "5 seconds"),
        (asking("b", more='seconds = "long"'), 5, "int"),
        (asking("b", more="difficulty = 4"), 5, "4"),
        (asking("b", more='level = "senior"'), 5, "senior"),
        (asking("b", more='covers = ["a", 1]'), 5, "str"),
        (asking("b", more='colour = "red"'), 5, "unknown key 'colour'"),
        (asking("b", more="own = true"), 5, "unknown key 'own'"),
        (asking("B"), 2, "slug 'B'"),
        (asking("b", text=" "), 3, "the text is empty"),
        (asking("b", area="conflict"), 4, "type and a topic"),
        ("# mine\n[[questions]]\nslug = 'b'\n", 1, "unknown table 'questions'"),
        ("[question]\nslug = 'b'\n", 1, "two brackets"),
        ("question = 'b'\n", 1, "two brackets"),
        ("question = [1]\n", 1, "two brackets"),
        ("question = ['slug']\n", 1, "two brackets"),
        ("area = [[]]\n", 1, "two brackets"),
        (f"a = {'[' * 5000}", 1, "nested"),
        ('[[area]]\nslug = "values/x"\n', 1, "name"),
    ],
)
def test_a_complaint_names_the_file_the_line_and_the_reason(tmp_path, content, line, words):
    write(tmp_path, mine=content, good=GOOD)
    found = bank.load(tmp_path)
    [problem] = found.problems
    assert (problem.file, problem.line) == ("mine.toml", line)
    assert words in problem.message
    assert "good" in found.questions, "the rest is read"


def test_every_problem_of_a_file_is_told_at_once(tmp_path):
    write(tmp_path, mine=asking("B") + asking("c") + asking("d", more="seconds = 1"))
    found = bank.load(tmp_path)
    assert [problem.line for problem in found.problems] == [2, 15]
    assert list(found.questions) == ["c"]


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    write(tmp_path, good=GOOD)
    (tmp_path / "folder.toml").mkdir()
    found = bank.load(tmp_path)
    assert [problem.file for problem in found.problems] == ["folder.toml"]
    assert list(found.questions) == ["good"]


def test_a_file_from_a_windows_editor_is_read(tmp_path):
    found = bank.load(write(tmp_path, mine=b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()))
    assert found.problems == []
    assert list(found.questions) == ["good"]


def test_a_slug_used_twice_keeps_the_first_and_names_both_files(tmp_path):
    found = bank.load(write(tmp_path, a=asking("twice", "First?"), b="\n" + asking("twice", "2?")))
    assert found.questions["twice"].text == "First?"
    assert [str(problem) for problem in found.problems] == [
        "b.toml, line 2: the slug 'twice' is already used in a.toml"
    ]


def test_the_users_own_question_wins_without_a_complaint(tmp_path):
    shipped_folder = write(tmp_path / "shipped", a=asking("one", "Theirs?") + asking("two"))
    own = write(tmp_path / "own", a=asking("one", "Mine?", "values/respect"))
    found = bank.load(shipped_folder, own)
    assert found.problems == []
    assert (found.questions["one"].text, found.questions["one"].own) == ("Mine?", True)
    assert not found.questions["two"].own
    assert [question.slug for question in found.by_area["values/honesty"]] == ["two"]


def test_a_broken_own_file_leaves_the_shipped_question(tmp_path):
    shipped_folder = write(tmp_path / "shipped", a=asking("one", "Theirs?"))
    found = bank.load(shipped_folder, write(tmp_path / "own", a="[[question]\n"))
    assert found.questions["one"].text == "Theirs?"
    assert len(found.problems) == 1


def test_folders_inside_the_folder_are_read(tmp_path):
    (tmp_path / "roles").mkdir()
    write(tmp_path / "roles", care="[[question]]\nslug = 1\n")
    [problem] = bank.load(tmp_path).problems
    assert problem.file == "roles/care.toml"


def test_a_bank_that_is_not_there_is_empty(tmp_path):
    found = bank.load(tmp_path / "nothing")
    assert (found.questions, found.areas, found.problems) == ({}, {}, [])


def test_an_area_needs_a_question_and_no_description(tmp_path):
    described = '[[area]]\nslug = "values/loyalty"\nname = "Loyalty"\n'
    found = bank.load(write(tmp_path, a=asking("one") + described))
    assert {slug: area.name for slug, area in found.areas.items()} == {"values/honesty": "Honesty"}
    assert found.area("values/never-seen").name == "Never seen"


def test_a_role_is_asked_its_own_questions_too(tmp_path):
    found = bank.load(write(tmp_path, a=asking("all") + asking("care", more='roles = ["care"]')))
    assert list(found.suited().questions) == ["all"]
    assert list(found.suited("care").questions) == ["all", "care"]


def test_an_unknown_question_is_not_found(tmp_path):
    with pytest.raises(NotFound, match="no-such"):
        bank.load(tmp_path).question("no-such")
