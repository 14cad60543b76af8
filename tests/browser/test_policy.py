"""Every page that links lead to, with markup in every text: no policy is broken, no code runs."""

import re
from urllib.parse import urlsplit

import pytest

from tests.web.test_text_stays_text import NASTY

pytestmark = pytest.mark.browser

LEAST_PAGES = 20


def kind(path: str) -> str:
    """Pages that differ in their id only are one kind."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|(?<=/questions/)[\w-]+", "*", path)


def test_no_page_breaks_its_policy_and_no_text_becomes_code(visit, server):
    _, headers, _ = server.form("/attempts", question="opener-tell-me-about-yourself", text=NASTY)
    server.form(f"{headers['Location']}/notes", notes=NASTY)
    server.form("/interviews", asked=f"Why us? {NASTY}", company=NASTY, role=NASTY,
                outcome="rejected", stage="final", feedback=NASTY)  # fmt: skip
    server.form("/sessions", focus="warm-up", length="5")
    page, seen, left = visit(), {}, ["/"]
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    while left:
        path = left.pop(0)
        if kind(path) in seen:
            continue
        page.goto(server.address + path)
        page.wait_for_load_state()
        seen[kind(path)] = path
        assert page.evaluate("window.broken") is None, path
        links = page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)")
        left += [urlsplit(link).path for link in links
                 if link.startswith(server.address + "/") and not downloads(link)]  # fmt: skip
    assert len(seen) >= LEAST_PAGES, sorted(seen)
    assert dialogs == []


def downloads(link: str) -> bool:
    return bool(re.search(r"\.(toml|json|zip|csv|ics|flac|wav|md|txt)$|/recording$|/export", link))


def test_the_watch_sees_a_broken_policy(chromium, server):
    context = chromium.new_context()
    page, told = context.new_page(), []
    page.on("console", lambda message: told.append(message.text))
    page.goto(server.link)
    page.evaluate("document.body.innerHTML += '<img src=x onerror=\"window.broken=1\">'")
    page.wait_for_timeout(300)
    assert any("Content Security Policy" in text for text in told)
    assert page.evaluate("window.broken") is None
    context.close()
