"""Letters: draft one from the log, change it, say that it was sent. The program sends nothing."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from interview_practice.actions import deletions
from interview_practice.actions.transactions import transaction
from interview_practice.core import fields
from interview_practice.core.days import day_of
from interview_practice.core.drafts import KINDS, Asked, Facts, draft, topic
from interview_practice.core.errors import Invalid
from interview_practice.models import interviews, letters, reviews
from interview_practice.models.bank import Bank
from interview_practice.models.interviews import Interview
from interview_practice.models.letters import Letter

MOST_LEARNED = 3
ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+")


def write(kind: str, interview_id: int | None, given: Mapping[str, str], bank: Bank,
          now: datetime) -> int:  # fmt: skip
    """Draft a letter and return its id. `given` holds to, address, signature, all optional."""
    if kind not in KINDS:
        raise Invalid("Choose one of the five letters.")
    interview = interviews.get(interview_id) if interview_id else None
    ends = _ends(given)
    facts = facts_of(interview, ends["to"], ends["signature"], bank, now)
    drafted = draft(kind, facts, now.date())
    with transaction() as tx:
        letter = Letter(kind=kind, interview_id=interview_id, changed_at=now,
                        subject=drafted.subject, body=drafted.body, **ends)  # fmt: skip
        tx.add(letter)
        tx.flush()
        return letter.id


def facts_of(interview: Interview | None, to: str, signature: str, bank: Bank,
             now: datetime) -> Facts:  # fmt: skip
    """What the log knows for a letter."""
    if interview is None:
        return Facts(to=to, signature=signature)
    return Facts(
        company=interview.application.company,
        role=interview.application.role,
        stage=interview.stage,
        on=interview.on,
        asked=tuple(
            Asked(
                item.text,
                topic(item.area, bank.area(item.area).name),
                item.rating,
                tuple(item.failures),
            )
            for item in interview.asked
        ),
        feedback=interview.feedback,
        learned=_learned(interview, bank, now),
        to=to,
        signature=signature,
    )


def change(letter_id: int, given: Mapping[str, str], now: datetime) -> None:
    """Keep a changed letter. `given` holds address, subject, body."""
    subject = fields.line("The subject", given.get("subject"))
    body = fields.prose("The letter", given.get("body"))
    address = _address(given.get("address"))
    if not body:
        raise Invalid("The letter is empty. Delete it if you do not want it.")
    with transaction():
        letter = letters.get(letter_id)
        letter.address, letter.subject, letter.body = address, subject, body
        letter.changed_at = now


def mark_sent(letter_id: int, on: date | None) -> None:
    """Note the day on which the user sent it; None takes that back."""
    with transaction():
        letters.get(letter_id).sent_on = on


def delete(letter_id: int, now: datetime) -> None:
    """Delete a letter, for one undo."""
    with transaction():
        letter = letters.get(letter_id)
        deletions.remove(f"The letter “{letter.subject}”", [letter], now)


def _learned(interview: Interview, bank: Bank, now: datetime) -> tuple[str, ...]:
    """Areas answered solidly since the interview, the latest first."""
    cards = [
        card
        for card in reviews.cards()
        if card.last_rating >= 3 and day_of(card.last_review, now.tzinfo) >= interview.on
    ]
    cards.sort(key=lambda card: card.last_review, reverse=True)
    topics = [topic(card.area, bank.area(card.area).name) for card in cards]
    return tuple(filter(None, topics))[:MOST_LEARNED]


def _ends(given: Mapping[str, str]) -> dict:
    return {
        "to": fields.optional_line("The name", given.get("to")),
        "address": _address(given.get("address")),
        "signature": fields.optional_line("Your name", given.get("signature")),
    }


def _address(text: str | None) -> str:
    address = fields.optional_line("The address", text)
    if address and not ADDRESS.fullmatch(address):
        raise Invalid(f"{address!r} is not a mail address such as name@example.com.")
    return address
