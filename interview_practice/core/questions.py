"""Questions, areas and types: what the bank holds and how its complaints are placed."""

import re
from dataclasses import dataclass, field
from typing import Literal

Type = Literal[
    "opener", "motivation", "behavioural", "situational", "strengths", "career-story",
    "technical", "design", "case", "salary", "values", "closing",
]  # fmt: skip

TYPE_NAMES: dict[str, str] = {
    "opener": "Opener",
    "motivation": "Motivation",
    "behavioural": "Behavioral",
    "situational": "Situational",
    "strengths": "Strengths and weaknesses",
    "career-story": "Career story",
    "technical": "Technical",
    "design": "Design",
    "case": "Case",
    "salary": "Salary",
    "values": "Values",
    "closing": "Closing",
}

ROLE_NAMES: dict[str, str] = {
    "software": "Software",
    "data": "Data and machine learning",
    "product": "Product management",
    "design": "Design",
    "marketing": "Marketing",
    "sales": "Sales",
    "support": "Customer support",
    "operations": "Operations and project management",
    "finance": "Finance and accounting",
    "teaching": "Teaching",
    "care": "Nursing and care",
    "administration": "Administration",
    "graduate": "New graduate",
    "career-changer": "Career changer or returner",
    "first-manager": "First-time manager",
}

LEVEL_NAMES: dict[str, str] = {
    "graduate": "Graduate",
    "experienced": "Experienced",
    "manager": "Manager",
}

LEVELS = ("any", "graduate", "experienced", "manager")
Level = Literal["any", "graduate", "experienced", "manager"]

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
AREA_SLUG = re.compile(rf"(?:{'|'.join(TYPE_NAMES)})/{SLUG.pattern}")


OTHER = "opener/your-other-questions"
"""Where an asked question waits whose words suggest no area, until the user chooses one."""


@dataclass(frozen=True, slots=True)
class Area:
    """A type plus a topic: what is weak, scheduled and comes back. `keywords` are other words
    that people use for it."""

    slug: str
    name: str
    about: str = ""
    source: str = ""
    keywords: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        return self.slug.partition("/")[0]

    @property
    def topic(self) -> str:
        return self.slug.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Question:
    """An entry of the bank. `seconds` is the target length of a spoken answer."""

    slug: str
    text: str
    area: str
    covers: list[str] = field(default_factory=list)
    follow_ups: list[str] = field(default_factory=list)
    push_back: str = ""
    framework: str = ""
    seconds: int = 90
    roles: list[str] = field(default_factory=list)
    level: Level = "any"
    difficulty: Literal[1, 2, 3] = 2
    own: bool = False

    @property
    def type(self) -> str:
        return self.area.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Problem:
    """A complaint about a bank file: where it is and what to change."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"


def faults(question: Question) -> list[tuple[str, str]]:
    """What types alone cannot tell: (key, complaint) pairs, empty when all is well."""
    found = []
    if not SLUG.fullmatch(question.slug):
        found.append(("slug", f"the slug {question.slug!r} may hold a-z, 0-9 and single hyphens"))
    if not question.text.strip():
        found.append(("text", "the text is empty"))
    if not AREA_SLUG.fullmatch(question.area):
        found.append(("area", f"the area {question.area!r} is not a type and a topic, "
                              "such as behavioural/conflict"))  # fmt: skip
    if not 10 <= question.seconds <= 600:
        found.append(("seconds", f"{question.seconds} seconds is not between 10 and 600"))
    return found


def line_of(text: str, table: str, index: int, key: str = "") -> int:
    """The line (from 1) of the index-th `[[table]]`, or of a key inside it."""
    lines = text.split("\n")
    starts = headers(text, table)
    if index >= len(starts):
        return 1
    for number in range(starts[index], len(lines)):
        if not key or lines[number].lstrip().startswith("[["):
            break
        if re.match(rf"\s*{re.escape(key)}\s*=", lines[number]):
            return number + 1
    return starts[index]


def levels_meet(level: str, asked: str) -> bool:
    """Whether somebody of a level ("" when not chosen) is asked a question of a level; a manager
    is asked what experienced people are asked, too."""
    if asked == "any" or level in ("", "any", asked):
        return True
    return level == "manager" and asked == "experienced"


def headers(text: str, table: str) -> list[int]:
    """The lines (from 1) of every `[[table]]`."""
    header = re.compile(rf"\s*\[\[\s*{table}\s*\]\]")
    return [n for n, line in enumerate(text.split("\n"), 1) if "[[" in line and header.match(line)]


def title(slug: str) -> str:
    """A readable name for an area that no file describes: `values/work-style` -> Work style."""
    return slug.rpartition("/")[2].replace("-", " ").capitalize()
