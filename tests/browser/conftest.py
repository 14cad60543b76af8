"""A real server, a real Chromium, and speech for its microphone."""

import subprocess
from pathlib import Path

import pytest

from tests.browser.server import Server
from tests.needs import need

ANSWER = (
    "In my last role I led a team of four people. We had an outage on a Friday evening, and I "
    "rolled the release back within ten minutes. Then I wrote a short report, so that everybody "
    "knew what had happened."
)

ARGUMENTS = (
    "--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip


@pytest.fixture(scope="session")
def answer_wav(tmp_path_factory) -> Path:
    """ANSWER spoken, with a moment of silence around it."""
    need("espeak-ng")
    path = tmp_path_factory.mktemp("speech") / "answer.wav"
    subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-w", path, ANSWER], check=True)
    return path


@pytest.fixture(scope="session")
def chromium(playwright, answer_wav):
    """A browser whose microphone hears ANSWER once."""
    need("chromium")
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium",
        args=[*ARGUMENTS, f"--use-file-for-fake-audio-capture={answer_wav}%noloop"],
    )
    yield browser
    browser.close()


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path / "data")
    yield server
    server.stop()


@pytest.fixture
def visit(chromium, server):
    """Open a page that was let in; what it asks other hosts for, or breaks, fails the test."""
    contexts, wrong = [], []

    def open_page(**options):
        context = chromium.new_context(permissions=["microphone"], **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _note(wrong, request.url, server))
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        page.on("console", lambda message: _policy(wrong, message.text))
        page.goto(server.link)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def _note(wrong: list[str], url: str, server: Server) -> None:
    if not url.startswith((f"{server.address}/", "data:", "blob:")):
        wrong.append(f"asked another host: {url}")


def _policy(wrong: list[str], text: str) -> None:
    if "Content Security Policy" in text:
        wrong.append(text)
