from email import message_from_bytes
from email.policy import default
from urllib.parse import parse_qs, urlsplit

from interview_practice.core.mail import LONGEST_LINK, eml, mailto

BODY = "Hello Søren,\n\nThank you & goodbye? 100 % 🙂\n\nשלום"  # noqa: RUF001


def test_a_draft_opens_with_every_character():
    message = message_from_bytes(eml("s@example.com", "Danke, Søren", BODY), policy=default)
    assert message["To"] == "s@example.com"
    assert message["Subject"] == "Danke, Søren"
    assert message["X-Unsent"] == "1"
    assert message.get_content().replace("\r\n", "\n") == BODY + "\n"


def test_a_draft_without_an_address_names_nobody():
    message = message_from_bytes(eml("", "x", "y"), policy=default)
    assert message["To"] is None
    assert message["From"] is None


def test_a_subject_cannot_add_a_header():
    message = message_from_bytes(eml("", "x\r\nBcc: other@example.com", "y"), policy=default)
    assert message["Bcc"] is None
    assert message["Subject"] == "x Bcc: other@example.com"


def test_long_lines_stay_whole():
    body = "word " * 500
    message = message_from_bytes(eml("", "x", body.strip()), policy=default)
    assert message.get_content().strip() == body.strip()


def test_a_link_carries_the_letter():
    link = mailto("s@example.com", "A & B", BODY)
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "s@example.com")
    assert parse_qs(parts.query) == {"subject": ["A & B"], "body": [BODY.replace("\n", "\r\n")]}


def test_an_address_cannot_add_fields_to_the_link():
    assert mailto("a@b?bcc=c@d", "x", "y").startswith("mailto:a@b%3Fbcc%3Dc@d?subject=x&body=y")


def test_a_letter_too_long_for_a_link_has_none():
    assert mailto("", "x", "y" * LONGEST_LINK) is None
