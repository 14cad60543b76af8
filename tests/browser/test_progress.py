"""The pictures in a real browser: drawn, readable without eyes, color or a pointer."""

import pytest

from tests.browser.test_pages import faults

pytestmark = pytest.mark.browser


@pytest.fixture
def practiced(visit, server):
    """A page of somebody who answered one area four times."""

    def open_page(**options):
        page = visit(**options)
        for rating in (1, 2, 3, 4):
            page.goto(server.address + "/")
            answer(page, rating)
        page.goto(server.address + "/progress")
        page.locator("figure[data-chart] canvas").first.wait_for()
        return page

    return open_page


def answer(page, rating: int) -> None:
    page.evaluate(
        """async (rating) => {
            const post = (path, form) =>
                fetch(path, {method: "POST", body: new URLSearchParams(form)});
            const slug = (await (await fetch("/questions")).text())
                .match(/\\/questions\\/([a-z0-9]+-[a-z0-9-]+)"/)[1];
            const made = await post("/attempts", {question: slug, text: "An answer in words."});
            await post(new URL(made.url).pathname + "/ratings", {rating, stage: "gut"});
        }""",
        rating,
    )  # fmt: skip


def test_pictures_are_drawn_and_read_out_by_keys(practiced):
    page = practiced()
    plot = page.locator("[data-chart=strength] [data-plot]").first
    plot.focus()
    assert plot.get_attribute("aria-valuenow") == "4"
    last = plot.get_attribute("aria-valuetext")
    page.keyboard.press("Home")
    assert plot.get_attribute("aria-valuenow") == "1"
    first = plot.get_attribute("aria-valuetext")
    assert first.endswith("strength 1.0, rating 1.0")
    assert first != last
    page.keyboard.press("Enter")
    page.wait_for_url("**/attempts/*")


def test_a_picture_is_not_blank(practiced):
    page = practiced(color_scheme="dark")
    colors = page.evaluate(
        """[...document.querySelectorAll("figure[data-chart] canvas")].map((canvas) => {
            const { width, height } = canvas;
            const { buffer } = canvas.getContext("2d").getImageData(0, 0, width, height).data;
            return new Set(new Uint32Array(buffer)).size;
        })"""
    )
    assert len(colors) >= 3
    assert min(colors) > 5


def test_the_pages_keep_nobody_out(practiced, server):
    page = practiced(bypass_csp=True)
    href = page.locator(".heat a").first.get_attribute("href")
    found = []
    for path in ("/progress", href, "/progress/week"):
        page.goto(server.address + path)
        page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")
        found += [f"{path}: {fault}" for fault in faults(page)]
    assert found == []
