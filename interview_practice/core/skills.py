"""Finding what a job asks for in the text of a job description."""

import re

from interview_practice.core.fields import LONGEST_LINE
from interview_practice.core.interviews import questions_in

MOST_LINES = 100
MOST_STEPS = 30


def requirements(text: str) -> list[str]:
    """The lines of a description, without list marks and repeats; long ones by sentence."""
    found = []
    for line in questions_in(text):
        parts = [line] if len(line) <= LONGEST_LINE else re.split(r"(?<=[.;!?])\s+", line)
        found += [part[:LONGEST_LINE].strip() for part in parts if part.strip()]
    return list(dict.fromkeys(found))[:MOST_LINES]
