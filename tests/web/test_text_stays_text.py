"""Markup and scripts in every text field stay text; strange paths and ids break nothing."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

NASTY = """"'><script>window.broken=1</script><img src=x onerror="window.broken=1">{{7*7}}"""
MARK = "window.broken"
ALIKE = 4
"""Pages of one kind that are looked at."""


class Fields(HTMLParser):
    """The forms of a page, as (action, method, names of fields and what was in them)."""

    def __init__(self, page: str):
        super().__init__()
        self.forms, self.nodes, self.inside = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.nodes.append((tag, given))
        if tag == "form":
            self.inside = True
            self.forms.append((given.get("action") or "", given.get("method", "get").lower(), {}))
        elif tag in ("input", "textarea", "select", "button") and self.inside and given.get("name"):
            kind = given.get("type", tag)
            self.forms[-1][2].setdefault(given["name"], (kind, given.get("value") or ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False


def broken_out(page: str) -> list:
    """Elements that came from a text: ours have neither handlers nor code inside."""
    found = [node for node in Fields(page).nodes
             if any(name.startswith("on") for name in node[1])]  # fmt: skip
    return found + re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(?!\s*</script>)", page)


@pytest.fixture
def full(client, practice):
    """Every kind of row that a person can type text into, typed with markup."""
    question = next(iter(practice.bank.questions))
    client.post("/attempts", data={"question": question, "text": NASTY})
    client.post("/sessions", data={"focus": "warm-up", "length": "5"})
    client.post("/interviews", data={"asked": f"Why us? {NASTY}", "company": NASTY, "role": NASTY,
                                     "outcome": "rejected", "feedback": NASTY})  # fmt: skip
    return client


def pages(client) -> dict[str, str]:
    """Pages of every kind that can be reached by links from the first, by address."""
    seen, left, kinds = {}, ["/"], Counter()
    urls = client.application.url_map.bind("127.0.0.1")
    while left:
        address = left.pop()
        kind = urls.match(urlsplit(address).path)[0]
        if address in seen or kinds[kind] >= ALIKE:
            continue
        kinds[kind] += 1
        response = client.get(address, buffered=True)
        seen[address] = response.text if response.mimetype == "text/html" else ""
        assert response.status_code < 500, address
        for tag, node in Fields(seen[address]).nodes:
            link = (node.get("href") or "").partition("#")[0] if tag == "a" else ""
            plain = link.partition("?")[0]
            if link.startswith("/") and not any(plain == s.partition("?")[0] for s in seen):
                left.append(link)
    return seen


def fill(client, seen: dict[str, str]) -> int:
    """Send every form that is not about deleting, with markup in each text field."""
    sent = 0
    forms = {(f[0] or address, f[1], tuple(sorted(f[2].items())))
             for address, page in seen.items() for f in Fields(page).forms}  # fmt: skip
    for action, method, fields in sorted(forms):
        if re.search("delet|undo|shutdown", action):
            continue
        values = {name: NASTY if kind in ("text", "textarea", "search", "input") else value
                  for name, (kind, value) in fields}  # fmt: skip
        response = client.open(action, method=method.upper(), buffered=True, **(
            {"data": values} if method == "post" else {"query_string": values}))  # fmt: skip
        assert response.status_code < 500, (action, values)
        if response.mimetype == "text/html":
            assert broken_out(response.text) == [], action
        sent += 1
    return sent


def test_markup_in_every_text_field_stays_text(full):
    assert fill(full, pages(full)) > 15
    seen = pages(full)
    fill(full, seen)
    seen = pages(full)
    assert sum(MARK in page for page in seen.values()) > 3, "the text is on the pages"
    for address, page in seen.items():
        assert broken_out(page) == [], address
        assert not re.search(r"<img src=x|>49<", page), address


def test_the_check_sees_what_breaks_out():
    assert broken_out("<p onclick='x'>")
    assert broken_out("<script>x</script>")
    assert broken_out('<script type="module" src="/static/x.js"></script>') == []
    assert broken_out(f"<p>{NASTY}</p>")


STRANGE = st.one_of(
    st.text(min_size=1, max_size=40),
    st.sampled_from(["..", "%00", "%2e%2e%2f", "-1", "0", "9" * 40, "null", "NaN", "🙂", "\\..\\",
                     "CON", "a" * 5000, str(uuid4()), "00000000-0000-0000-0000-000000000000",
                     "{" + str(uuid4()) + "}", "' OR 1=1 --"]),
)  # fmt: skip


@given(st.data())
@settings(max_examples=150)
def test_strange_paths_and_ids_are_answered(app, script, data):
    rules = sorted({rule.rule for rule in app.url_map.iter_rules() if rule.arguments})
    rule = data.draw(st.sampled_from(rules))
    address = re.sub(r"<[^>]+>", lambda _: data.draw(STRANGE), rule)
    method = data.draw(st.sampled_from(["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"]))
    fields = data.draw(st.dictionaries(st.sampled_from(["id", "question", "rating", "page"]),
                                       STRANGE, max_size=2))  # fmt: skip
    sane = "".join(c for c in address if c.isprintable())
    response = script.open("/" + sane.lstrip("/").replace("?", "%3f"), method=method,
                           data=fields if method == "POST" else None, buffered=True)  # fmt: skip
    assert response.status_code < 500


@given(
    st.dictionaries(
        st.sampled_from(["words", "area", "rating", "since", "until", "page", "after", "q"]),
        STRANGE,
    )
)
@settings(max_examples=30)
def test_strange_questions_are_answered(client, app, fields):
    lists = ["/attempts", "/questions", "/missed", "/interviews", "/"]
    for address in lists:
        assert client.get(address, query_string=fields).status_code < 500
