"""Settings: read once, from the command line and the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from interview_practice.core.errors import Invalid

PACKAGE = Path(__file__).resolve().parent

ENVIRONMENT = {
    "INTERVIEW_PRACTICE_DATA": "the data folder",
    "INTERVIEW_PRACTICE_TOKEN": "the access token, instead of the one kept in the data folder",
    "INTERVIEW_PRACTICE_SPEECH_MODEL": "the speech model: a name such as base.en, or a folder",
    "INTERVIEW_PRACTICE_CPU_THREADS": "threads of the speech model (default: 1 for a small one)",
    "DATABASE_URL": "another database, for example Postgres (default: SQLite in the data folder)",
    "HF_ENDPOINT": "where speech models are fetched from (default: https://huggingface.co)",
    "INTERVIEW_PRACTICE_DEBUG": "set to anything, shows where a fault of the program happened",
}
"""Every variable that is read, and what it sets."""


@dataclass(frozen=True)
class Settings:
    """Where things are and how they are reached. Everything else is in the database."""

    data: Path
    token: str
    database_url: str
    speech_model: str | None = None
    cpu_threads: int = 0
    port: int = 8000
    transcribe: bool = True

    @property
    def recordings(self) -> Path:
        return self.data / "recordings"

    @property
    def own_questions(self) -> Path:
        return self.data / "questions"

    @property
    def speech_models(self) -> Path:
        return self.data / "speech-models"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def speech_model_file(self) -> Path:
        """Holds the name of the speech model that was chosen, when one was."""
        return self.data / "speech-model"

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, or None when another database is used."""
        prefix = "sqlite:///"
        if not self.database_url.startswith(prefix):
            return None
        return Path(self.database_url.removeprefix(prefix))


def read(data: Path | None = None, environ: Mapping[str, str] = os.environ, **given) -> Settings:
    """Settings from arguments first, then the environment; makes the data folder."""
    chosen = data or environ.get("INTERVIEW_PRACTICE_DATA") or user_data_path("interview-practice")
    folder = Path(chosen).expanduser().resolve()
    make_private(folder)
    settings = Settings(
        data=folder,
        token=environ.get("INTERVIEW_PRACTICE_TOKEN") or kept_token(folder),
        database_url=environ.get("DATABASE_URL") or f"sqlite:///{folder / 'practice.db'}",
        speech_model=environ.get("INTERVIEW_PRACTICE_SPEECH_MODEL") or chosen_speech_model(folder),
        cpu_threads=threads(environ.get("INTERVIEW_PRACTICE_CPU_THREADS") or "0"),
        **given,
    )
    for part in (settings.recordings, settings.own_questions, settings.speech_models,
                 settings.backups):  # fmt: skip
        make_private(part)
    return settings


def threads(text: str) -> int:
    """A number of threads; raises Invalid for anything else."""
    if not text.isdecimal():
        raise Invalid(f"INTERVIEW_PRACTICE_CPU_THREADS is {text!r}; set it to a number such as 4.")
    return int(text)


def chosen_speech_model(folder: Path) -> str | None:
    """The speech model that `speech-models use` chose for this data folder."""
    try:
        return (folder / "speech-model").read_text().strip() or None
    except FileNotFoundError:
        return None


def make_private(folder: Path) -> None:
    """Make the folder, and let nobody but its owner in."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def kept_token(folder: Path) -> str:
    """The installation's token: 256 random bits, made once, readable by its owner only."""
    path = folder / "token"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        token = secrets.token_urlsafe(32)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token)
        return token


def shipped(name: str) -> Path:
    """`static` or `question_bank`: inside an installed package, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
