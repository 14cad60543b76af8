"""Letters for a mail program to open: a draft file and a mailto: link. Nothing is sent."""

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

LONGEST_LINK = 1_900
"""Characters; some mail programs cut a longer mailto: link."""


def eml(to: str, subject: str, body: str) -> bytes:
    """A message file that mail programs open as a draft."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to:
        message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message.set_content(body + "\n")
    return message.as_bytes()


def mailto(to: str, subject: str, body: str) -> str | None:
    """A link as RFC 6068 has it; None when the letter is too long for one."""
    parts = {"subject": " ".join(subject.split()), "body": body.replace("\n", "\r\n")}
    fields = "&".join(f"{name}={quote(value, safe='')}" for name, value in parts.items())
    link = f"mailto:{quote(to, safe='@')}?{fields}"
    return link if len(link) <= LONGEST_LINK else None
