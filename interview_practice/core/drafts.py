"""Letters drafted from the log: what one may send after a no, for the user to change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from interview_practice.core.fields import LONGEST_LINE

KINDS: dict[str, str] = {
    "thanks": "Thank-you after a no",
    "feedback-request": "Request for feedback",
    "feedback-thanks": "Thanks for feedback",
    "check-in": "Check-in, months later",
    "connection": "Note to a connection",
}

WHEN: dict[str, str] = {
    "thanks": "Within a day or two of the no, while they remember you.",
    "feedback-request": "Three to five days after the no. One or two definite questions.",
    "feedback-thanks": "When they answered, whatever they said.",
    "check-in": "Every few months, while you would still like to work there.",
    "connection": "To somebody who knows your field and would like to help.",
}

MOST_QUESTIONS = 2
LONGEST_QUOTE = 140

QUESTIONS: dict[str, str] = {
    "froze": "I needed longer than I wanted to begin. What would a good first sentence have "
    "told you?",
    "missed-the-question": "I am not sure that I answered it. What were you hoping to learn?",
    "did-not-know": "I did not have the answer. How much did that weigh, and what should I "
    "learn first?",
    "no-example": "I had no example at hand. What kind of experience were you looking for?",
    "weak-example": "What would a stronger example have shown you?",
    "no-result": "I did not say what came of it. Would a measured result have changed the picture?",
    "rambled": "My answer ran long. Which point did you most want to hear?",
    "ran-out-of-time": "I ran out of time. Which part would you have wanted me to reach?",
    "lost-composure": "I lost my thread. How did that come across?",
    "closed-badly": "How did the end of our conversation come across, and what was missing?",
}
"""What to ask about an answer that failed this way, the most telling failure first."""

OPEN_QUESTION = "What would have made my answer to it stronger?"

WITHOUT_DEBRIEF: dict[str, str] = {
    "application": "Which one thing in my application spoke against me?",
    "recruiter-screen": "Which one thing did you miss in what I told you?",
    "technical": "Which one technical skill should I strengthen first?",
    "case": "At which point of the case would you have gone another way?",
}
ONE_THING = "Which one thing would have made the biggest difference?"


TYPES_WITH_TOPICS = frozenset({"behavioural", "situational", "technical", "design", "case"})
"""Types of question whose areas are named after a subject. The names of the others speak to the
user: why you, your questions for them, being let go."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the debrief: its text, how it went, how it failed."""

    text: str
    topic: str
    """Its area as `topic` gives it."""
    rating: int | None = None
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the log knows about one interview, and how the letter opens and ends."""

    company: str = ""
    role: str = ""
    stage: str = ""
    on: date | None = None
    asked: tuple[Asked, ...] = ()
    feedback: str = ""
    learned: tuple[str, ...] = ()
    """Topics practiced since."""
    to: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    subject: str
    body: str


def draft(kind: str, facts: Facts, today: date) -> Draft:
    """The letter of a kind, filled from the facts; what is not known is left out."""
    subject, paragraphs = _WRITERS[kind](facts, today)
    greeting = f"Hello {facts.to}," if facts.to else "Hello,"
    ending = "Kind regards," + (f"\n{facts.signature}" if facts.signature else "")
    subject = shortened(subject, LONGEST_LINE)
    return Draft(subject, "\n\n".join([greeting, *filter(None, paragraphs), ending]))


def topic(area: str, name: str) -> str:
    """The name of an area as it can stand in a letter to them; empty where it cannot."""
    fits = area.partition("/")[0] in TYPES_WITH_TOPICS and "your" not in name.lower().split()
    return name if fits else ""


def specific_questions(asked: Sequence[Asked], stage: str = "") -> list[str]:
    """One or two questions to ask for feedback with, from the answers that went worst."""
    failed = [item for item in asked if _went_badly(item)]
    failed.sort(key=lambda item: (item.rating or 2, not item.failures))
    if not failed:
        return [WITHOUT_DEBRIEF.get(stage, ONE_THING)]
    return [_specific(item) for item in failed[:MOST_QUESTIONS]]


def _thanks(facts: Facts, today: date):
    good = [item for item in facts.asked if (item.rating or 0) >= 3 and item.topic]
    liked = max(good, key=lambda item: item.rating, default=None)
    return f"Thank you for{_the_interview(facts)}", [
        f"Thank you for letting me know about{_the_role(facts)}, and for the time you gave me.",
        f"I enjoyed talking with you about {liked.topic.lower()}." if liked else "",
        f"I would be glad to hear from you if something that fits comes up{_at(facts)}.",
    ]


def _feedback_request(facts: Facts, today: date):
    questions = specific_questions(facts.asked, facts.stage)
    many = len(questions) > 1
    listed = [f"{n}. {question}" for n, question in enumerate(questions, 1)]
    help_me = "a few words on these two questions" if many else "a few words on one question"
    return f"A question about{_the_interview(facts)}", [
        f"Thank you again for considering me for{_the_role(facts)}. I am working on how I "
        f"interview, and {help_me} would help me:",
        "\n".join(listed) if many else questions[0],
        "I know that you may not be able to say. A short line is plenty, and thank you either way.",
    ]


def _feedback_thanks(facts: Facts, today: date):
    noted = f" I have noted this: “{shortened(facts.feedback)}”" if facts.feedback else ""
    practiced = f"I have begun to practice {listing(facts.learned)}." if facts.learned else ""
    return f"Thank you for your feedback on{_the_interview(facts)}", [
        f"Thank you for taking the time to tell me what you saw.{noted}",
        practiced or "I am working on it from here.",
        f"I would be glad to talk again if something that fits comes up{_at(facts)}.",
    ]


def _check_in(facts: Facts, today: date):
    when = f" in {_month(facts.on, today)}" if facts.on else ""
    since = f"Since then I have been working on {listing(facts.learned)}." if facts.learned else ""
    return f"Checking in about{_the_role(facts)}", [
        f"We spoke{when} about{_the_role(facts)}{_at(facts)}.",
        since,
        "I am still interested in working with you. Is something coming up in the next months "
        "where I might fit? If not, no reply is needed.",
    ]


def _connection(facts: Facts, today: date):
    role = f"a {facts.role} role" if facts.role else "my next role"
    if facts.role[:1].lower() in tuple("aeiou"):
        role = f"an {facts.role} role"
    last = "It came down to the last round and went to somebody else. "
    return "A small question", [
        "I hope you are well.",
        f"I am looking for {role}. {last if facts.stage == 'final' else ''}If you hear of "
        "something like it, or know somebody I should talk to, I would be grateful for a name.",
        "And if there is something I can do for you, tell me.",
    ]


_WRITERS = {
    "thanks": _thanks,
    "feedback-request": _feedback_request,
    "feedback-thanks": _feedback_thanks,
    "check-in": _check_in,
    "connection": _connection,
}


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The text on one line, cut at a word where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def listing(names: Sequence[str]) -> str:
    """conflict; conflict and pay; conflict, pay and design."""
    names = [name.lower() for name in names]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _went_badly(item: Asked) -> bool:
    return bool(item.failures) or (item.rating or 4) <= 2


def _specific(item: Asked) -> str:
    mode = next((mode for mode in QUESTIONS if mode in item.failures), None)
    if mode == "closed-badly":
        return QUESTIONS[mode]
    asked = QUESTIONS[mode] if mode else OPEN_QUESTION
    text = shortened(item.text)
    return f"You asked me: “{text}{'' if text.endswith(('.', '?', '!', '…')) else '.'}” {asked}"


def _the_role(facts: Facts) -> str:
    return f" the {facts.role} role" if facts.role else " the role"


def _the_interview(facts: Facts) -> str:
    kind = "application" if facts.stage == "application" else "interview"
    return f" the {facts.role} {kind}" if facts.role else f" my {kind}"


def _at(facts: Facts) -> str:
    return f" at {facts.company}" if facts.company else ""


def _month(day: date, today: date) -> str:
    return f"{day:%B}" if day.year == today.year else f"{day:%B %Y}"
