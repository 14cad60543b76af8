"""What several interviews have in common, in sentences that carry their counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from interview_practice.core import feedback
from interview_practice.core.interviews import FAILURES, STAGES
from interview_practice.core.questions import OTHER

FLOOR = 3
"""Below three cases nothing is said."""

MOSTLY = 0.6
SELDOM = 0.4
"""Shares from which on a stage counts as passed, or as where it stops. Conventions of this
project."""

WENT_ON = ("next-round", "offer")
STOPPED = ("rejected", "no-answer")
SCREENS = ("recruiter-screen", "hiring-manager")
ROUNDS = ("technical", "case", "panel", "final")

PRACTICE: dict[str, tuple[str, ...]] = {
    "application": ("career-story/walkthrough", "motivation/company"),
    "recruiter-screen": ("opener", "motivation", "salary"),
    "hiring-manager": ("behavioural", "career-story", "motivation"),
    "technical": ("technical", "design"),
    "case": ("case",),
    "panel": ("behavioural", "situational"),
    "final": ("values", "motivation", "closing", "behavioural"),
}
"""The types of question or the areas that decide a stage, first the one to practice. A paper is
written better by who has said aloud what each post led to, and why this company."""

ENDINGS = {
    "recruiter-screen": "recruiter screens",
    "hiring-manager": "talks with a hiring manager",
    "technical": "technical rounds",
    "case": "case rounds",
    "panel": "panels",
    "final": "final rounds",
}


@dataclass(frozen=True, slots=True)
class Round:
    """One round of an application, as far as patterns need it."""

    application: int
    stage: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question asked: whether the user said that it failed, and how."""

    interview: int
    area: str
    failed: bool
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cases:
    """Everything that patterns are looked for in. `tailored` has one (CV was tailored, it led to
    a conversation) for each application of which both are known."""

    rounds: Sequence[Round] = ()
    asked: Sequence[Asked] = ()
    feedback: Sequence[str] = ()
    tailored: Sequence[tuple[bool, bool]] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the funnel, counted in applications."""

    slug: str
    reached: int
    went_on: int
    stopped: int

    @property
    def decided(self) -> int:
        return self.went_on + self.stopped

    @property
    def open(self) -> int:
        """Waiting, or withdrawn by the user."""
        return self.reached - self.decided


@dataclass(frozen=True, slots=True)
class Pattern:
    """A finding: `count` of `total` cases, and the areas or types whose practice answers it."""

    kind: str
    sentence: str
    count: int
    total: int
    practice: tuple[str, ...] = ()
    on_paper: bool = False
    """Whether what was sent decides it, and not what was said."""


def funnel(rounds: Iterable[Round]) -> list[Stage]:
    """What became of the applications at each stage that was reached, in order of the stages.

    Whoever was in any round got past the application.
    """
    order = list(STAGES)
    outcomes: dict[int, dict[str, str]] = defaultdict(dict)
    for item in rounds:
        outcomes[item.application][item.stage] = item.outcome
    stages = {slug: [0, 0, 0] for slug in order}
    for stage_outcomes in outcomes.values():
        furthest = max(order.index(slug) for slug in stage_outcomes)
        for slug, outcome in ({"application": "waiting"} | stage_outcomes).items():
            later = order.index(slug) < furthest
            stages[slug][0] += 1
            stages[slug][1] += later or outcome in WENT_ON
            stages[slug][2] += not later and outcome in STOPPED
    return [Stage(slug, *counts) for slug, counts in stages.items() if counts[0]]


def find(cases: Cases, names: Mapping[str, str]) -> list[Pattern]:
    """All patterns, the most telling first; empty below the floor. `names`: of areas, by slug."""
    stages = {stage.slug: stage for stage in funnel(cases.rounds)}
    contrast = list(_contrast(stages))
    stops = [p for p in _stops(stages) if not contrast or p.practice != contrast[0].practice]
    return [*contrast, *stops, *_areas(cases.asked, names), *_failures(cases.asked),
            *_words(cases.feedback), *_tailoring(cases.tailored)]  # fmt: skip


def summary(rounds: Sequence[Round]) -> str:
    """The funnel as a sentence; empty below the floor."""
    stages = {stage.slug: stage for stage in funnel(rounds)}
    total = stages["application"].reached if stages else 0
    if total < FLOOR:
        return ""
    final = stages["final"].reached if "final" in stages else 0
    offers = len({item.application for item in rounds if item.outcome == "offer"})
    return (f"Of {total} applications, {stages['application'].went_on} led to a conversation, "
            f"{final} to a final round and {offers} to an offer.")  # fmt: skip


def _contrast(stages: dict[str, Stage]) -> Iterable[Pattern]:
    """Screens are passed, technical rounds are not."""
    screens = [stages[slug] for slug in SCREENS if slug in stages]
    passed, total = sum(s.went_on for s in screens), sum(s.decided for s in screens)
    technical = stages.get("technical")
    if not technical or min(total, technical.decided) < FLOOR:
        return
    if passed / total >= MOSTLY and technical.went_on / technical.decided <= SELDOM:
        yield Pattern(
            "contrast",
            f"You pass first talks ({passed} of {total}), and technical rounds stop you "
            f"({technical.stopped} of {technical.decided}).",
            technical.stopped, technical.decided, PRACTICE["technical"],
        )  # fmt: skip


def _stops(stages: dict[str, Stage]) -> Iterable[Pattern]:
    """The stages at which applications mostly end, where most of them end first."""
    decided = [s for s in stages.values() if s.decided >= FLOOR and s.stopped / s.decided >= MOSTLY]
    for stage in sorted(decided, key=lambda stage: -stage.stopped):
        share = f"{stage.stopped} of {stage.decided}"
        yield Pattern("stop", _stop_sentence(stage.slug, share), stage.stopped, stage.decided,
                      PRACTICE.get(stage.slug, ()), stage.slug == "application")  # fmt: skip


def _stop_sentence(stage: str, share: str) -> str:
    if stage == "application":
        return f"Applications end before a first conversation: {share}."
    if stage == "final":
        return f"You reach final rounds; offers stop there: {share}."
    return f"It stops at {ENDINGS[stage]}: {share}."


def _areas(asked: Sequence[Asked], names: Mapping[str, str]) -> Iterable[Pattern]:
    """Areas that failed again and again, in more than one interview."""
    by_area: dict[str, list[Asked]] = defaultdict(list)
    for item in asked:
        by_area[item.area].append(item)
    for area, items in sorted(by_area.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        bad = [item for item in items if item.failed]
        if area != OTHER and len(bad) >= FLOOR and len({item.interview for item in bad}) > 1:
            yield Pattern(
                "area",
                f"{names.get(area, area)} went badly {len(bad)} of the {len(items)} times "
                "it was asked.",
                len(bad), len(items), (area,),
            )  # fmt: skip


def _failures(asked: Sequence[Asked]) -> Iterable[Pattern]:
    """Ways of failing that come again, with the area in which they come most."""
    with_failure = [item for item in asked if item.failures]
    counts = Counter(failure for item in with_failure for failure in item.failures)
    for failure, count in counts.most_common():
        if count < FLOOR or count / len(with_failure) < SELDOM:
            continue
        where = Counter(item.area for item in with_failure if failure in item.failures)
        yield Pattern(
            "failure",
            f"“{FAILURES[failure]}”: {count} of the {len(with_failure)} questions of which you "
            "said how they failed.",
            count, len(with_failure), (where.most_common(1)[0][0],),
        )  # fmt: skip


def _words(texts: Sequence[str]) -> Iterable[Pattern]:
    """Words that recur in what they said; each letter counts once."""
    given = [text for text in texts if text.strip()]
    counts = Counter(word for text in given for word in feedback.telling(text))
    meant = {word: area for area, words in feedback.MEANT.items() for word in words}
    ranked = sorted(counts.items(), key=lambda pair: (pair[0] not in meant, -pair[1], pair[0]))
    for word, count in [pair for pair in ranked if pair[1] >= FLOOR][:3]:
        sentence = f"“{word}” comes up in {count} of {len(given)} answers you were given."
        yield Pattern("word", sentence, count, len(given), (meant.get(word, word),))


def _tailoring(tailored: Sequence[tuple[bool, bool]]) -> Iterable[Pattern]:
    """Whether tailored applications lead to a conversation more often than others."""
    with_it = [led for was, led in tailored if was]
    without = [led for was, led in tailored if not was]
    if min(len(with_it), len(without)) < FLOOR:
        return
    yield Pattern(
        "tailoring",
        f"Tailored applications led to a conversation {sum(with_it)} of {len(with_it)} times, "
        f"others {sum(without)} of {len(without)} times.",
        sum(with_it), len(with_it), ("motivation/company",), True,
    )  # fmt: skip
