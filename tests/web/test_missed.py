"""The page of missed questions: those that wait longest, and all of them when asked."""

import re


def missed(script, practice, clock, count):
    for slug in [*practice.bank.questions][:count]:
        made = script.post("/attempts", data={"question": slug, "text": "I froze."})
        script.post(f"{made.headers['Location']}/ratings", data={"rating": 1, "stage": "gut"})
        clock.go(minutes=1)


def shown(page):
    return re.findall(r'<li>\s*<a href="/questions/([\w-]+)"', page)


def test_a_long_list_begins_with_those_that_wait_longest(client, script, practice, clock):
    missed(script, practice, clock, 32)
    first = client.get("/missed").text
    assert shown(first) == [*practice.bank.questions][:30]
    assert "Show all 32" in first
    everything = client.get("/missed?all=1").text
    assert shown(everything) == [*practice.bank.questions][:32]
    assert "Show all" not in everything


def test_what_may_never_be_asked_is_neither_shown_nor_counted(client, script, practice, clock):
    missed(script, practice, clock, 31)
    never = next(iter(practice.bank.questions))
    client.post(f"/questions/{never}/marks", data={"never": "yes"})
    page = client.get("/missed").text
    assert never not in shown(page)
    assert len(shown(page)) == 30
    assert "Show all" not in page
