"""What the shipped bank promises beyond its format: enough, apart from each other, fair to ask."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from interview_practice.core.questions import Area, Question
from interview_practice.core.stems import stems

WORDINGS = 3
"""The fewest questions of an area, so that a due area always has another one."""

TEXT_WORDS = range(6, 41)
COVERS, FOLLOW_UPS = range(3, 6), range(2, 4)
POINT_WORDS, PROBE_WORDS = range(2, 21), range(3, 31)
ABOUT_WORDS = range(20, 101)

SECONDS = {
    "opener": (60, 90), "motivation": (45, 75), "behavioural": (90, 120), "situational": (60, 90),
    "strengths": (45, 75), "career-story": (60, 120), "technical": (60, 120),
    "design": (180, 300), "case": (120, 240), "salary": (20, 45), "values": (45, 90),
    "closing": (20, 60),
}  # fmt: skip
"""Target lengths of the questions of each type."""

FRAMEWORKS = frozenset({
    "STAR", "CAR", "PAR", "SOAR", "STAR with learning", "present-past-future",
    "options-choice-why", "claim-proof-step", "reason-evidence-fit", "timeline with reasons",
    "headline-mechanism-trade-off", "scope-options-depth-trade-offs",
    "structure-hypotheses-numbers-recommendation", "range with basis", "view-example",
    "purpose-led questions", "calm redirect",
})  # fmt: skip

NEAR_DUPLICATE = 0.5
"""From this share of common word stems (of all stems of both) two wordings count as one.
The closest pair when the bank was first measured had 0.33."""

IMPROPER_AREA = "values/improper-questions"
IMPROPER = {
    "age": r"\bhow old\b|\byour age\b|\bborn in\b|\bwhat year were you born\b|\bretire(ment)?\b",
    "family": r"\bmarried\b|\bpregnan\w+|\bhusband\b|\bwife\b|\bspouse\b|\bchildcare\b"
              r"|\bbab(y|ies)\b|\b(your|have|having|want) (kids|children)\b|\bfamily plan\w*"
              r"|\bmaternity\b",
    "religion": r"\breligio\w+|\bchurch\b|\bmosque\b|\bpray\w*|\bwhat do you believe in\b",
    "origin": r"\bnationalit\w+|\bwhere are you (really )?from\b|\bcountry of birth\b"
              r"|\bethnic\w*|\bmother tongue\b|\bnative (speaker|language)\b|\byour accent\b",
    "health": r"\byour health\b|\bdisab(led|ilit\w+)\b|\bsick days\b|\byour illness\b",
    "gender": r"\b(he|she|his|hers|him|himself|herself|guys|ladies|gentlemen|man-hours)\b"
              r"|\b\w*(manpower|craftsman|salesman|businessman|chairman|foreman|waitress)\b",
}  # fmt: skip
"""What is not asked outside of the area that trains answering such questions."""


def complaints(questions: Sequence[Question], areas: Mapping[str, Area]) -> Iterator[str]:
    """Every promise that a bank breaks, as sentences."""
    by_area: dict[str, int] = defaultdict(int)
    for question in questions:
        by_area[question.area] += 1
        for complaint in _shape(question):
            yield f"{question.slug}: {complaint}"
        for complaint in _unfair(question):
            yield f"{question.slug}: {complaint}"
    for slug, area in areas.items():
        if by_area[slug] < WORDINGS:
            yield f"{slug}: {by_area[slug]} questions; an area has at least {WORDINGS}"
        if len(area.about.split()) not in ABOUT_WORDS:
            yield f"{slug}: its paragraph has {len(area.about.split())} words"
        if not area.keywords:
            yield f"{slug}: it has no keywords"
    for one, other, share in near_duplicates(questions):
        yield f"{one.slug} and {other.slug} share {share:.0%} of their words"


def unstable(known: Collection[str], slugs: Collection[str]) -> Iterator[str]:
    """Slugs that went away or are not yet listed: answers and cards refer to them for good."""
    for slug in sorted(set(known) - set(slugs)):
        yield f"{slug}: this slug was published and may not go away"
    for slug in sorted(set(slugs) - set(known)):
        yield f"{slug}: add this new slug to slugs.txt"


def near_duplicates(questions: Iterable[Question]) -> Iterator[tuple[Question, Question, float]]:
    """Pairs of wordings that say nearly the same, with the share of stems they have in common."""
    seen: list[tuple[Question, set[str]]] = []
    for question in questions:
        said = set(stems(question.text))
        for other, words in seen:
            share = len(said & words) / max(1, len(said | words))
            if share >= NEAR_DUPLICATE:
                yield other, question, share
        seen.append((question, said))


def _shape(question: Question) -> Iterator[str]:
    low, high = SECONDS[question.type]
    checks = [
        ("words", len(question.text.split()), TEXT_WORDS),
        ("points of a strong answer", len(question.covers), COVERS),
        ("follow-ups", len(question.follow_ups), FOLLOW_UPS),
        ("words in its push-back", len(question.push_back.split()), PROBE_WORDS),
        *(("words in a point", len(point.split()), POINT_WORDS) for point in question.covers),
        *(("words in a follow-up", len(line.split()), PROBE_WORDS) for line in question.follow_ups),
        ("target seconds", question.seconds, range(low, high + 1)),
    ]
    for what, count, allowed in checks:
        if count not in allowed:
            yield f"{count} {what}; {allowed.start} to {allowed.stop - 1} are right"
    if question.framework not in FRAMEWORKS:
        yield f"the framework {question.framework!r} is not one of the bank's"


def _unfair(question: Question) -> Iterator[str]:
    asked = " ".join([question.text, *question.follow_ups, question.push_back])
    for subject, pattern in IMPROPER.items():
        found = re.search(pattern, asked, re.IGNORECASE)
        if found and (question.area != IMPROPER_AREA or subject == "gender"):
            yield f"it asks about {subject} ({found[0]!r})"
