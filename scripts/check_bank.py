"""Check the shipped question bank: format, slugs, wordings, lengths, fairness and spelling.

With --add, write new slugs into question_bank/slugs.txt, which may only grow.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from interview_practice.core import bank_rules
from interview_practice.models import bank

FOLDER = Path(__file__).resolve().parent.parent / "question_bank"
SLUGS = FOLDER / "slugs.txt"
SPELLED_RIGHT = "discreet"
NOT_PROSE = r"https?://\S+|behavioural"  # addresses, and the slug of a type


def main() -> int:
    held = bank.load(FOLDER)
    known = SLUGS.read_text().split()
    if "--add" in sys.argv:
        new = [slug for slug in held.questions if slug not in known]
        SLUGS.write_text("\n".join([*known, *new]) + "\n")
        known += new
    found = [
        *map(str, held.problems),
        *bank_rules.complaints(list(held.questions.values()), held.areas),
        *bank_rules.unstable(known, held.questions),
        *misspelled(),
    ]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(held.questions)} questions in {len(held.areas)} areas: {len(found)} complaints.")
    return 1 if found else 0


def misspelled() -> Iterator[str]:
    """Misspelled words and British spellings, as codespell knows them."""
    options = ["--builtin", "clear,rare,en-GB_to_en-US", "--ignore-words-list", SPELLED_RIGHT,
               "--ignore-regex", NOT_PROSE]  # fmt: skip
    command = [sys.executable, "-m", "codespell_lib", *options, str(FOLDER)]
    ran = subprocess.run(command, capture_output=True, text=True)
    yield from ran.stdout.splitlines()
    if ran.returncode and not ran.stdout:
        yield f"The spelling was not checked: {ran.stderr.strip()}"


if __name__ == "__main__":
    sys.exit(main())
