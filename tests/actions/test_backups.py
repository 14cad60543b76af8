import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import timedelta

import pytest

from interview_practice.actions import attempts, backups
from interview_practice.core.errors import Conflict, Unavailable
from tests.fakes import NOW

SECRET = "the marmalade clause"


@pytest.fixture
def settings(practice):
    return practice.settings


@pytest.fixture
def answer(in_app, practice):
    question = next(iter(practice.bank.questions.values()))
    return attempts.write(question, f"I mentioned {SECRET}.", None, NOW)


@pytest.fixture
def recording(begun, in_app, practice):
    attempts.append(begun, 0, b"\1\2" * 8000, practice.recordings)
    return practice.recordings.folder / f"{begun}.pcm"


def test_an_archive_holds_database_recordings_and_questions(settings, answer, recording, tmp_path):
    (settings.own_questions / "own.toml").write_text("# mine\n")
    manifest = backups.save(settings, tmp_path / "all.zip", NOW)
    assert [entry.path for entry in manifest.files] == [
        "practice.db", "questions/own.toml", f"recordings/{recording.name}"
    ]  # fmt: skip
    assert backups.verify(tmp_path / "all.zip") == manifest


def test_the_access_token_stays_out(settings, answer, tmp_path):
    (settings.data / "token").write_text("very-secret")
    backups.save(settings, tmp_path / "all.zip", NOW)
    assert "token" not in zipfile.ZipFile(tmp_path / "all.zip").namelist()


def test_an_archive_is_for_its_owner_only(settings, answer, tmp_path):
    backups.save(settings, tmp_path / "all.zip", NOW)
    assert (tmp_path / "all.zip").stat().st_mode & 0o777 == 0o600


def test_nothing_is_overwritten(settings, answer, tmp_path):
    (tmp_path / "all.zip").write_text("precious")
    with pytest.raises(Conflict):
        backups.save(settings, tmp_path / "all.zip", NOW)
    assert (tmp_path / "all.zip").read_text() == "precious"


def test_a_failed_backup_leaves_nothing_behind(settings, answer, recording, tmp_path):
    def stop(done, whole):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backups.save(settings, tmp_path / "all.zip", NOW, stop)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("all.zip")]
    assert not list(settings.backups.glob(".saving-*"))


def test_what_is_recorded_meanwhile_is_left_out(settings, answer, recording, tmp_path):
    def record(done, whole):
        with recording.open("ab") as file:
            file.write(b"more")

    backups.save(settings, tmp_path / "all.zip", NOW, record)
    backups.verify(tmp_path / "all.zip")


def test_a_recording_that_became_flac_meanwhile_is_found(settings, begun, recording, practice,
                                                        tmp_path):  # fmt: skip
    def seal(done, whole):
        practice.recordings.seal(begun, 16_000)

    manifest = backups.save(settings, tmp_path / "all.zip", NOW, seal)
    assert f"recordings/{begun}.flac" in [entry.path for entry in manifest.files]


def damaged(archive, change):
    """Write an archive again with some of its files changed."""
    with zipfile.ZipFile(archive) as old:
        files = {name: old.read(name) for name in old.namelist()}
    change(files)
    with zipfile.ZipFile(archive, "w") as new:
        for name, content in files.items():
            new.writestr(name, content)


def flip(files):
    content = bytearray(files["practice.db"])
    content[5000] ^= 1
    files["practice.db"] = bytes(content)


def rename(files):
    files["../escaped"] = files.pop("practice.db")
    manifest = json.loads(files["manifest.json"])
    manifest["files"][0]["path"] = "../escaped"
    files["manifest.json"] = json.dumps(manifest).encode()


def from_the_future(files):
    manifest = json.loads(files["manifest.json"])
    files["manifest.json"] = json.dumps(manifest | {"format": 99}).encode()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (flip, "practice.db is not what was saved"),
        (rename, "does not belong"),
        (from_the_future, "newer version"),
        (lambda files: files.update(extra=b""), "does not fit"),
        (lambda files: files.pop("practice.db"), "does not fit"),
        (lambda files: files.pop("manifest.json"), "is not a backup"),
        (lambda files: files.update({"manifest.json": b"[]"}), "is not a backup"),
    ],
)
def test_a_damaged_archive_is_refused(settings, answer, tmp_path, change, complaint):
    archive = tmp_path / "all.zip"
    backups.save(settings, archive, NOW)
    damaged(archive, change)
    with pytest.raises(Unavailable, match=complaint):
        backups.verify(archive)


@pytest.mark.parametrize("at", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_flipped_or_missing_byte_is_noticed(settings, answer, recording, tmp_path, at):
    archive = tmp_path / "all.zip"
    backups.save(settings, archive, NOW)
    whole = archive.read_bytes()
    place = int(len(whole) * at)
    for broken in (whole[:place], whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :]):
        archive.write_bytes(broken)
        with pytest.raises(Unavailable):
            backups.verify(archive)


def test_an_automatic_copy_is_made_once_a_day(settings, answer):
    made = [backups.automatically(settings, NOW + timedelta(hours=h)) for h in (0, 1, 19, 20, 21)]
    assert [bool(path) for path in made] == [True, False, False, True, False]
    assert len(list(settings.backups.glob("auto-*.db"))) == 2


def test_automatic_copies_are_thinned(settings, answer):
    for day in range(16):
        backups.automatically(settings, NOW + timedelta(days=day))
    assert 8 <= len(list(settings.backups.glob("auto-*.db"))) <= 11


def test_a_copy_before_a_migration_is_never_thinned(settings, answer):
    kept = settings.backups / "before-0009-20200101-000000.db"
    kept.touch()
    for day in range(3):
        backups.automatically(settings, NOW + timedelta(days=day))
    assert kept.exists()


def test_a_clock_set_back_does_not_stop_the_copies(settings, answer):
    backups.automatically(settings, NOW + timedelta(days=900))
    assert backups.automatically(settings, NOW)


def test_a_deleted_answer_leaves_the_automatic_copies_too(settings, answer, practice):
    copy = backups.automatically(settings, NOW)
    assert SECRET.encode() in copy.read_bytes()
    attempts.delete(answer, practice.recordings, settings.backups)
    for path in settings.data.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes(), path
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_damaged_copy_goes_when_an_answer_is_deleted(settings, answer, practice):
    copy = settings.backups / "auto-20200101-000000.db"
    copy.write_bytes(b"SQLite format 3\0" + SECRET.encode() * 100)
    attempts.delete(answer, practice.recordings, settings.backups)
    assert not copy.exists()
