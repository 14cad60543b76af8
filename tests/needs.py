"""What some tests need from the system, and what happens without it."""

import ctypes.util
import os
import shutil

import pytest

PACKAGES = {"chromium": "chromium", "espeak-ng": "espeak-ng", "flite": "flite",
            "pulseaudio": "pulseaudio", "pactl": "pulseaudio-utils",
            "portaudio": "libportaudio2"}  # fmt: skip


def need(*names: str) -> None:
    """Skip the test with the reason when something is missing; fail it where nothing may skip."""
    missing = [PACKAGES[name] for name in names if not there(name)]
    if not missing:
        return
    reason = f"not on this machine: {', '.join(missing)}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)  # the one place where tests may be left out


def there(name: str) -> bool:
    if name == "portaudio":
        return ctypes.util.find_library("portaudio") is not None
    return shutil.which(name) is not None
