import json
import re

import pytest

from tests.cli.sounds import converted, spoken
from tests.needs import need


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return spoken(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def heard(monkeypatch, engine):
    """The commands hear with the engine of the tests."""
    from interview_practice import app

    monkeypatch.setattr(app, "speech_engine", lambda settings: engine)
    return engine


@pytest.mark.speech
def test_speech_becomes_text(run, answer):
    result = run("transcribe", answer)
    assert result.exit_code == 0
    assert re.search("what they needed.*two days early", result.stdout, re.S)


@pytest.mark.speech
def test_delivery_follows_the_text(run, answer):
    result = run("transcribe", "--delivery", "--type", "behavioural", answer)
    assert re.search(r"You spoke at \d+ words a minute", result.stdout)
    assert "under the range for this question" in result.stdout


def test_without_a_type_no_length_is_held_against_it(run, heard, answer):
    assert "range for this question" not in run("transcribe", "--delivery", answer).stdout


def test_json_holds_words_times_and_figures(run, heard, answer):
    found = json.loads(run("transcribe", "--format", "json", "--delivery", answer).stdout)
    assert set(found) == {"file", "speech_model", "seconds", "text", "segments", "delivery"}
    assert found["segments"][0]["words"][0]["word"] == "word0"
    assert found["delivery"]["words"] > 0


def test_json_of_several_files_is_a_list(run, heard, answer):
    assert len(json.loads(run("transcribe", "--format", "json", answer, answer).stdout)) == 2


@pytest.mark.parametrize(("form", "heading"), [("srt", "1\n00:00:00,"), ("vtt", "WEBVTT\n\n00:")])
def test_subtitles_are_printed(run, heard, answer, form, heading):
    assert run("transcribe", "--format", form, answer).stdout.startswith(heading)


def test_each_file_is_written_into_a_folder(run, heard, answer, tmp_path):
    other = converted(answer, tmp_path / "answer.flac", "flac", "flac")
    third = converted(answer, tmp_path / "third.flac", "flac", "flac")
    run("transcribe", "--format", "srt", "--to", tmp_path / "out", answer, other, third)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "answer.flac.srt", "answer.wav.srt", "third.srt"
    ]  # fmt: skip


def test_a_text_that_is_there_is_not_replaced(run, heard, answer, tmp_path):
    (tmp_path / "answer.txt").write_text("precious")
    result = run("transcribe", "--to", tmp_path, answer)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "answer.txt is there already. Choose another folder" in result.stderr
    assert (tmp_path / "answer.txt").read_text() == "precious"


def test_two_files_of_one_name_are_not_written_over_each_other(run, heard, answer, tmp_path):
    (tmp_path / "second").mkdir()
    other = tmp_path / "second" / answer.name
    other.write_bytes(answer.read_bytes())
    result = run("transcribe", "--to", tmp_path / "out", answer, other)
    assert result.exit_code == 2
    assert "have the same name" in result.stderr


def test_a_folder_that_cannot_be_made_is_said_before_the_listening(run, answer, tmp_path):
    (tmp_path / "file").write_text("")
    result = run("transcribe", "--to", tmp_path / "file" / "out", answer)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: Not a directory")


def test_a_speech_model_that_does_not_exist_is_named(run, answer):
    result = run("transcribe", "--speech-model", "nonsense", answer)
    assert result.exit_code == 1
    assert "nonsense is not on this machine. Here are: tiny.en." in result.stderr


@pytest.mark.parametrize(
    ("container", "codec"),
    [("wav", "pcm_s16le"), ("webm", "libopus"), ("mp4", "aac"), ("ogg", "libopus"),
     ("flac", "flac"), ("mp3", "libmp3lame")],
)  # fmt: skip
def test_every_known_container_is_read_whatever_its_name(run, heard, answer, tmp_path, container,
                                                         codec):  # fmt: skip
    file = converted(answer, tmp_path / "sound.bin", container, codec)
    result = run("transcribe", file)
    assert (result.exit_code, "word0 word1" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"just a text",
        b"#EXTM3U\n#EXTINF:1,\nsecret.wav\n",
        b"ffconcat version 1.0\nfile secret.wav\n",
        b"\xff\xfe#\0E\0X\0T\0",
        b"RIFF\0\0\0\0WAVE",
        b"ID3\4\0\0\0\0\0\0" + b"\0" * 400,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 400,
    ],
)
def test_what_is_no_sound_is_refused(run, heard, answer, tmp_path, content):
    (tmp_path / "secret.wav").write_bytes(answer.read_bytes())
    (tmp_path / "answer.webm").write_bytes(content)
    result = run("transcribe", tmp_path / "answer.webm")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "word0" not in result.stdout


def test_a_bad_file_does_not_stop_the_others(run, heard, answer, tmp_path):
    (tmp_path / "bad.wav").write_text("bad")
    result = run("transcribe", tmp_path / "bad.wav", answer)
    assert result.exit_code == 1
    assert "bad.wav: This file cannot be read" in result.stderr
    assert "word0" in result.stdout


def test_silence_is_said(run, heard, tmp_path):
    import wave

    with wave.open(str(tmp_path / "silence.wav"), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(bytes(64_000))
    assert "Nobody spoke." in run("transcribe", tmp_path / "silence.wav").stdout


def test_a_sound_that_is_too_long_is_refused(answer, tmp_path):
    from interview_practice.audio import uploads
    from interview_practice.core.errors import TooLarge

    with pytest.raises(TooLarge):
        uploads.decode(answer, tmp_path / "sound.pcm", longest=3)
    assert not (tmp_path / "sound.pcm").exists()


def test_nothing_is_kept(run, heard, answer, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "scratch").mkdir()
    run("transcribe", answer)
    assert not list((tmp_path / "scratch").iterdir())
    assert not list((tmp_path / "data" / "recordings").iterdir())


@pytest.mark.parametrize(
    "arguments", [[], ["--format", "docx", "x"], ["no-such-file.wav"], ["--no-such-option"]]
)
def test_misuse_gives_exit_code_2(run, arguments):
    assert run("transcribe", *arguments).exit_code == 2


def test_subtitles_of_several_files_need_a_folder(run, answer):
    result = run("transcribe", "--format", "srt", answer, answer)
    assert result.exit_code == 2
    assert "--to FOLDER" in result.stderr


def test_without_a_speech_model_the_remedy_is_said(run, answer):
    result = run("transcribe", "--speech-model", "base.en", answer)
    assert result.exit_code == 1
    assert "speech-models fetch" in result.stderr


def test_a_file_name_on_a_terminal_gets_a_bar(start, answer):
    need("espeak-ng")
    import os
    import pty

    ours, theirs = pty.openpty()
    process = start("transcribe", answer, stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            block = os.read(ours, 4096)
        except OSError:
            break
        shown += block
    os.close(ours)
    assert process.wait(timeout=60) == 0, shown
    assert b"Listening to answer.wav" in shown
