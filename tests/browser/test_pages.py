"""Every page in a real browser: nothing serious for axe-core, light, dark, wide and narrow."""

from pathlib import Path

import pytest

from tests.browser.test_practice import warm_up

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "vendor/axe-core-4.14.1/axe.min.js").read_text()
PAGES = ["/", "/attempts", "/missed", "/questions", "/settings", "/struggles", "/no-such-page"]


def test_no_page_keeps_anyone_out(visit, server):
    page = visit(bypass_csp=True)
    found = [f"first visit: {fault}" for fault in faults(page)]
    warm_up(page)
    found += [f"question: {fault}" for fault in faults(page)]
    page.get_by_text("Type the answer instead").click()
    page.get_by_label("Your answer").fill("I asked first what they needed, then wrote it down.")
    page.get_by_role("button", name="Keep this answer").click()
    page.wait_for_url("**/attempts/*")
    found += [f"answer: {fault}" for fault in faults(page)]
    page.keyboard.press("1")
    page.locator("[data-next]").wait_for()
    page.get_by_text("Rate it again after").click()
    found += [f"rated answer: {fault}" for fault in faults(page)]
    for path in PAGES:
        page.goto(server.address + path)
        found += [f"{path}: {fault}" for fault in faults(page)]
    assert found == []


def faults(page) -> list[str]:
    """What axe-core calls serious or critical on the page as it is now, wide and narrow, light and
    dark, and whether it is wider than a narrow screen. Only contrast depends on the scheme."""
    page.evaluate(AXE)
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"wider than {width} pixels")
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        found += serious(page, "{resultTypes: ['violations']}")
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += serious(page, "{runOnly: {type: 'rule', values: ['color-contrast']}}")
    return found


def serious(page, options: str) -> list[str]:
    violations = page.evaluate(f"axe.run({options})")["violations"]
    return [
        f"{violation['id']} at {violation['nodes'][0]['html'][:120]}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
    ]
