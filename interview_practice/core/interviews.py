"""Real interviews: their stages, outcomes, and the ways in which an answer fails."""

import re

STAGES: dict[str, str] = {
    "application": "Application",
    "recruiter-screen": "Recruiter screen",
    "hiring-manager": "Hiring manager",
    "technical": "Technical",
    "case": "Case",
    "panel": "Panel",
    "final": "Final",
}
"""In the order in which an application usually goes through them."""

OUTCOMES: dict[str, str] = {
    "waiting": "Waiting",
    "next-round": "Next round",
    "offer": "Offer",
    "rejected": "They said no",
    "no-answer": "No answer",
    "withdrawn": "I withdrew",
}

FAILURES: dict[str, str] = {
    "froze": "Froze",
    "rambled": "Rambled",
    "no-example": "No example",
    "weak-example": "Weak example",
    "no-result": "No result",
    "missed-the-question": "Missed the question",
    "did-not-know": "Did not know",
    "ran-out-of-time": "Ran out of time",
    "lost-composure": "Lost composure",
    "closed-badly": "Closed badly",
}

FIT: dict[str, str] = {
    "work": "The work",
    "people": "The people",
    "values": "What they stand for",
    "pay": "The pay",
    "place": "The place and the hours",
}
FIT_ANSWERS: dict[str, str] = {"yes": "Yes", "no": "No", "unsure": "Not sure"}

MOST_QUESTIONS = 50
"""What one interview can hold; a longer paste is more likely a whole document."""

LONGEST_QUESTION = 500

_MARKER = re.compile(r"^\s*(?:[-*•–·>]+|\(?\d{1,3}[.):]|\(?[a-z][.)])\s+", re.IGNORECASE)
"""What people put before a line of a list: a dash, a bullet, 1. or a)"""


def questions_in(text: str) -> list[str]:
    """The questions of a pasted text, one a line: without list marks, empty lines and repeats."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        question = " ".join(_MARKER.sub("", line).split())
        if question:
            found.setdefault(same(question), question)
    return list(found.values())


def same(text: str) -> str:
    """A text as compared with another: letters and digits only, whatever the case."""
    return " ".join(re.findall(r"\w+", text.casefold())) or text.strip()


def failed(rating: int | None, held: bool | None) -> bool:
    """Whether an asked question speaks against its area; one without a rating does: it was
    worth writing down."""
    if held is not None and rating is None:
        return not held
    return rating is None or rating <= 2
