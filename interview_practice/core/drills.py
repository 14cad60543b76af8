"""How an answer failed picks the drill: short steps, each with its seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from interview_practice.core.questions import Question

MOST_TRIES = 3
"""How often a drill runs in an area before the next one takes over, held or not."""

HELD = 3
"""The rating from which a drill has done its work: Solid."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do in `seconds`: aloud while recording, otherwise before it starts."""

    text: str
    seconds: int
    aloud: bool = True


@dataclass(frozen=True, slots=True)
class Drill:
    """What to do about one failure mode: one or more takes of the answer, each a run of steps."""

    slug: str
    name: str
    why: str
    takes: tuple[tuple[Step, ...], ...]


def think(text: str, seconds: int) -> Step:
    return Step(text, seconds, aloud=False)


DRILLS: dict[str, Drill] = {
    "froze": Drill(
        "first-sentence", "First sentence",
        "Freezing passes once the first sentence is out.",
        ((think("Name one story, and its first sentence.", 10),
          Step("Say that first sentence, and go on from there.", 60)),),
    ),
    "rambled": Drill(
        "shorter", "Shorter each time",
        "The same answer three times, each with less room: what stays is the core.",
        ((Step("The whole answer.", 90),),
         (Step("The same answer again, with what matters most.", 60),),
         (Step("Once more: the problem, what you did, the result.", 30),)),
    ),
    "no-example": Drill(
        "find-a-story", "Find a story",
        "A story comes easier from a place and a person than from a quality.",
        ((think("Think of one day at work: where were you, and who was there?", 30),
          think("What could have gone wrong, and what did you do?", 20),
          Step("Tell that day.", 90)),),
    ),
    "weak-example": Drill(
        "stronger-example", "A stronger example",
        "The stronger example is the one in which something depended on you.",
        ((think("Think of two occasions. Take the one in which more was at stake.", 30),
          Step("Say first what was at stake, then what you decided.", 90)),),
    ),
    "no-result": Drill(
        "the-ending", "Only the ending",
        "The last seconds are what stays with them.",
        ((think("What was different afterward? One figure, or one thing somebody said.", 15),
          Step("Only the ending: what changed because of you.", 15)),),
    ),
    "missed-the-question": Drill(
        "say-it-back", "Say it back",
        "Saying the question back costs a few seconds and keeps you on it.",
        ((Step("Say the question back in your own words.", 10),
          Step("Now answer that, and nothing else.", 80)),),
    ),
    "did-not-know": Drill(
        "explain-it", "Explain it",
        "What you can explain in one minute, you know.",
        ((think("Read up on it now, as long as it takes. Go on when you are ready.", 300),
          Step("Explain it in one minute, as to somebody new on the team.", 60)),),
    ),
    "ran-out-of-time": Drill(
        "result-first", "Result first",
        "With the result said first, nothing is lost when time runs out.",
        ((Step("The result, in one sentence.", 15),
          Step("How you got there, in two steps.", 45)),),
    ),
    "lost-composure": Drill(
        "push-back", "They push back",
        "Being pressed is easier to bear the second time.",
        ((Step("Answer as you would there.", 60),),
         (think("They say: “{push_back}” Breathe out once, slowly.", 8),
          Step("Answer that calmly. You may agree with a part of it.", 45)),
         (think("And then: “{follow_up}” Breathe out once, slowly.", 8),
          Step("Answer that.", 45))),
    ),
    "closed-badly": Drill(
        "last-words", "The last two sentences",
        "An ending that was said before does not trail off.",
        ((think("Two sentences: the result, and why it matters for this job.", 20),
          Step("Say the two sentences, then stop.", 15)),
         (Step("The whole answer, with that ending.", 75),)),
    ),
}  # fmt: skip
"""The drill of each failure mode."""

BY_SLUG = {drill.slug: drill for drill in DRILLS.values()}

PUSH_BACK = "Are you sure? That sounds as if it would have gone well without you."
FOLLOW_UP = "What would you do differently today?"
"""For questions that bring none of their own."""


def pick(failures: Sequence[str], tried: Mapping[str, Sequence[int]]) -> Drill | None:
    """The drill to run next for these failures; None when each has done its work.

    `tried` holds, by drill, the ratings it got since the failures happened (0: not rated).
    """
    for failure in failures:
        drill = DRILLS.get(failure)
        if drill and not _done(tried.get(drill.slug, ())):
            return drill
    return None


def steps(slug: str | None, take: int, question: Question) -> list[Step]:
    """The steps of a drill's take (from 0) for a question; none without a drill, or when it is
    over."""
    drill = BY_SLUG.get(slug or "")
    if drill is None or take >= len(drill.takes):
        return []
    words = {
        "push_back": question.push_back or PUSH_BACK,
        "follow_up": (question.follow_ups or [FOLLOW_UP])[0],
    }
    return [_filled(step, words) for step in drill.takes[take]]


def target(slug: str | None, take: int, question: Question) -> int:
    """Seconds that suit an answer: what the drill's take asks for, otherwise the question."""
    spoken = [step.seconds for step in steps(slug, take, question) if step.aloud]
    return sum(spoken) or question.seconds


def _done(ratings: Sequence[int]) -> bool:
    return len(ratings) >= MOST_TRIES or any(rating >= HELD for rating in ratings)


def _filled(step: Step, words: Mapping[str, str]) -> Step:
    text = step.text
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return replace(step, text=text)
