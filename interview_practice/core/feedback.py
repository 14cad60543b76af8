"""Words in what companies say with a no: which of them tell something, and what to practice."""

import re

_COMMON = """
about above after again all also although always and another answer answers any applicant
applicants application apply applying appreciate are asked based because been before being best
bit both but can candidate candidates chosen company could dear decided decision did does done
during each either else ended even ever every feel felt few field first for forward from further
future gave get give given going good got great had hard has have having hello her here him hired
hiring his hope how however interest interested interview interviewed interviews into its job just
keep kind know last let like little look looking lot made make many may meet meeting month more
most move moving much must need never next nice not now offer often once one only other others our
out over own people person please position process question questions really regards rejected
rejection role said same say see selected she should shows since some someone still such sure team
tell than thank thanks that the their them then there these they thing think this those though
time told too took two unfortunately until very want was week well went were what when where which
while who will wish with within work would year years yes you your yourself
"""

COMMON = frozenset(_COMMON.split())
"""Words that say nothing about an answer, in the letters that companies write."""

MEANT: dict[str, tuple[str, ...]] = {
    "behavioural": ("example", "specific", "concrete", "detail", "result", "impact", "evidence"),
    "behavioural/communication": ("communication", "clear", "clearer", "clarity", "concise",
                                  "structure", "structured", "long", "rambling", "focus"),
    "technical": ("technical", "technically", "knowledge", "depth", "skill", "hands"),
    "motivation": ("motivation", "motivated", "enthusiasm", "enthusiastic", "passion"),
    "values": ("culture", "cultural", "fit", "value"),
    "behavioural/leadership": ("leadership", "senior", "seniority", "lead"),
    "career-story": ("experience", "experienced", "background"),
    "salary": ("salary", "budget", "expectation", "compensation"),
}  # fmt: skip
"""What to practice when a word recurs in feedback."""


def telling(text: str) -> set[str]:
    """The words of a text that may say something about an answer, each once."""
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    return {_singular(word) for word in words if word not in COMMON}


def _singular(word: str) -> str:
    """examples -> example; enough for counting, and still a word."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and word[-2] not in "sui" else word
