"""When an area comes back: FSRS on the area, day by day, ending before the interview."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from fsrs import Card, Rating, Scheduler, State

RETENTION = 0.95
"""Higher than FSRS's default of 0.9: an interview is days away, not months."""

LONGEST_DAYS = 21
NAMES = {1: "Froze", 2: "Shaky", 3: "Solid", 4: "Nailed it"}


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of an area: FSRS's stability (days) and difficulty (1 to 10)."""

    stability: float
    difficulty: float
    due: datetime
    last_review: datetime
    last_rating: int


def review(
    memory: Memory | None, rating: int, now: datetime, longest: int = LONGEST_DAYS
) -> Memory:
    """The memory after one more rating. A clock set back counts as no time passed: otherwise
    the next honest review would multiply the stability."""
    moment = now.astimezone(UTC)
    if memory:
        moment = max(moment, memory.last_review)
    card, _ = _scheduler(longest).review_card(_card(memory), Rating(rating), moment)
    return Memory(card.stability, card.difficulty, card.due, moment, rating)


def replay(ratings: Iterable[tuple[int, datetime]], longest: int = LONGEST_DAYS) -> Memory | None:
    """The memory that a log of (rating, time), oldest first, adds up to."""
    memory = None
    for rating, at in ratings:
        memory = review(memory, rating, at, longest)
    return memory


def preview(memory: Memory | None, now: datetime, longest: int = LONGEST_DAYS) -> dict[int, int]:
    """Days until the area would come back, for each rating."""
    return {
        rating: (review(memory, rating, now, longest).due - now.astimezone(UTC)).days or 1
        for rating in NAMES
    }


def retrievability(memory: Memory, now: datetime) -> float:
    """The chance, 0 to 1, that an answer in this area would hold now."""
    moment = max(now.astimezone(UTC), memory.last_review)
    return _scheduler(LONGEST_DAYS).get_card_retrievability(_card(memory), moment)


def longest_interval(now: datetime, interview: datetime | None) -> int:
    """The most days an area may stay away, so that it is seen again before the interview."""
    if interview is None or interview <= now:
        return LONGEST_DAYS
    return max(1, min(LONGEST_DAYS, (interview - now).days - 1))


def longest_before(now: datetime, day: date | None) -> int:
    """The same for the day of an interview: an area is seen again the day before at the latest."""
    return longest_interval(now, day and datetime.combine(day, now.timetz()))


def rescheduled(memory: Memory, longest: int) -> Memory:
    """The same memory with its due date found anew: FSRS's interval, at most `longest` days."""
    decay = -Scheduler().parameters[20]
    factor = 0.9 ** (1 / decay) - 1
    days = round(memory.stability / factor * (RETENTION ** (1 / decay) - 1))
    return replace(memory, due=memory.last_review + timedelta(days=min(max(days, 1), longest)))


@cache
def _scheduler(longest: int) -> Scheduler:
    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=max(1, longest),
        enable_fuzzing=False,
    )


def _card(memory: Memory | None) -> Card:
    card = Card(card_id=1)  # without an id, fsrs sleeps to draw one from the clock
    if memory:
        card.state = State.Review
        card.stability, card.difficulty = memory.stability, memory.difficulty
        card.due, card.last_review = memory.due, memory.last_review
        card.step = None
    return card
