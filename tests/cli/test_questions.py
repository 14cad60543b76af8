import json
import subprocess

import pytest

from interview_practice import config
from interview_practice.models import bank

TEXT = "Tell me about a time you disagreed with your boss."


@pytest.fixture
def own(tmp_path):
    """The questions of one's own, as the program reads them."""

    def read():
        whole = bank.load(config.shipped("question_bank"), tmp_path / "data" / "questions")
        return [question for question in whole.questions.values() if question.own]

    return read


def test_all_questions_are_listed_with_their_slugs(run):
    lines = run("questions", "list").stdout.splitlines()
    whole = bank.load(config.shipped("question_bank"))
    assert [line.split()[0] for line in lines] == list(whole.questions)


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (["--type", "salary"], lambda q: q["area"].startswith("salary/")),
        (["--area", "behavioural/conflict"], lambda q: q["area"] == "behavioural/conflict"),
        (["--role", "software"], lambda q: "software" in q["roles"]),
        (["mistake"], lambda q: "mistake" in json.dumps(q).lower()),
    ],
)
def test_a_list_is_narrowed(run_json, filters, fits):
    found = run_json("questions", "list", *filters)
    assert 0 < len(found) < 500
    assert all(fits(question) for question in found)


def test_nothing_found_is_said_and_is_no_problem(run):
    result = run("questions", "list", "xylophonist")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No question fits" in result.stderr


def test_an_unknown_area_is_a_problem(run):
    result = run("questions", "list", "--area", "nonsense")
    assert result.exit_code == 1
    assert "behavioural/conflict" in result.stderr


def test_an_unknown_role_is_a_problem(run):
    result = run("questions", "list", "--role", "nonsense")
    assert result.exit_code == 1
    assert "There are administration, " in result.stderr


def test_one_question_is_shown_whole(run):
    question = bank.load(config.shipped("question_bank")).questions["conflict-own-fault"]
    shown = run("questions", "show", question.slug).stdout
    for text in (question.text, *question.covers, *question.follow_ups, question.push_back):
        assert text in shown


def test_an_unknown_question_is_a_problem(run):
    result = run("questions", "show", "nonsense")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "questions list WORDS" in result.stderr


def test_a_question_is_added_in_the_area_its_words_suggest(run, own):
    result = run("questions", "add", TEXT)
    assert result.exit_code == 0
    (question,) = own()
    assert (question.text, question.area) == (TEXT, "behavioural/conflict")
    assert question.slug in result.stdout


def test_everything_about_a_question_can_be_given(run, own):
    run("questions", "add", TEXT, "--area", "values/opinions", "--covers", "One", "--covers", "Two",
        "--follow-up", "And then?", "--push-back", "Really?", "--seconds", "45")  # fmt: skip
    (question,) = own()
    assert (question.area, question.covers, question.follow_ups, question.push_back,
            question.seconds) == ("values/opinions", ["One", "Two"], ["And then?"], "Really?",
                                  45)  # fmt: skip


@pytest.mark.parametrize("arguments", [["  "], [TEXT, "--area", "nonsense"], ["x" * 501]])
def test_what_the_bank_may_not_hold_is_refused(run, own, arguments):
    result = run("questions", "add", *arguments)
    assert result.exit_code == 1
    assert own() == []


LINES = "1. Why do you want to work here?\n- What is your notice period?\n"
CSV = "question,area\nWhy do you want to work here?,motivation/company\n"
TOML = f'[[question]]\nslug = "mine"\ntext = "{TEXT}"\narea = "values/opinions"\n'


@pytest.mark.parametrize(
    ("content", "count"),
    [(LINES, 2), (CSV, 1), (TOML, 1), (CSV.replace(",", "\t"), 1), ("\ufeff" + CSV, 1)],
)
def test_a_file_is_imported(run, own, tmp_path, content, count):
    (tmp_path / "file.txt").write_text(content, encoding="utf-8")
    result = run("questions", "import", tmp_path / "file.txt")
    assert result.exit_code == 0, result.output
    assert len(own()) == count
    assert "added." in result.stdout


