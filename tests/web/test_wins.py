import re

from interview_practice.actions import wins
from tests.interviews import TODAY, logged


def key(page: str) -> str:
    return re.search(r'name="key" value="([^"]+)"', page)[1]


def test_a_noticed_win_can_be_worded_hidden_and_shown_again(client, in_app):
    final = logged(stage="final")
    page = client.get("/wins").text
    assert "Reached the final round for data analyst." in page
    assert "Acme" in page
    given = {"key": key(page)}
    client.post("/wins/noticed/hiding", data=given)
    page = client.get("/wins").text
    assert "Reached" not in page
    assert "Show the 1 hidden one again" in page
    client.post("/wins/noticed/showing")
    assert "Reached" in client.get("/wins").text
    form = client.get("/wins/noticed", query_string=given).text
    assert f'value="final/{final}"' in form
    client.post("/wins", data={**given, "text": "The last four", "on": "2026-03-03"})
    page = client.get("/wins").text
    assert "The last four" in page
    assert "Reached" not in page


def test_a_win_that_was_not_noticed_cannot_be_worded(client):
    assert client.get("/wins/noticed?key=final/99").status_code == 404
    assert client.get("/wins/noticed").status_code == 404
    assert client.post("/wins/noticed/hiding", data={"key": ""}).status_code == 404


def test_a_worded_win_without_words_comes_back_with_its_key(client, in_app):
    final = logged(stage="final")
    page = client.post("/wins", data={"key": f"final/{final}", "text": ""})
    assert page.status_code == 422
    assert f'value="final/{final}"' in page.text


def test_a_long_list_begins_with_the_latest_wins(client, in_app):
    for day in range(1, 32):
        wins.add({"text": f"Win number {day}.", "on": f"2026-01-{day:02}"}, TODAY)
    page = client.get("/wins").text
    shown = re.findall(r">(Win number \d+)\.</span>", page)
    assert shown == [f"Win number {day}" for day in range(31, 1, -1)]
    assert "Show all 31" in page
    everything = client.get("/wins?all=1").text
    assert "Win number 1." in everything
    assert "Show all" not in everything
