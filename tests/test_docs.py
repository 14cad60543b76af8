"""The documents say what the program does: every setting, command and address, and no more."""

import re
from pathlib import Path

import pytest

from interview_practice.cli import COMMANDS
from interview_practice.config import ENVIRONMENT

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
HTTP = (ROOT / "docs/http.md").read_text()


def nouns(app):
    return {f"/{rule.rule.split('/')[1]}" for rule in app.url_map.iter_rules()}


@pytest.mark.parametrize("variable", ENVIRONMENT)
def test_every_setting_is_in_the_readme(variable):
    assert f"`{variable}`" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command):
    documented = README + (ROOT / "docs/commands.md").read_text()
    assert re.search(rf"interview-practice {command}\b", documented)


def test_every_address_is_documented(app):
    assert {noun for noun in nouns(app) if f"`{noun}`" not in HTTP} == set()


def test_no_address_is_documented_that_is_not_there(app):
    documented = set(re.findall(r"`(/[\w.-]*)`", HTTP.partition("## Pages")[2]))
    assert documented <= nouns(app)


def test_links_between_the_documents_lead_somewhere():
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
