"""What helps after a no, in a real browser: a letter, a story, a thought, one page to keep."""

from datetime import date, timedelta

import pytest

from tests.browser.test_pages import faults

pytestmark = pytest.mark.browser

PAGES = [
    "/", "/more", "/letters", "/letters/new?kind=feedback-request&interview=1", "/letters/1",
    "/lines", "/lines/1", "/reminders", "/reminders/1", "/stories", "/stories/new", "/stories/1",
    "/skills", "/skills/new", "/skills/1", "/skills/description", "/goals", "/goals/deeds/1",
    "/wins", "/wins/1", "/team", "/team/new", "/team/1", "/journey", "/interviews/1",
]  # fmt: skip


@pytest.fixture
def lived(server):
    """A no four days ago, and one of everything."""
    day = (date.today() - timedelta(days=4)).isoformat()
    no = {"outcome": "rejected", "on": day, "rejected_on": day, "asked": "Why us?\nA conflict?"}
    server.form("/interviews", company="Acme <b>Labs</b>", role="data analyst", stage="final", **no)
    server.form("/quiet/end")
    server.form("/stories", title="The move " + "x" * 180, area="behavioural/conflict")
    server.form("/skills", name="SQL", steps="Joins\nWindows", plan="Read.")
    server.form("/goals/deeds/of/contacts", note="Ana")
    server.form("/wins", text="Asked for the range")
    server.form("/team", name="Ana", role="believer")
    server.form("/lines", text="I finish what I begin.", on_today="on")
    server.form("/reminders", title="Call Ana", on=date.today().isoformat(), months="3")
    server.form("/letters", kind="thanks", interview="1", signature="Noor")


def test_no_page_keeps_anyone_out(visit, server, lived):
    page = visit(bypass_csp=True)
    found = []
    for path in PAGES:
        assert page.goto(server.address + path).ok, path
        page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")
        found += [f"{path}: {fault}" for fault in faults(page)]
    assert found == []


def test_a_letter_is_changed_copied_and_never_sent(visit, server, lived):
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server.address}/interviews/1")
    page.get_by_role("link", name="Ask for feedback").click()
    page.get_by_label("To, as you address them").fill("Ms. Ito")
    page.get_by_role("button", name="Draft it").click()
    letter = page.get_by_label("The letter", exact=True)
    assert letter.input_value().startswith("Hello Ms. Ito,")
    letter.fill(letter.input_value() + "\nPS: שלום 🙂")
    page.get_by_text("You changed something.").wait_for()
    page.get_by_role("button", name="Keep the changes").click()
    page.get_by_text("with the letter as it was last kept").wait_for()
    page.get_by_role("button", name="Copy the letter").click()
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == letter.input_value()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as a mail draft").click()
    assert download.value.suggested_filename == "feedback-request.eml"


def test_one_story_for_two_questions_is_pointed_out(visit, server, lived):
    page = visit()
    page.goto(f"{server.address}/interviews/1")
    for question in ("Why us?", "A conflict?"):
        page.get_by_label(question, exact=True).select_option(index=1)
        page.locator(".told", has_text=question).get_by_role("button", name="Keep").click()
    page.get_by_text("for 2 questions of this interview").wait_for()


def test_a_thought_becomes_a_line_for_today(visit, server, lived):
    page = visit()
    page.goto(f"{server.address}/lines")
    page.get_by_label("The thought").fill("They did not want me.")
    page.get_by_role("button", name="Say it accurately").click()
    sentence = page.locator(".said").inner_text()
    assert sentence.startswith("Acme <b>Labs</b> chose somebody else for one data analyst role")
    page.get_by_role("button", name="Keep it as a line").click()
    page.get_by_role("link", name=f"Change “{sentence}”").click()
    page.get_by_label("Show it on the Today page").check()
    page.get_by_role("button", name="Keep it").click()
    assert page.get_by_text("On the Today page, in turn", exact=True).count() == 2


def test_a_deletion_is_undone_with_one_button(visit, server, lived):
    page = visit()
    page.goto(f"{server.address}/wins")
    page.get_by_role("button", name="Delete “Asked for the range”").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Asked for the range").wait_for()
    assert page.url.endswith("/wins")


def test_a_second_click_keeps_nothing_twice(visit, server, lived):
    page = visit()
    page.goto(f"{server.address}/wins")
    held = []
    page.route("**/wins", lambda r: held.append(r) if r.request.method == "POST" else r.continue_())
    page.get_by_label("What went well").fill("Slept well")
    twice = "button => { button.click(); setTimeout(() => button.click(), 200); }"
    page.get_by_role("button", name="Keep it").evaluate(twice)
    page.wait_for_timeout(600)
    assert len(held) == 1
    held[0].continue_()
    page.get_by_role("button", name="Delete “Slept well”").wait_for()


def test_the_journey_prints_on_one_page_without_the_form(visit, server, lived):
    page = visit()
    page.goto(f"{server.address}/journey")
    assert "Acme" not in page.locator("main").inner_text()
    page.emulate_media(media="print")
    assert not page.get_by_label("From", exact=True).is_visible()
    assert not page.get_by_role("button", name="Print it").is_visible()
    assert page.get_by_role("heading", name="What went well").is_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
