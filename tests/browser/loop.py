"""From the first page to the next question, asking this server only; run without a network."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_practice import warm_up

pytestmark = [pytest.mark.browser, pytest.mark.speech]


def test_a_question_is_answered_heard_rated_and_followed_by_the_next(visit):
    page = visit()
    warm_up(page)
    page.keyboard.press("Space")
    expect(page.locator("[data-live-text]")).to_contain_text("Friday", timeout=60_000)
    page.keyboard.press("Space")
    page.wait_for_url("**/attempts/*")
    expect(page.locator("[data-words]")).to_contain_text("Friday", timeout=60_000)
    page.keyboard.press("3")
    page.locator("[data-next]").wait_for()
    page.wait_for_load_state()  # the keys are there when the scripts are
    page.keyboard.press("n")
    page.wait_for_url("**/sessions/*")
    expect(page.locator("#question")).to_be_visible()
