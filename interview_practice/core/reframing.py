"""From a thought after a no to the sentence the log can stand behind."""

import re
from dataclasses import dataclass
from datetime import date

from interview_practice.core.days import named
from interview_practice.core.drafts import shortened
from interview_practice.core.interviews import STAGES

VARIES_SOURCE = (
    "https://interviewing.io/blog/"
    "after-a-lot-more-data-technical-interview-performance-really-is-kind-of-arbitrary"
)
"""Over a thousand interviews: the same person is rated very differently from one to the next."""

THOUGHTS = (
    "They did not want me.",
    "I always fail at this.",
    "I am not good enough.",
    "I ruined my chance.",
)
"""Where people begin."""

KINDS = (
    ("unwanted", r"\b(want|wanted|like|liked|chose|chosen|reject|rejected|turned me down)\b"),
    ("always", r"\b(always|never|every ?time|everyone|everybody|nobody|no one|again and again)\b"),
    ("worth", r"\b(good enough|stupid|useless|worthless|failure|bad at|loser|hopeless)\b"),
    ("ruined", r"\b(ruined|blew|blown|wasted|chance|over|too late|screwed)\b"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the log says: the interview that ended in a no, and all interviews together."""

    company: str = ""
    role: str = ""
    stage: str = ""
    rejected_on: date | None = None
    asked: int = 0
    failed: int = 0
    interviews: int = 0
    went_on: int = 0
    """Interviews that led to another round or an offer."""
    failed_questions: tuple[str, ...] = ()


def accurate(thought: str, facts: Facts, today: date) -> str:
    """The accurate sentence for a thought: counts from the log, and nothing that is not in it."""
    return _SENTENCES[kind_of(thought)](facts, today)


def kind_of(thought: str) -> str:
    """Which of the usual thoughts this is; `other` for none. Counting words come first:
    in “they never want me”, never is what is wrong."""
    plain = thought.casefold()
    order = sorted(KINDS, key=lambda kind: kind[0] != "always")
    return next((name for name, words in order if re.search(words, plain)), "other")


def _unwanted(facts: Facts, today: date) -> str:
    who = facts.company or "They"
    after = f" after the {STAGES[facts.stage].lower()} stage" if facts.stage in STAGES else ""
    return (
        f"{who} chose somebody else for {_one_role(facts)}{after}{_when(facts, today)}. "
        "They met a small part of what you do, on one day."
    )


def _always(facts: Facts, today: date) -> str:
    if facts.went_on:
        return (
            f"{facts.went_on} of {facts.interviews} interviews in your log led on to another "
            "round or an offer. “Always” and “never” are not what happened."
        )
    if facts.interviews:
        times = "1 interview" if facts.interviews == 1 else f"{facts.interviews} interviews"
        return f"Your log holds {times} so far. That is too few to say what always happens."
    return "Your log holds no interview yet, so it cannot say what always happens."


def _worth(facts: Facts, today: date) -> str:
    varies = "The same person is rated very differently from one interview to the next."
    if facts.asked and facts.failed < facts.asked:
        went = f"{facts.asked - facts.failed} of {facts.asked} questions went well"
        weak = "the other one" if facts.asked - facts.failed == facts.asked - 1 else "the others"
        return f"In that interview {went}, and {weak} can be practiced. {varies}"
    return f"One interview went to somebody else. {varies}"


def _ruined(facts: Facts, today: date) -> str:
    gone = f"This opening is closed: {_one_role(facts)}{_when(facts, today)}."
    if facts.failed_questions:
        return (
            f"{gone} The question “{shortened(facts.failed_questions[0], 90)}” is known now, and "
            "you can answer it better the next time."
        )
    return f"{gone} What you noticed in it stays with you for the next one."


def _other(facts: Facts, today: date) -> str:
    who = facts.company or "They"
    return f"{who} said no to one application for {_one_role(facts)}{_when(facts, today)}."


_SENTENCES = {
    "unwanted": _unwanted, "always": _always, "worth": _worth, "ruined": _ruined, "other": _other,
}  # fmt: skip


def _one_role(facts: Facts) -> str:
    return f"one {facts.role} role" if facts.role else "one role"


def _when(facts: Facts, today: date) -> str:
    return f" on {named(facts.rejected_on, today)}" if facts.rejected_on else ""
