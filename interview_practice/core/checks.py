"""What a check of an installation finds: its state, and what to do about it."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "problem"]


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `remedy` is empty when all is well; `fixable` says that `--fix` does it."""

    name: str
    state: State
    detail: str
    remedy: str = ""
    fixable: bool = False


def has_reset_fault(version: tuple[int, int, int]) -> bool:
    """Whether a SQLite can damage its log when a commit and a checkpoint of two connections
    meet (https://sqlite.org/wal.html#walresetbug)."""
    if version[:2] in ((3, 44), (3, 50)):
        return version < ((3, 44, 6) if version[1] == 44 else (3, 50, 7))
    return (3, 7, 0) <= version < (3, 51, 3)
