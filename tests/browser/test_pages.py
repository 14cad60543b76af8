"""Every page in a real browser: nothing serious for axe-core, light, dark, wide and narrow."""

from pathlib import Path

import pytest

from tests.browser.test_practice import warm_up

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "vendor/axe-core-4.14.1/axe.min.js").read_text()
PAGES = ["/", "/attempts", "/missed", "/questions", "/settings", "/struggles", "/no-such-page"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_keeps_anyone_out(visit, server, scheme, width):
    page = visit(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    found = [f"first visit: {fault}" for fault in faults(page)]
    warm_up(page)
    found += [f"question: {fault}" for fault in faults(page)]
    page.get_by_text("Type the answer instead").click()
    page.get_by_label("Your answer").fill("I asked first what they needed, then wrote it down.")
    page.get_by_role("button", name="Keep this answer").click()
    found += [f"answer: {fault}" for fault in faults(page)]
    page.keyboard.press("1")
    page.locator("[data-next]").wait_for()
    page.get_by_text("Rate it again after").click()
    found += [f"rated answer: {fault}" for fault in faults(page)]
    for path in PAGES:
        page.goto(server.address + path)
        found += [f"{path}: {fault}" for fault in faults(page)]
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
    assert found == []


def faults(page) -> list[str]:
    """What axe-core calls serious or critical on the page as it is now."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{violation['id']} at {violation['nodes'][0]['html'][:120]}"
        for violation in result["violations"]
        if violation["impact"] in ("serious", "critical")
    ]
