"""Words said twice in a row, sentences begun anew, and who acts in them: I or we."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview_practice.core.tokens import Token, vocabulary

CLOSEST = 0.5
"""Seconds of silence at most between the two; a convention of this project."""

LONGEST_RUN = 4

# Said twice on purpose, or twice by grammar ("I know that that works").
_EMPHATIC = vocabulary("very no yes yeah really so much many far long more that had bye")
_NUMBERS = vocabulary(
    "zero oh one two three four five six seven eight nine ten hundred thousand million"
)
_SUBJECTS = vocabulary("i we you he she they it there")
_OPEN = vocabulary(
    "was were am is are be been have has had would could should will can did do does want wanted "
    "tried the a an my our to of in on for with just really"
)
_I = vocabulary("i me my mine myself")
_WE = vocabulary("we us our ours ourselves")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words that came twice, or a start that was given up; in seconds."""

    text: str
    start: float
    end: float


def repetitions(heard: Sequence[Token]) -> list[Repeat]:
    """Runs of 1 to 4 words said again at once; filler sounds between them do not hide them.

    Words the engine was unsure of are left out: loops in a transcript look like repetitions.
    """
    words, silences = _words(heard)
    found, position = [], 0
    while position < len(words):
        size = _repeated(words, silences, position)
        if size:
            run = words[position : position + 2 * size]
            found.append(Repeat(_text(run), run[0].start, run[-1].end))
        position += size or 1
    return found


def restarts(heard: Sequence[Token]) -> list[Repeat]:
    """Words broken off ("pro-") and starts given up for another one ("I was, I went")."""
    words = [token for token in heard if not token.sound]
    found, position = [], 0
    while position < len(words):
        size = _given_up(words, position)
        if size:
            run = words[position : position + size + 1]
            found.append(Repeat(_text(run), run[0].start, run[-1].end))
        position += size or 1
    return found


def perspective(heard: Sequence[Token]) -> tuple[int, int]:
    """How often the speaker said I (me, my) and we (us, our)."""
    keys = [_subject(token) for token in heard if token.text.strip(".,;:?!") != "US"]
    return sum(key in _I for key in keys), sum(key in _WE for key in keys)


def _words(heard: Sequence[Token]) -> tuple[list[Token], list[float]]:
    """The words without filler sounds, and the longest silence before each, in seconds."""
    words, silences, longest, last = [], [], 0.0, None
    for token in heard:
        longest = max(longest, token.start - last if last is not None else 0.0)
        last = token.end
        if not token.sound:
            words.append(token)
            silences.append(longest)
            longest = 0.0
    return words, silences


def _repeated(words: Sequence[Token], silences: Sequence[float], position: int) -> int:
    for size in range(LONGEST_RUN, 0, -1):
        again = position + size
        near = again < len(words) and silences[again] < CLOSEST
        if near and _twice(words[position:again], words[again : again + size]):
            return size
    return 0


def _twice(first: Sequence[Token], again: Sequence[Token]) -> bool:
    return (
        [token.key for token in first] == [token.key for token in again]
        and not any(token.uncertain for token in (*first, *again))
        and not any(token.ends_sentence for token in first)
        and not all(_meant(token.key) for token in first)
    )


def _meant(key: str) -> bool:
    return key in _EMPHATIC or key in _NUMBERS or key.isdigit()


def _given_up(words: Sequence[Token], position: int) -> int:
    """The number of words given up at a position, or 0."""
    first = words[position]
    if first.uncertain:
        return 0
    if first.cut_off and position + 1 < len(words):
        return 1
    if _subject(first) not in _SUBJECTS:
        return 0
    for size in range(1, 4):
        if position + size < len(words) and _anew(words, position, size):
            return size
    return 0


def _anew(words: Sequence[Token], position: int, size: int) -> bool:
    """Whether the words stop in mid-air and the same subject begins again behind them."""
    first, last, again = words[position], words[position + size - 1], words[position + size]
    dangling = last.key in _OPEN or (size == 1 and "'" in first.key)
    return (
        dangling
        and last.set_off
        and not last.ends_sentence
        and _subject(first) == _subject(again)
        and not _twice(words[position : position + size], words[position + size :][:size])
    )


def _subject(token: Token) -> str:
    return token.key.split("'")[0]


def _text(run: Sequence[Token]) -> str:
    return " ".join(token.text for token in run).rstrip(",.;")
