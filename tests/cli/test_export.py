import csv
import json
from datetime import date
from uuid import uuid4

import pytest

from interview_practice.actions import attempts, reviews
from interview_practice.models.base import db
from interview_practice.models.interviews import Application, AskedQuestion, Interview
from tests.fakes import NOW
from tests.needs import need


@pytest.fixture
def history(app, practice, begun):
    """A typed and a spoken answer, an interview, and a question of one's own."""
    with app.app_context():
        question = next(iter(practice.bank.questions.values()))
        typed = attempts.write(question, "I *asked* first, naïvely.", None, NOW)
        reviews.rate(typed, 2, "gut", [], practice.bank, NOW, practice.rng)
        attempts.append(begun, 0, b"\1\2" * 16_000, practice.recordings)
        attempts.complete(begun, 32_000, practice.recordings, NOW)
        asked = AskedQuestion(position=0, text="Why <us>?", area="motivation/company",
                              rating=1, failures=["froze"], question="why-us")  # fmt: skip
        db.session.add(Application(company="Acme", role="Lead", created_at=NOW, interviews=[
            Interview(stage="final", on=date(2026, 3, 1), logged_at=NOW, feedback="Too quiet.",
                      asked=[asked])]))  # fmt: skip
        db.session.commit()
        (practice.settings.own_questions / "own.toml").write_text("# mine\n")
    return question


