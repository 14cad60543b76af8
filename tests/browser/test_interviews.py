"""From a no to an answer that held: the whole path in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import faults

pytestmark = pytest.mark.browser

QUESTIONS = (
    "Tell me about a conflict with a colleague\n"
    "Why do you want to work for us?\n"
    "What is your greatest weakness?"
)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def answer_in_writing(page, text: str, rating: str) -> None:
    page.get_by_text("Type the answer instead").click()
    page.get_by_label("Your answer").fill(text)
    button(page, "Keep this answer").click()
    page.wait_for_url("**/attempts/*")
    page.keyboard.press(rating)
    page.get_by_text("from the gut").wait_for()
    page.wait_for_load_state()  # the keys are there when the scripts are
    page.keyboard.press("n")
    page.wait_for_url("**/sessions/*")


def log_a_no(page) -> None:
    page.get_by_role("link", name="Interviews").first.click()
    page.get_by_role("link", name="What they said").click()
    page.get_by_role("button", name="Log a no").click()
    page.get_by_label("What they asked you").fill(QUESTIONS)
    page.get_by_label("Company").fill("Example & Söhne")
    page.get_by_text("Final", exact=True).click()
    page.get_by_label("What they said, word for word").fill("Others had clearer results.")
    page.get_by_label("What you think the reason was").fill("I rambled.")
    button(page, "Keep this").click()
    page.wait_for_url("**/debrief")


def test_from_a_no_to_an_answer_that_held(visit, server):
    page = visit()
    log_a_no(page)

    first, second, third = page.locator("[data-asked]").all()
    expect(first.locator("input:checked")).to_have_value("behavioural/conflict")
    first.focus()
    page.keyboard.press("1")
    first.get_by_text("Rambled").click()
    second.focus()
    page.keyboard.press("a")
    page.keyboard.press("2")
    suggested = second.locator("[name$=-area]").nth(1).get_attribute("value")
    third.focus()
    page.keyboard.press("3")
    expect(third.locator(".failed-how")).to_be_visible()
    button(page, "Keep this").click()

    page.goto(server.address + "/")
    expect(page.locator("h1")).to_contain_text("That is enough for today")
    assert not re.search(r"\d", page.locator("main").inner_text())
    button(page, "An early night").click()
    expect(button(page, "An early night")).to_have_attribute("aria-pressed", "true")
    button(page, "I would rather practice now").click()
    expect(page.locator("h1")).to_contain_text("Good")

    page.goto(server.address + "/interviews/1")
    assert suggested.split("/")[1][:4] in page.content()
    button(page, "Practice these now").click()
    expect(page.locator(".reason")).to_have_text("They asked you this today, and you rambled.")
    expect(page.locator("[data-drill] h2")).to_contain_text("Shorter each time")
    answer_in_writing(page, "We disagreed about a date. I asked what stood behind it.", "3")
    answer_in_writing(page, "Because of the work itself.", "3")
    answer_in_writing(page, "I take on too much. I now write down what I drop.", "4")
    expect(page.locator("h1")).to_have_text("That was 3 answers.")

    page.goto(server.address + "/interviews/new")
    page.locator("#asked").fill("Have you ever had a conflict with a colleague?")
    page.get_by_text("Company, stage, date").click()
    page.get_by_label("Company").fill("Another one")
    button(page, "Keep this").click()
    held = page.get_by_role("group", name="You practiced conflict before. Did it hold?")
    held.get_by_text("Yes").click()
    page.locator("[data-asked]").focus()
    page.keyboard.press("4")
    button(page, "Only keep this").click()
    expect(page.locator("main")).to_contain_text("Nailed it · the practice held")

    page.goto(server.address + "/rejections")
    expect(page.locator("blockquote")).to_have_text("Others had clearer results.")


def test_the_drill_runs_its_clock_with_the_recorder(visit, server):
    page = visit()
    page.goto(server.address + "/interviews/new")
    page.locator("#asked").fill("Tell me about a conflict with a colleague")
    button(page, "Keep this").click()
    page.get_by_text("Shaky").click()
    page.locator(".failed-how").get_by_text("Froze").click()
    button(page, "Keep this and practice these now").click()

    drill, steps = page.locator("[data-drill]"), page.locator("[data-drill] li")
    button(page, "Start the clock").click()
    expect(steps.first).to_have_class("now")
    expect(drill.locator("[data-left]")).to_have_text(re.compile(r"0:(10|09)"))
    page.locator("[data-record]").click()
    expect(steps.nth(1)).to_have_class("now")
    expect(drill.locator("[data-left]")).to_have_text(re.compile(r"0:5\d"))
    page.get_by_text("Saved to 0:02").wait_for()
    page.keyboard.press("Space")
    page.wait_for_url("**/attempts/*")
    assert "target about 1:00" in page.locator(".reason").inner_text()


def test_a_question_that_fits_no_area_waits_until_one_is_chosen(visit, server):
    page = visit()
    server.form("/interviews", asked="Qwertz uiop?\nWhy us?", company="Lindt")
    page.goto(server.address + "/interviews/1/debrief")
    first = page.locator("[data-asked]").first
    expect(first.locator("input:checked")).to_have_count(0)
    first.focus()
    page.keyboard.press("1")
    page.keyboard.press("a")  # there is no suggestion to go to: the list of all is
    expect(first.get_by_label("Another area")).to_be_focused()
    button(page, "Only keep this").click()
    page.get_by_role("link", name="Choose an area for “Qwertz uiop?”").click()
    expect(first.locator("input:checked")).to_have_value("1")
    first.get_by_label("Another area").select_option(label="Opinions")
    button(page, "Only keep this").click()
    expect(page.get_by_text("Opinions · Froze")).to_be_visible()
    expect(page.get_by_role("link", name="Choose an area")).to_have_count(0)


def test_what_has_the_keyboard_is_never_under_the_button_at_the_bottom(visit, server):
    page = visit(viewport={"width": 360, "height": 740})
    server.form("/interviews", asked=QUESTIONS, company="Lindt")
    server.form("/interviews/1/debrief", **{"q1-rating": 1, "q2-rating": 1, "q3-rating": 2})
    page.goto(server.address + "/interviews/1/debrief")
    covered = """() => {
      const bar = document.querySelector(".sticky"), field = document.activeElement;
      const { top, bottom } = field.getBoundingClientRect();
      return field !== document.body && !bar.contains(field) && bottom - top < 200
        && bottom > bar.getBoundingClientRect().top && field.outerHTML.slice(0, 80);
    }"""
    found = []
    for _ in range(60):
        page.keyboard.press("Tab")
        found.append(page.evaluate(covered))
    assert [field for field in found if field] == []


def test_a_deletion_is_undone_in_place(visit, server):
    page = visit()
    server.form("/interviews", asked="Why us?", company="Lindt")
    page.goto(server.address + "/interviews/1")
    button(page, "Delete this interview").click()
    expect(page.get_by_text("The interview at Lindt was deleted.")).to_be_visible()
    button(page, "Undo").click()
    expect(page.get_by_role("heading", name="Lindt")).to_be_visible()


def test_no_page_of_interviews_keeps_anyone_out(visit, server):
    page = visit(bypass_csp=True)
    paths = ["/interviews", "/rejections", "/patterns", "/interviews/new"]
    found = [f"{path}, empty: {fault}" for path in paths for fault in opened(page, server, path)]
    for company in ("Lindt", "A-company-with-a-name-that-does-not-break", "خانه 🏠"):
        server.form("/interviews", asked=QUESTIONS, company=company, role="Analyst",
                    outcome="rejected", stage="final", feedback="x" * 90)  # fmt: skip
    server.form("/interviews/1/debrief", **{
        "q1-rating": 1, "q1-failures": "froze", "threw_me": "The silence", "fit-pay": "no",
    })  # fmt: skip
    paths += ["/", "/interviews/1", "/interviews/1/debrief", "/interviews/1/details"]
    found += [f"{path}: {fault}" for path in paths for fault in opened(page, server, path)]
    server.form("/quiet/end")
    page.goto(server.address + "/interviews/1/debrief")
    button(page, "Keep this and practice these now").click()
    found += [f"drill: {fault}" for fault in faults(page)]
    page.goto(server.address + "/interviews/2")
    button(page, "Delete this interview").click()
    found += [f"undo: {fault}" for fault in faults(page)]
    assert found == []


def opened(page, server, path: str) -> list[str]:
    page.goto(server.address + path)
    for summary in page.locator("main summary").all():
        if summary.is_visible() and not summary.evaluate("s => s.parentElement.open"):
            summary.click()
    return faults(page)
