import json
import random

import pytest

from tests.cli.hub import REVISION, Hub

FILES = {
    "config.json": b'{"model": "whisper"}',
    "tokenizer.json": b'{"version": "1.0"}',
    "vocabulary.txt": b"a\nb\n",
    "model.bin": random.Random(1).randbytes(700_000),
}


@pytest.fixture
def hub(monkeypatch):
    hub = Hub(dict(FILES))
    monkeypatch.setenv("HF_ENDPOINT", hub.address)
    yield hub
    hub.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "speech-models" / "base.en"


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name in FILES}


def test_a_model_is_fetched_whole(run, hub, folder):
    result = run("speech-models", "fetch", "base.en")
    assert result.exit_code == 0
    assert held(folder) == FILES
    assert "speech-models use base.en" in result.stdout
    assert not list(folder.glob("*.part"))
    assert not (folder / "README.md").exists()


def test_every_file_is_of_the_revision_that_was_listed(run, hub, folder):
    run("speech-models", "fetch", "base.en")
    assert all(f"/resolve/{REVISION}/" in path for path, _ in hub.asked[1:])


def test_a_broken_off_fetch_goes_on_where_it_stopped(run, hub, folder):
    hub.breaks_after = 300_000
    result = run("speech-models", "fetch", "base.en")
    assert result.exit_code == 1
    assert "goes on from there" in result.stderr
    assert not (folder / "model.bin").exists()
    assert (folder / "model.bin.part").stat().st_size == 300_000
    hub.breaks_after = None
    assert run("speech-models", "fetch", "base.en").exit_code == 0
    assert hub.asked[-1][1] == "bytes=300000-"
    assert held(folder) == FILES


def test_a_hub_that_cannot_go_on_sends_it_anew(run, hub, folder):
    hub.breaks_after, hub.no_ranges = 300_000, True
    run("speech-models", "fetch", "base.en")
    hub.breaks_after = None
    assert run("speech-models", "fetch", "base.en").exit_code == 0
    assert held(folder) == FILES


def test_what_arrives_damaged_is_not_kept(run, hub, folder):
    hub.damaged = True
    result = run("speech-models", "fetch", "base.en")
    assert result.exit_code == 1
    assert "arrived damaged" in result.stderr
    assert not list(folder.glob("model.bin*"))


def test_a_second_fetch_repairs_only_what_is_wrong(run, hub, folder):
    run("speech-models", "fetch", "base.en")
    (folder / "tokenizer.json").write_text("broken")
    hub.asked.clear()
    assert run("speech-models", "fetch", "base.en").exit_code == 0
    assert [path.rpartition("/")[2] for path, _ in hub.asked[1:]] == ["tokenizer.json"]
    assert held(folder) == FILES


@pytest.mark.parametrize("status", [404, 429, 500])
def test_a_refusal_of_the_hub_is_one_sentence(run, hub, status):
    hub.down = status
    result = run("speech-models", "fetch", "base.en")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert str(status) in result.stderr


def test_another_server_in_the_hubs_place_is_noticed(run, hub, monkeypatch):
    monkeypatch.setattr(hub, "listing", lambda: {"hello": "world"})
    result = run("speech-models", "fetch", "base.en")
    assert result.exit_code == 1
    assert "did not answer as the Hub does" in result.stderr