@pytest.fixture
def exported(history, run, tmp_path):
    result = run("export", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "2 answers, 1 recording, 1 interview." in result.stdout
    return tmp_path / "out"


def test_every_table_is_there_twice_with_the_same_rows(exported):
    for table in db.metadata.sorted_tables:
        rows = json.loads((exported / "json" / f"{table.name}.json").read_text())
        with (exported / "csv" / f"{table.name}.csv").open(newline="") as file:
            assert len(list(csv.DictReader(file))) == len(rows), table.name


def test_json_holds_what_was_said_and_when(exported):
    (rated,) = [row for row in json.loads((exported / "json" / "attempt.json").read_text())
                if row["rating"]]  # fmt: skip
    assert rated["started_at"] == "2026-03-03T10:00:00+00:00"
    texts = [row["text"] for row in json.loads((exported / "json" / "transcript.json").read_text())]
    assert "I *asked* first, naïvely." in texts


def test_an_answer_is_a_page_in_markdown(exported, history):
    pages = [path.read_text() for path in (exported / "answers").iterdir()]
    (typed,) = [page for page in pages if "asked" in page]
    assert typed.startswith("# ")
    assert "- Rating: Shaky\n" in typed
    assert r"I \*asked\* first, naïvely." in typed


def test_an_interview_is_a_page_in_markdown(exported):
    (page,) = (exported / "interviews").iterdir()
    assert page.name.startswith("2026-03-01-Acme-final")
    text = page.read_text()
    assert "# Acme · Lead" in text
    assert r"- Why \<us\>? (motivation/company, Froze; froze)" in text
    assert "## Feedback\n\nToo quiet." in text


def test_a_recording_is_flac_with_every_sample(exported, begun):
    from interview_practice.audio import flac

    kept = exported / "recordings" / f"{begun}.flac"
    assert flac.decoded(kept).read() == b"\1\2" * 16_000


def test_own_questions_come_along(exported):
    assert (exported / "questions" / "own.toml").read_text() == "# mine\n"


def test_the_readme_describes_every_table_and_column(exported):
    text = (exported / "README.md").read_text()
    for table in db.metadata.sorted_tables:
        line = next(line for line in text.splitlines() if line.startswith(f"- **{table.name}**"))
        assert all(f"`{column.name}`" in line for column in table.columns)


def test_every_folder_the_readme_names_is_there(exported):
    import re

    named = re.findall(r"^- `([\w.]+)/?`", (exported / "README.md").read_text(), re.M)
    assert len(named) >= 6
    assert all((exported / name).exists() for name in named)


def test_nothing_is_overwritten(history, run, tmp_path):
    (tmp_path / "out").mkdir()
    result = run("export", tmp_path / "out")
    assert result.exit_code == 1
    assert "Choose a new folder" in result.stderr


def test_a_failed_export_leaves_nothing(history, run, practice, begun, tmp_path):
    (practice.settings.recordings / f"{begun}.flac").mkdir()  # cannot be copied
    result = run("export", tmp_path / "out")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert not list(tmp_path.glob("out*"))


def test_counts_are_given_to_programs(history, run_json, tmp_path):
    counts = run_json("export", tmp_path / "out")
    assert (counts["answers"], counts["recordings"], counts["interviews"]) == (2, 1, 1)


@pytest.mark.parametrize("kind", ["--anki", "--ics"])
def test_a_written_file_is_told_to_programs(history, run, run_json, tmp_path, kind):
    assert run_json("export", kind, tmp_path / "file") == {"file": str(tmp_path / "file")}
    assert (tmp_path / "file").stat().st_size
    result = run("export", kind, "-", "--json")
    assert (result.exit_code, result.stdout) == (2, "")


def test_an_empty_installation_can_be_exported(app, run, tmp_path):
    assert run("export", tmp_path / "out").exit_code == 0
    assert json.loads((tmp_path / "out" / "json" / "attempt.json").read_text()) == []


def test_the_deck_holds_the_areas_that_were_practiced(history, run, practice):
    deck = run("export", "--anki", "-").stdout
    assert "#notetype:Basic" in deck
    assert f"interview-practice-{history.slug}\t" in deck
    assert deck.count("interview-practice-") == len(practice.bank.by_area[history.area])


def test_the_calendar_holds_the_days_areas_come_back(history, run, tmp_path):
    assert run("export", "--ics", tmp_path / "due.ics").exit_code == 0
    text = (tmp_path / "due.ics").read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert f"UID:area-{history.area.replace('/', '-')}@interview-practice\r\n" in text


def test_one_file_at_a_time(app, run):
    assert run("export", "--anki", "--ics", "x").exit_code == 2


def test_a_folder_is_not_written_to_the_terminal(app, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("export", "-")
    assert result.exit_code == 2
    assert "- goes with --anki or --ics" in result.stderr
    assert not (tmp_path / "-").exists()


def test_everything_is_deleted(history, run, tmp_path):
    run("backup")
    result = run("delete", "--everything", input="y\n")
    assert result.exit_code == 0
    assert not (tmp_path / "data").exists()


def test_deleting_asks_first(history, run, tmp_path):
    result = run("delete", "--everything", input="n\n")
    assert result.exit_code == 1
    assert (tmp_path / "data" / "practice.db").exists()


def test_a_file_that_is_not_ours_stays(history, run, tmp_path):
    (tmp_path / "data" / "diary.txt").write_text("mine")
    result = run("delete", "--everything", "--yes")
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["diary.txt"]
    assert "diary.txt" in result.stdout


def test_what_was_deleted_and_what_was_left_is_told_to_programs(history, run_json, tmp_path):
    data = tmp_path / "data"
    (data / "diary.txt").write_text("mine")
    told = run_json("delete", "--everything", "--yes")
    assert told == {"deleted": str(data), "left": ["diary.txt"]}


def test_a_folder_that_is_not_ours_is_not_touched(run, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "questions").mkdir()
    result = run("delete", "--everything", "--yes", "--data", tmp_path / "photos")
    assert result.exit_code == 1
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["questions"]


def test_delete_alone_is_misuse(history, run, tmp_path):
    assert run("delete").exit_code == 2
    assert (tmp_path / "data" / "practice.db").exists()


def test_nothing_is_deleted_under_a_running_server(history, run, start, tmp_path):
    server = start("serve", "--no-browser", "--port", "0")
    assert "Practice here" in server.stdout.readline()
    assert run("delete", "--everything", "--yes").exit_code == 1
    assert (tmp_path / "data" / "practice.db").exists()


def test_everything_the_program_makes_is_deleted(practice, start, run, tmp_path):
    """What a server and every command leave in the data folder is known to `delete`."""
    need("espeak-ng")
    from interview_practice.actions.erasure import OURS

    server = start("serve", "--no-browser", "--port", "0")
    assert "Practice here" in server.stdout.readline()
    (practice.settings.recordings / f"{uuid4()}.pcm").write_bytes(b"\1\2")
    made = {path.name for path in (tmp_path / "data").iterdir()}
    server.terminate()
    server.wait(timeout=20)
    run("doctor", "--fix")
    made |= {path.name for path in (tmp_path / "data").iterdir()}
    assert made <= set(OURS)