def test_a_dry_run_adds_nothing(run, own, tmp_path):
    (tmp_path / "file.txt").write_text(LINES)
    result = run("questions", "import", "--dry-run", tmp_path / "file.txt")
    assert "salary/logistics: What is your notice period?" in result.stdout
    assert "2 questions would be added." in result.stdout
    assert own() == []


def test_an_import_twice_adds_once(run, own, tmp_path):
    (tmp_path / "file.txt").write_text(LINES)
    run("questions", "import", tmp_path / "file.txt")
    result = run("questions", "import", tmp_path / "file.txt")
    assert (result.exit_code, len(own())) == (0, 2)
    assert result.stderr.count("in the bank already") == 2


def test_the_terminal_can_be_imported(start, own):
    process = start("questions", "import", "-", stdin=subprocess.PIPE)
    process.communicate(LINES, timeout=30)
    assert len(own()) == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04zip", b"\0\1\2", b"[[question]]\ntext = 3"])
def test_what_cannot_be_read_is_one_sentence(run, own, tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    result = run("questions", "import", tmp_path / "file")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert own() == []


@pytest.mark.parametrize("name", ["mine.toml", "mine.csv"])
def test_an_export_can_be_imported_elsewhere(run, own, tmp_path, name):
    run("questions", "add", TEXT, "--covers", "One; and more", "--follow-up", 'So "what"?')
    before = own()
    assert run("questions", "export", tmp_path / name).exit_code == 0
    (tmp_path / "data" / "questions" / "own.toml").unlink()
    assert run("questions", "import", tmp_path / name).exit_code == 0
    assert [(q.text, q.area) for q in own()] == [(q.text, q.area) for q in before]


def test_an_export_overwrites_nothing(run, tmp_path):
    (tmp_path / "mine.toml").write_text("precious")
    assert run("questions", "export", tmp_path / "mine.toml").exit_code == 1
    assert (tmp_path / "mine.toml").read_text() == "precious"


def test_an_export_is_told_to_programs(run, run_json, tmp_path):
    run("questions", "add", TEXT)
    file = tmp_path / "mine.csv"
    assert run_json("questions", "export", file) == {"file": str(file), "questions": 1}
    result = run("questions", "export", "-", "--json")
    assert (result.exit_code, result.stdout) == (2, "")


def test_an_export_needs_to_know_the_format(run, tmp_path):
    assert run("questions", "export", tmp_path / "mine.docx").exit_code == 2


def test_the_whole_bank_can_be_exported(run):
    text = run("questions", "export", "--all", "-").stdout
    assert text.count("[[question]]") == len(bank.load(config.shipped("question_bank")).questions)


def test_the_shipped_bank_is_sound(run):
    result = run("questions", "check")
    assert result.exit_code == 0
    assert result.stdout.endswith(" questions, no problems.\n")


def test_a_mistake_is_shown_with_its_line(run, tmp_path):
    (tmp_path / "bad.toml").write_text('[[question]]\nslug = "a"\ntext = "A?"\narea = "nowhere"\n')
    result = run("questions", "check", tmp_path / "bad.toml")
    assert result.exit_code == 1
    assert "bad.toml, line 4: " in result.stdout
    assert "0 questions, 1 problem." in result.stdout


def test_problems_are_given_to_programs(run, tmp_path):
    (tmp_path / "data" / "questions").mkdir(parents=True)
    (tmp_path / "data" / "questions" / "own.toml").write_text("[[question")
    found = json.loads(run("questions", "check", "--json").stdout)
    assert found["problems"][0]["file"] == "own.toml"


def test_a_pipe_that_closes_early_is_no_error(start):
    process = start("questions", "list")
    process.stdout.readline()
    process.stdout.close()
    assert "Error" not in process.stderr.read()