def test_without_a_network_it_says_so_at_once(run, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    result = run("speech-models", "fetch", "base.en")
    assert result.exit_code == 1
    assert "seems to be offline" in result.stderr


def test_a_name_that_is_no_model_is_misuse(run):
    result = run("speech-models", "fetch", "../../evil")
    assert result.exit_code == 2
    assert "distil-large-v3" in result.stderr


def test_a_fetched_model_is_verified(run, hub, folder):
    run("speech-models", "fetch", "base.en")
    assert run("speech-models", "verify", "base.en").stdout == "base.en: as it was fetched\n"
    (folder / "model.bin").write_bytes(FILES["model.bin"][:-1] + b"x")
    result = run("speech-models", "verify", "base.en")
    assert result.exit_code == 1
    assert "base.en: damaged: model.bin. Fetch it again" in result.stdout


def test_the_packaged_model_is_what_it_should_be(run_json):
    assert run_json("speech-models", "verify") == {"tiny.en": "as it was fetched"}


def test_a_model_of_unknown_origin_is_not_called_sound(run, hub, folder):
    run("speech-models", "fetch", "base.en")
    (folder / "hashes.json").unlink()
    assert "nothing is known to compare it with" in run("speech-models", "verify").stdout


def test_a_chosen_model_is_used_from_then_on(run, hub, folder, tmp_path):
    from interview_practice import config

    run("speech-models", "fetch", "base.en")
    assert run("speech-models", "use", "base.en").exit_code == 0
    assert config.read(tmp_path / "data", environ={}).speech_model == "base.en"


def test_the_environment_wins_and_it_is_said(run, hub, monkeypatch, tmp_path):
    from interview_practice import config

    monkeypatch.setenv("INTERVIEW_PRACTICE_SPEECH_MODEL", "small.en")
    assert "wins over this choice" in run("speech-models", "use", "tiny.en").stderr
    environ = {"INTERVIEW_PRACTICE_SPEECH_MODEL": "small.en"}
    assert config.read(tmp_path / "data", environ=environ).speech_model == "small.en"


def test_a_folder_can_be_chosen(run, hub, folder, tmp_path):
    from interview_practice import config

    run("speech-models", "fetch", "base.en")
    mine = folder.rename(tmp_path / "mine")
    run("speech-models", "use", mine)
    assert config.read(tmp_path / "data", environ={}).speech_model == str(mine)


def test_a_fetch_and_a_choice_are_told_to_programs(run_json, hub, folder, monkeypatch):
    fetched = run_json("speech-models", "fetch", "base.en")
    assert (fetched["name"], fetched["folder"]) == ("base.en", str(folder))
    assert fetched["bytes"] == sum(p.stat().st_size for p in folder.iterdir())
    assert run_json("speech-models", "use", "base.en") == {"chosen": "base.en", "used": "base.en"}
    monkeypatch.setenv("INTERVIEW_PRACTICE_SPEECH_MODEL", "small.en")
    assert run_json("speech-models", "use", "tiny.en") == {"chosen": "tiny.en", "used": "small.en"}


def test_a_model_that_is_not_here_cannot_be_chosen(run):
    result = run("speech-models", "use", "base.en")
    assert result.exit_code == 1
    assert "speech-models fetch base.en" in result.stderr


@pytest.mark.parametrize(
    ("name", "remedy"), [("base.en", "speech-models fetch base.en"), ("nope", "Here are: tiny.en.")]
)
@pytest.mark.parametrize("verb", ["use", "verify"])
def test_a_model_that_is_not_here_comes_with_a_remedy(run, verb, name, remedy):
    result = run("speech-models", verb, name)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert remedy in result.stderr


@pytest.mark.speech
def test_the_list_tells_the_speed_measured_here(run_json, tmp_path):
    found = run_json("speech-models", "list")
    tiny, base = found["models"][:2]
    assert (tiny["name"], tiny["here"], tiny["chosen"], tiny["measured"]) == (
        "tiny.en", True, True, True
    )  # fmt: skip
    assert 0.1 < tiny["seconds_a_minute"] < 60
    assert (base["here"], base["measured"]) == (False, False)
    assert found["recommended"] in [model["name"] for model in found["models"]]
    kept = json.loads((tmp_path / "data" / "speech-models" / "speeds.json").read_text())
    assert kept == {"tiny.en": tiny["seconds_a_minute"]}


def test_the_list_says_what_to_do(run, tmp_path):
    speeds = tmp_path / "data" / "speech-models" / "speeds.json"
    speeds.parent.mkdir(parents=True)
    speeds.write_text('{"tiny.en": 8.0}')
    shown = run("speech-models", "list").stdout
    assert "* tiny.en" in shown
    assert "base.en hears best of those that keep up" in shown
    assert "speech-models fetch base.en" in shown


@pytest.mark.speech
def test_the_sample_that_measures_is_speech(app, tmp_path):
    from interview_practice.audio import files, speech, speech_models

    engine = speech.load(speech_models.resolve(None, tmp_path))
    from pathlib import Path

    sample = Path(speech_models.__file__).with_name("speed.ogg")
    spoken = files.transcribe(sample, engine, lambda *_: None)
    text = " ".join(segment.text for segment in spoken.segments)
    assert "payment software" in text
    assert 20 < spoken.seconds < 30
