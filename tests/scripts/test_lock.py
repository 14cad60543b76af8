"""The lock file fits the project, names no place to fetch from, and is fixed by hashes."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
PINNED = re.findall(
    r"^([\w.-]+)(?:\[\w+\])?==(\S+?)(?: ;[^\\]*)? \\\n((?:    --hash=.*\n)+)", LOCK, re.M
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = [*PROJECT["dependencies"], *EXTRAS["speech-model"], *EXTRAS["mic"]]

FLOORS = {"werkzeug": "3.1.6", "flask": "3.1.3", "waitress": "3.0.2", "ctranslate2": "4.8.1"}
"""Below these are known holes, or sound that is not read."""


@pytest.mark.parametrize("wanted", WANTED)
def test_what_the_project_needs_is_locked_in_a_version_it_takes(wanted):
    requirement = Requirement(wanted)
    versions = [version for name, version, _ in PINNED if name == requirement.name]
    assert versions, "run scripts/lock"
    assert all(version in requirement.specifier for version in versions)


def test_every_package_is_fixed_by_hashes():
    lines = [line for line in LOCK.splitlines() if line and line[0] not in " #"]
    assert len(lines) == len(PINNED) > 30
    assert all("--hash=sha256:" in hashes for *_, hashes in PINNED)


def test_it_names_no_place_to_fetch_from():
    assert not re.search(r"https?://|--index|--find-links|@ ", LOCK)


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_versions_with_known_holes_are_refused(name, floor):
    [requirement] = [Requirement(w) for w in WANTED if Requirement(w).name == name]
    parts = Version(floor).release
    below = ".".join(map(str, (*parts[:2], parts[2] - 1)))
    assert floor in requirement.specifier
    assert below not in requirement.specifier


def test_av_stays_below_what_breaks_the_speech_library():
    [av] = [Requirement(w) for w in WANTED if Requirement(w).name == "av"]
    assert "19.0.0" not in av.specifier
