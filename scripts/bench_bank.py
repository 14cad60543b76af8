"""Time what the bank is asked for: loading, searching, suggesting; also with 5,000 own ones."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from interview_practice.actions import questions
from interview_practice.models import bank

FOLDER = Path(__file__).resolve().parent.parent / "question_bank"
OWN = 5_000
ASKED = "how did you deal with a colleague who did not agree with your plan"


def main() -> None:
    shipped = bank.load(FOLDER)
    report("load the shipped bank, ms", lambda: bank.load(FOLDER))
    report("build the suggester, ms", lambda: fresh(shipped).suggester.suggest(ASKED))
    report("suggest an area, ms", lambda: shipped.suggester.suggest(ASKED))
    report("search the shipped bank, ms", lambda: shipped.search("colleague disagreed"))
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder)
        questions.add_all(own, made_up(shipped))
        large = bank.load(FOLDER, own)
        assert len(large.questions) == len(shipped.questions) + OWN
        report(f"load with {OWN} own questions, ms", lambda: bank.load(FOLDER, own), runs=5)
        report(f"search with {OWN} own questions, ms", lambda: large.search("colleague disagreed"))
        report(f"suggest with {OWN} own questions, ms", lambda: large.suggester.suggest(ASKED))
        report(f"add to {OWN} own questions, ms",
               lambda: questions.add(own, "Why this one?", "motivation/role"), runs=5)  # fmt: skip


def fresh(held: bank.Bank) -> bank.Bank:
    return bank.Bank(held.questions.values(), held.areas.values())


def made_up(held: bank.Bank) -> list[dict]:
    """Own questions with words as varied as the bank's: parts of two questions put together."""
    texts = [question.text for question in held.questions.values()]
    areas = list(held.areas)
    return [
        {"text": f"{texts[n % len(texts)][:120]} {texts[(n * 7 + 3) % len(texts)][-80:]} ({n})",
         "area": areas[n % len(areas)], "covers": [f"Point {n}", "What came of it"]}
        for n in range(OWN)
    ]  # fmt: skip


def report(what: str, action: Callable, runs: int = 15) -> None:
    """Print the median and the spread of an action after one run that does not count."""
    action()
    times, spent = [], time.process_time()
    for _ in range(runs):
        started = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - started))
    work = 1000 * (time.process_time() - spent) / runs
    print(f"{what}: median {statistics.median(times):.1f}, {min(times):.1f} to {max(times):.1f}, "
          f"of it processor {work:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
