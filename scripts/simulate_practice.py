"""Compare the program's choosing with four others on simulated learners; see docs/choosing.md."""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from interview_practice.config import shipped
from interview_practice.core import selection
from interview_practice.core.schedule import Memory, review
from interview_practice.core.selection import Desk
from interview_practice.core.struggles import Evidence, weigh
from interview_practice.models import bank
from interview_practice.models.bank import Bank
from interview_practice.models.reviews import RECENT
from scripts.learners import BIAS, FEELS_WEAK, Learner, World, make

DAYS, A_DAY, WEAK = 30, 5, 5
BEGIN = datetime(2026, 3, 2, 18, tzinfo=UTC)
PAUSE = timedelta(minutes=3)


@dataclass
class Room:
    """What is known from outside: marks and ratings. Only oracles look at the learner."""

    bank: Bank
    learner: Learner
    rng: random.Random
    marked: list[str] = field(default_factory=list)
    memories: dict[str, Memory] = field(default_factory=dict)
    cards: dict[str, Memory] = field(default_factory=dict)
    recent: dict[str, list[tuple[int, datetime]]] = field(default_factory=dict)
    asked: dict[str, datetime] = field(default_factory=dict)
    last: str | None = None
    session: list[str] = field(default_factory=list)
    turns: list[tuple[str, str, datetime, int]] = field(default_factory=list)
    """Area, wording, time and rating of every answer."""
    unseen: dict[str, float] = field(default_factory=dict)
    known_unseen: dict[str, float] = field(default_factory=dict)


Choose = Callable[[Room, datetime], tuple[str, str]]


def program(room: Room, now: datetime) -> tuple[str, str]:
    """The code that runs in a session of Today."""
    evidence = [Evidence(area, 1, BEGIN, "marked") for area in room.marked]
    for area, ratings in room.recent.items():
        evidence += [Evidence(area, rating, at, "review") for rating, at in ratings[-RECENT:]]
    desk = Desk(room.bank.areas, now, room.memories, weigh(evidence, now), room.session)
    area = selection.choose(desk, room.rng).area
    return area, wording(room, area)


def at_random(room: Room, now: datetime) -> tuple[str, str]:
    area = room.rng.choice(list(room.bank.areas))
    return area, room.rng.choice(room.bank.by_area[area]).slug


def round_robin(room: Room, now: datetime) -> tuple[str, str]:
    areas = list(room.bank.areas)
    area = areas[len(room.turns) % len(areas)]
    return area, wording(room, area)


def single_questions(room: Room, now: datetime) -> tuple[str, str]:
    """FSRS with a card for every question, as a flashcard program does it: what is due first,
    then new questions, those of the marked areas before others."""
    due = [slug for slug, card in room.cards.items() if card.due <= now + timedelta(hours=12)]
    if due:
        slug = min(due, key=lambda slug: room.cards[slug].due)
    else:
        new = [q.slug for area in room.marked for q in room.bank.by_area[area]
               if q.slug not in room.cards]  # fmt: skip
        new = new or [slug for slug in room.bank.questions if slug not in room.cards]
        slug = room.rng.choice(new or list(room.bank.questions))
    return room.bank.questions[slug].area, slug


def oracle(room: Room, now: datetime) -> tuple[str, str]:
    """Always the area that is the weakest at this moment."""
    return _best(room, room.bank.areas, now)


def ceiling(room: Room, now: datetime) -> tuple[str, str]:
    """The weakest at this moment of the five that were the weakest at the start, nothing else."""
    return _best(room, weak_at_start(room), now)


def _best(room: Room, areas, now: datetime) -> tuple[str, str]:
    area = min(areas, key=lambda area: room.learner.strength(area, day_of(now)))
    return area, wording(room, area)


def wording(room: Room, area: str) -> str:
    questions = room.bank.by_area[area]
    return selection.wording(questions, room.asked, room.last, (), room.rng).slug


POLICIES: dict[str, Choose] = {
    "this program": program,
    "random": at_random,
    "round robin": round_robin,
    "FSRS on questions": single_questions,
    "oracle": oracle,
    "only those five": ceiling,
}


@dataclass(frozen=True)
class Outcome:
    """One learner after 30 days of one way of choosing."""

    kind: str
    before: float
    after: float
    weakest_after: float
    all_after: float
    share: float
    unseen: float
    known_unseen: float
    twice: int

    @property
    def gain(self) -> float:
        return self.after - self.before


def practice(bank: Bank, learner: Learner, choose: Choose, seed: int) -> Outcome:
    room = Room(bank, learner, random.Random(seed), learner.marked())
    weak = weak_at_start(room)
    before = mean(learner.strength(area, 0) for area in weak)
    for day in range(DAYS):
        room.session = []
        for number in range(A_DAY):
            turn(room, choose, BEGIN + timedelta(days=day) + number * PAUSE)
        note_gaps(room, day + 0.99)
    end = float(DAYS)
    final = {area: learner.strength(area, end) for area in bank.areas}
    return Outcome(
        kind=learner.kind,
        before=before,
        after=mean(final[area] for area in weak),
        weakest_after=mean(sorted(final.values())[:WEAK]),
        all_after=mean(final.values()),
        share=mean(area in weak for area, *_ in room.turns),
        unseen=max(room.unseen.values(), default=0.0),
        known_unseen=max(room.known_unseen.values(), default=0.0),
        twice=sum(a[1] == b[1] for a, b in zip(room.turns, room.turns[1:], strict=False)),
    )


