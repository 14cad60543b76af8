import re
from email import message_from_bytes
from email.policy import default
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.interviews import TODAY, rejected

ASKED = [("Tell me about a <i>conflict</i>.", "behavioural/conflict", 1, ["rambled"])]
ITO = {"to": "Ms. Ito", "address": "ito@example.com", "signature": "Noor 🙂"}


@pytest.fixture
def no(in_app):
    return rejected(asked=ASKED)


def drafted(client, kind="feedback-request", **given):
    return client.post("/letters", data={"kind": kind, **ITO, **given}).location


def test_the_way_from_an_interview_to_a_letter(client, no):
    page = client.get(f"/interviews/{no}").text
    link = unescape(re.search(r'href="(/letters/new[^"]*feedback-request[^"]*)"', page)[1])
    form = client.get(link).text
    assert re.search(r'value="feedback-request"[^>]* checked', form)
    assert re.search(rf'value="{no}" selected', form)
    letter = client.get(drafted(client, interview=no)).text
    assert (
        "You asked me: “Tell me about a &lt;i&gt;conflict&lt;/i&gt;.” My answer ran long." in letter
    )
    assert "71 %" in letter


def test_a_draft_file_and_a_link_carry_the_letter_as_it_was_kept(client, no):
    place = drafted(client, interview=no)
    body = "Hello,\r\n\r\n<b>short</b> & “fine” 🙂"
    kept = {"subject": "Thanks; really", "body": body, "address": "ito@example.com"}
    assert client.post(place, data=kept).status_code == 303
    file = client.get(f"{place}/letter.eml")
    assert file.mimetype == "message/rfc822"
    assert "feedback-request.eml" in file.headers["Content-Disposition"]
    message = message_from_bytes(file.data, policy=default)
    assert (message["To"], message["Subject"]) == ("ito@example.com", "Thanks; really")
    assert message.get_content().replace("\r\n", "\n").strip() == body.replace("\r\n", "\n")
    link = unescape(re.search(r'href="(mailto:[^"]*)"', client.get(place).text)[1])
    assert parse_qs(urlsplit(link).query)["body"] == [body]


def test_a_letter_too_long_for_a_link_offers_the_file(client, no):
    place = drafted(client)
    client.post(place, data={"subject": "x", "body": "word " * 1000})
    page = client.get(place).text
    assert "mailto:" not in page
    assert "Too long for a mail link" in page


def test_a_change_that_cannot_be_kept_stays_in_the_form(client, no):
    place = drafted(client)
    page = client.post(place, data={"subject": "", "body": "Typed with care", "address": "x@y"})
    assert page.status_code == 422
    assert "Typed with care" in page.text
    assert "Typed with care" not in client.get(place).text


def test_a_request_marked_as_sent_closes_its_reminder(client, no, clock):
    clock.go(days=3)
    place = drafted(client, interview=no)
    assert "Ask Acme for feedback" in client.get("/").text
    client.post(f"{place}/sending", data={"sent": "yes"})
    assert "Ask Acme for feedback" not in client.get("/").text
    assert "You sent it March 6." in client.get(place).text
    client.post(f"{place}/sending", data={"sent": "no"})
    assert "Ask Acme for feedback" in client.get("/").text


def test_the_name_you_sign_with_is_remembered(client, no):
    drafted(client)
    assert 'value="Noor 🙂"' in client.get("/letters/new").text


def test_a_letter_can_be_deleted_and_put_back(client, no):
    place = drafted(client, interview=no)
    assert "was deleted." in client.post(f"{place}/deletion", follow_redirects=True).text
    assert client.get(place).status_code == 404
    client.post("/deletions/last/undo", data={"back": "/letters"})
    assert client.get(place).status_code == 200


@pytest.mark.parametrize(
    ("given", "status"),
    [({"kind": "complaint"}, 422), ({"interview": "99"}, 404), ({"interview": "x"}, 422),
     ({"address": "two words"}, 422)],
)  # fmt: skip
def test_bad_input_is_refused(client, in_app, given, status):
    assert client.post("/letters", data={"kind": "thanks", **given}).status_code == status
    assert TODAY.isoformat() not in client.get("/letters").text
