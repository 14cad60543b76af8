"""The whole loop as a person goes through it: real browser, real speech, real model."""

import re
from datetime import UTC, datetime

import jiwer
import pytest
from playwright.sync_api import expect

from interview_practice.core import schedule
from tests.browser.conftest import ANSWER

pytestmark = [pytest.mark.browser, pytest.mark.speech]

SPOKEN_SECONDS = 14


def words(text: str) -> str:
    spelled = text.lower().replace("10", "ten").replace("4", "four")
    return " ".join(re.findall(r"[a-z']+", spelled))


def warm_up(page) -> None:
    page.get_by_role("button", name="Start the warm-up").click()
    page.wait_for_load_state()


def answer_aloud(page) -> None:
    """Record what the microphone hears, with the keyboard alone."""
    page.wait_for_load_state()
    page.keyboard.press("Space")
    page.get_by_text("Saved to 0:02").wait_for()
    expect(page.locator("[data-status]")).to_have_text("Recording.")
    page.wait_for_timeout(SPOKEN_SECONDS * 1000)
    page.keyboard.press("Space")
    page.wait_for_url("**/attempts/*")


def heard(page) -> str:
    page.locator("[data-words] span").first.wait_for(timeout=30_000)
    expect(page.locator("[data-transcript-status]")).to_be_empty(timeout=30_000)
    return page.locator("[data-words]").inner_text()


def test_a_weak_area_is_answered_rated_and_comes_back_in_other_words(visit, server):
    page = visit()
    page.get_by_text("Conflict", exact=True).first.click()
    page.get_by_role("button", name="Keep these").click()
    page.get_by_role("button", name="Practice conflict").click()
    assert "You chose to practice conflict" in page.locator(".reason").inner_text()
    first = page.locator("#question").inner_text()

    answer_aloud(page)
    assert jiwer.wer(words(ANSWER), words(heard(page))) <= 0.15

    page.keyboard.press("2")
    page.locator("[data-next]").wait_for()
    due = schedule.preview(None, datetime.now(UTC))[2]
    expected = "tomorrow" if due == 1 else f"in {due} days"
    assert f"Conflict comes back {expected}" in page.locator(".rating").first.inner_text()

    page.wait_for_load_state()  # the keys are there when the scripts are
    page.keyboard.press("n")
    page.get_by_text("That was 1 answer").wait_for()
    assert f"comes back {expected}" in page.locator("main").inner_text()

    page.get_by_role("link", name="Missed").click()
    assert first in page.locator("main").inner_text()

    server.form("/sessions", focus="behavioural/conflict", length="1")
    page.goto(server.address)
    page.get_by_role("button", name="Go on where you left off").click()
    assert page.locator("#question").inner_text() != first


def test_the_words_come_while_speaking_and_can_be_hidden(visit):
    page = visit()
    warm_up(page)
    page.keyboard.press("Space")
    live = page.locator("[data-live-text]")
    expect(live).to_contain_text("Friday", timeout=30_000)
    page.keyboard.press("h")
    assert not live.is_visible()
    page.keyboard.press("h")
    assert live.is_visible()
    page.keyboard.press("Space")
    page.wait_for_url("**/attempts/*")


def test_a_recording_survives_a_reload_and_a_killed_server(visit, server):
    page = visit()
    warm_up(page)
    page.keyboard.press("Space")
    page.get_by_text("Saved to 0:03").wait_for()
    server.kill()
    page.get_by_text("The server does not answer").wait_for()
    page.wait_for_timeout(2000)
    page.on("dialog", lambda dialog: dialog.accept())
    server.start()
    page.goto(server.link)
    page.get_by_text(re.compile("is safe, up to 0:(0[5-9]|[1-5][0-9])")).wait_for(timeout=30_000)
    page.get_by_role("link", name="Listen to it").click()
    page.get_by_text("How did it feel?").wait_for()
    assert "role" in heard(page)


def test_a_typed_answer_goes_the_same_way_without_scripts(chromium, server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.link)
    warm_up(page)
    page.get_by_text("Type the answer instead").click()
    page.get_by_label("Your answer").fill("I would start with the reason I came.")
    page.get_by_role("button", name="Keep this answer").click()
    page.get_by_role("button", name="Solid").click()
    page.get_by_role("button", name="Next question").click()
    assert "Question 2 of 5" in page.inner_text("header")
    context.close()


def test_a_refused_microphone_is_explained_and_typing_goes_on(chromium, server):
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    page.goto(server.link)
    warm_up(page)
    page.keyboard.press("Space")
    page.get_by_text("was not allowed to use the microphone").wait_for()
    assert page.get_by_text("Type the answer instead").is_visible()
    context.close()