def turn(room: Room, choose: Choose, now: datetime) -> None:
    area, slug = choose(room, now)
    rating = room.learner.answer(area, slug, day_of(now))
    room.memories[area] = review(room.memories.get(area), rating, now)
    if choose is single_questions:
        room.cards[slug] = review(room.cards.get(slug), rating, now)
    room.recent.setdefault(area, []).append((rating, now))
    room.asked[slug], room.last = now, slug
    room.session.append(area)
    room.turns.append((area, slug, now, rating))


def weak_at_start(room: Room) -> list[str]:
    skills = room.learner.skills
    return sorted(skills, key=lambda area: skills[area].base)[:WEAK]


def note_gaps(room: Room, day: float) -> None:
    """Keep the longest time each area went without an answer while it was weak: from the start,
    and from the moment there was a reason to call it weak, a mark or a low rating."""
    for area in weak_at_start(room):
        if room.learner.strength(area, day) >= FEELS_WEAK:
            continue
        seen = [day_of(at) for at_area, _, at, _ in room.turns if at_area == area]
        last = seen[-1] if seen else 0.0
        room.unseen[area] = max(room.unseen.get(area, 0.0), day - last)
        if area in room.marked or any(rating <= 2 for rating, _ in room.recent.get(area, ())):
            room.known_unseen[area] = max(room.known_unseen.get(area, 0.0), day - last)


def day_of(now: datetime) -> float:
    return (now - BEGIN).total_seconds() / 86_400


def mean(values) -> float:
    return statistics.fmean(values)


COLUMNS: dict[str, Callable[[list[Outcome]], str]] = {
    "weak five after": lambda all_: spread(o.after for o in all_),
    "their gain": lambda all_: spread(o.gain for o in all_),
    "weakest five now": lambda all_: spread(o.weakest_after for o in all_),
    "all areas": lambda all_: spread(o.all_after for o in all_),
    "share on weak": lambda all_: spread(o.share for o in all_),
    "days away": lambda all_: spread((o.unseen for o in all_), 1),
    "days away, known": lambda all_: spread((o.known_unseen for o in all_), 1),
    "at most": lambda all_: f"{max(o.known_unseen for o in all_):.0f}",
    "twice": lambda all_: str(sum(o.twice for o in all_)),
}


def spread(values, digits: int = 2) -> str:
    held = list(values)
    return f"{mean(held):.{digits}f} ± {statistics.pstdev(held):.{digits}f}"


def table(results: dict[str, list[Outcome]]) -> None:
    """Every column explained in docs/choosing.md."""
    print("choosing".ljust(18), *(name.rjust(max(12, len(name))) for name in COLUMNS))
    for policy, outcomes in results.items():
        cells = (show(outcomes).rjust(max(12, len(name))) for name, show in COLUMNS.items())
        print(policy.ljust(18), *cells)


def ratio(results: dict[str, list[Outcome]], other: str) -> tuple[float, float, float]:
    """Gain against another way of choosing on the same learners, with a 95 % interval
    (bootstrap over learners)."""
    rng = random.Random(1)
    ours = [outcome.gain for outcome in results["this program"]]
    theirs = [outcome.gain for outcome in results[other]]
    drawn = []
    for _ in range(1000):
        picks = rng.choices(range(len(ours)), k=len(ours))
        drawn.append(sum(ours[i] for i in picks) / sum(theirs[i] for i in picks))
    drawn.sort()
    return sum(ours) / sum(theirs), drawn[24], drawn[974]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    for name, default in vars(World()).items():
        pair = isinstance(default, tuple)
        parser.add_argument(f"--{name}", type=float, default=default, nargs=2 if pair else None)
    return parser.parse_args()


def compare(bank: Bank, learners: int, seed: int, world: World) -> dict[str, list[Outcome]]:
    """Every way of choosing on the same learners."""
    results: dict[str, list[Outcome]] = {name: [] for name in POLICIES}
    for number in range(learners):
        kind = list(BIAS)[number % len(BIAS)]
        for name, choose in POLICIES.items():
            learner = make(kind, list(bank.areas), world, seed * 100_000 + number * 10)
            results[name].append(practice(bank, learner, choose, number))
    return results


def main() -> None:
    given = arguments()
    world = World(**{name: getattr(given, name) for name in vars(World())})
    began = time.monotonic()
    everybody = bank.load(shipped("question_bank")).suited()
    results = compare(everybody, given.learners, given.seed, world)
    print(
        f"{given.learners} learners, {len(everybody.areas)} areas, {DAYS} days, {A_DAY} answers a "
        f"day; mean ± spread over learners; {time.monotonic() - began:.0f} s\n"
    )
    table(results)
    for kind in BIAS:
        print(f"\n{kind}")
        table({name: [o for o in outcomes if o.kind == kind] for name, outcomes in results.items()})
    print("\ngain of the five that were weakest at the start, this program against")
    for other in list(POLICIES)[1:]:
        value, low, high = ratio(results, other)
        print(f"  {other:18} {value:.2f}  (95 %: {low:.2f} to {high:.2f})")


if __name__ == "__main__":
    main()
