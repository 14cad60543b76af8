"""What all pages behind More share: kept, changed, deleted, put back, never run as HTML."""

import re

import pytest

HOSTILE = "<script>alert(1)</script>"
NAME = f"{HOSTILE} נועה 🙂"

NOUNS = {
    "/stories": {"title": NAME, "situation": "Two teams.", "area": "behavioural/conflict"},
    "/skills": {"name": NAME, "plan": "Read.", "deadline": "2026-04-01", "steps": "One\nTwo"},
    "/wins": {"text": NAME, "on": "2026-03-01"},
    "/team": {"name": NAME, "role": "mentor", "reach": "phone"},
    "/lines": {"text": NAME, "on_today": "on"},
    "/reminders": {"title": NAME, "on": "2026-03-09", "months": "3"},
    "/goals/deeds/of/contacts": {"note": NAME, "on": "2026-03-01"},
}
REFUSED = {
    "/stories": {"title": "", "situation": "Typed with care"},
    "/skills": {"name": "x", "plan": "Typed with care", "deadline": "soon"},
    "/wins": {"text": "Typed with care", "on": "2026-03-04"},
    "/team": {"name": "Typed with care", "role": "boss"},
    "/reminders": {"title": "Typed with care", "on": ""},
    "/lines": {"text": "Typed with care" + "x" * 500},
}
FIRST = {"/goals/deeds/of/contacts": "/goals/deeds/1", "/skills": "/skills/1/details"}
LIST = {"/goals/deeds/of/contacts": "/goals"}


def field(noun: str) -> str:
    return next(iter(NOUNS[noun]))


def test_every_page_says_what_will_be_here(client):
    links = re.findall(r'<li><a href="(/[^"]*)">', client.get("/more").text)
    assert len(links) >= 10
    for link in links:
        page = client.get(link)
        assert page.status_code == 200
        assert "<h1>" in page.text


@pytest.mark.parametrize(
    ("path", "entry", "current"),
    [
        ("/more", "/more", "page"), ("/letters", "/more", "true"), ("/settings", "/more", "true"),
        ("/interviews", "/interviews", "page"), ("/interviews/new", "/interviews", "true"),
        ("/patterns", "/interviews", "true"), ("/rejections", "/interviews", "true"),
        ("/questions/new", "/questions", "true"), ("/questions/import", "/questions", "true"),
        ("/progress/week", "/progress", "true"), ("/trends", "/progress", "true"),
    ],
)  # fmt: skip
def test_the_navigation_says_where_one_is(client, path, entry, current):
    page = client.get(path).text
    assert re.findall(r'<a href="([^"]*)" aria-current="(\w+)">', page)[0] == (entry, current)
    assert f'<a href="{entry}" aria-current' not in client.get("/").text


@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_kept_is_shown_as_text(client, noun):
    assert client.post(noun, data=NOUNS[noun]).status_code == 303
    for path in (LIST.get(noun, noun), FIRST.get(noun, f"{noun}/1"), "/"):
        page = client.get(path)
        assert page.status_code == 200
        assert HOSTILE not in page.text
    assert "&lt;script&gt;" in client.get(LIST.get(noun, noun)).text


@pytest.mark.parametrize("noun", NOUNS)
def test_it_can_be_changed(client, noun):
    client.post(noun, data=NOUNS[noun])
    target = FIRST.get(noun, f"{noun}/1").removesuffix("/details")
    assert client.post(target, data=NOUNS[noun] | {field(noun): "Second"}).status_code == 303
    page = client.get(LIST.get(noun, noun)).text
    assert "Second" in page
    assert "alert(1)" not in page


@pytest.mark.parametrize("noun", NOUNS)
def test_a_deletion_can_be_undone_on_the_page(client, noun):
    client.post(noun, data=NOUNS[noun])
    target = FIRST.get(noun, f"{noun}/1").removesuffix("/details")
    page = client.post(f"{target}/deletion", follow_redirects=True).text
    assert "was deleted." in page
    assert client.get(FIRST.get(noun, target)).status_code == 404
    back = LIST.get(noun, noun)
    assert client.post("/deletions/last/undo", data={"back": back}).location == back
    assert client.get(FIRST.get(noun, target)).status_code == 200
    assert "&lt;script&gt;" in client.get(back).text


@pytest.mark.parametrize("noun", REFUSED)
def test_what_cannot_be_kept_stays_in_the_form(client, script, noun):
    page = client.post(noun, data=REFUSED[noun])
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert "Typed with care" in page.text
    problem = script.post(noun, data=REFUSED[noun])
    assert problem.mimetype == "application/problem+json"
    assert problem.get_json()["detail"].endswith(".")


@pytest.mark.parametrize("noun", [*NOUNS, "/letters"])
def test_what_is_not_there_is_not_found(client, noun):
    target = FIRST.get(noun, f"{noun}/1")
    assert client.get(target).status_code == 404
    assert client.post(f"{target.removesuffix('/details')}/deletion").status_code == 404
