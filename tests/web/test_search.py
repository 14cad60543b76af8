"""The page of answers, searched: what it says of none, one, many, and more than it lists."""

import html
import re

import pytest

from interview_practice.models import search


@pytest.fixture
def written(script, practice, clock):
    """Writes answers a day apart to one question of an area."""

    def write(texts, area="behavioural/conflict"):
        question = practice.bank.by_area[area][0].slug
        for said in texts:
            script.post("/attempts", data={"question": question, "text": said})
            clock.go(days=1)

    return write


def read(client, address):
    """The page's text without markup and its links to answers lists."""
    page = client.get(address)
    assert page.status_code == 200
    links = [html.unescape(link) for link in re.findall(r'href="(/attempts\?[^"]+)"', page.text)]
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split()), links


def test_none_one_and_many(client, written):
    written(["The outage."])
    assert "1 answer so far. " in read(client, "/attempts")[0]
    written(["The release.", "The releases."])
    assert "3 answers so far, newest first. " in read(client, "/attempts")[0]
    assert "1 answer found. Show all" in read(client, "/attempts?words=outage")[0]
    assert "2 answers found, newest first. Show all" in read(client, "/attempts?words=rel")[0]
    none = read(client, "/attempts?words=elease")[0]
    assert "No answer fits. Words are looked for as they begin," in none
    assert "No answer fits. Show all answers" in read(client, "/attempts?rating=4")[0]


def test_behind_the_last_page(client, written):
    written(["The outage."])
    for address in ("/attempts?page=9", "/attempts?words=outage&page=9"):
        text, links = read(client, address)
        assert "The answers end before page 9. Go to the last page" in text
        assert "1 answer" in read(client, links[0])[0]


def test_more_than_are_listed_are_reached_by_going_back(client, written, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 4)
    written([f"Release number{n}." for n in range(11)])
    address, seen = "/attempts?words=release&area=behavioural/conflict", []
    for more in (True, True, False):
        text, links = read(client, address)
        assert ("More than 4 answers found, newest first. Add a word," in text) == more
        assert ("The latest 5 end here. Look further back" in text) == more
        address = links[-1] if more else ""
        seen += re.findall(r"until=(\S+)", address)
    assert "3 answers found" in text
    assert seen == ["2026-03-09", "2026-03-05"]


def test_old_answers_of_an_area_are_found_behind_newer_ones_of_others(client, written, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 4)
    written(["The first team."], "motivation/company")
    written(["A team."] * 6)
    text, _ = read(client, "/attempts?words=team&area=motivation/company")
    assert "1 answer found. " in text
