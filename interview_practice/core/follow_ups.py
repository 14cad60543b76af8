"""Whether an answer is followed up, and with what: from how it failed and how long it was."""

import random
from collections.abc import Collection
from dataclasses import dataclass

from interview_practice.core.questions import Question
from interview_practice.core.stems import stems

SETTINGS = {"never": "Never", "sometimes": "Sometimes", "always": "Always"}
SOMETIMES = 0.4
"""How often a good answer of the right length is followed up when the setting is sometimes."""

SHORT, LONG = 0.5, 1.4
"""Shares of the target length from which an answer counts as short or long."""

ANSWER_SECONDS = range(20, 61)
"""A follow-up takes half as long as its question, within these."""

SOUGHT = {
    "no-example": "example instance exactly specific concrete case moment once which first",
    "weak-example": "exactly detail specific how did hardest own part yourself role",
    "no-result": "result outcome end change difference number measure afterward later noticed know",
    "part": "own part yourself role personally others decide contribution",
    "missed-the-question": "mean exactly why matter role here",
    "closed-badly": "again today differently learn now next",
}
"""Words of the follow-up that asks for what was missing."""

PRESSED = frozenset({"rambled", "ran-out-of-time"})
"""Ways of failing after which an interviewer pins somebody down: the push-back."""

SPARED = frozenset({"froze", "lost-composure", "did-not-know"})
"""Ways of failing after which more questions only hurt, unless they are always wanted."""

NAMES = {
    "no-example": "there was no example",
    "weak-example": "the example was weak",
    "no-result": "the result was missing",
    "part": "your own part was not clear",
    "missed-the-question": "the answer missed the question",
    "closed-badly": "the ending was weak",
    "rambled": "the answer wandered",
    "ran-out-of-time": "time ran out",
}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is asked next about the same answer, and why."""

    text: str
    reason: str


def follow_up(
    question: Question, rating: int, share: float | None, failures: Collection[str],
    setting: str, rng: random.Random,
) -> FollowUp | None:  # fmt: skip
    """The follow-up to an answer; None when there is none to ask.

    `share` is its length as a share of the target (None: typed), `failures` how answers in this
    area failed last, `setting` never, sometimes or always.
    """
    if setting == "never" or not (question.follow_ups or question.push_back):
        return None
    if setting == "sometimes" and (rating == 1 or SPARED & set(failures)):
        return None
    if share is not None and share < SHORT:
        return FollowUp(_asking(question, "no-example"), "Your answer was short, so they ask on.")
    if (share or 0) > LONG or PRESSED & set(failures):
        reason = "Your answer ran long, so they pin you down."
        if (share or 0) <= LONG:
            reason = _last_time(next(mode for mode in failures if mode in PRESSED))
        return FollowUp(_pressing(question), reason)
    for mode in failures:
        if mode in SOUGHT:
            return FollowUp(_asking(question, mode), _last_time(mode))
    if setting == "sometimes" and rng.random() >= SOMETIMES:
        return None
    if rating == 4:
        return FollowUp(_pressing(question), "That went well, so here is some pressure.")
    text = rng.choice(question.follow_ups or [question.push_back])
    return FollowUp(text, "Interviewers often ask on.")


def seconds(target: int) -> int:
    """The target length of the answer to a follow-up."""
    return min(max(target // 2, ANSWER_SECONDS.start), ANSWER_SECONDS.stop - 1)


def _asking(question: Question, mode: str) -> str:
    """The follow-up that is closest to asking for what was missing."""
    sought = set(stems(SOUGHT[mode])) | set(SOUGHT[mode].split())
    offered = question.follow_ups or [question.push_back]
    return max(offered, key=lambda text: len(sought & {*stems(text), *text.lower().split()}))


def _pressing(question: Question) -> str:
    return question.push_back or question.follow_ups[0]


def _last_time(mode: str) -> str:
    return f"Last time {NAMES[mode]}, so they ask for it."
