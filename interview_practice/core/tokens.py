"""Words as the meters see them: keys without punctuation, filler sounds told apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from interview_practice.core.transcript import Segment, Word

SOUND = re.compile(r"u+m+|u+h+m*|e+r+m*|h+m+|a+h+|e+h+|m{2,}")
"""Spellings of filler sounds; "mhm" and "uh-huh" are answers and stay words."""

_EDGES = re.compile(r"^[^\w'\u2019]+|[^\w'\u2019]+$")
_MARKS = re.compile(r"[^\w'\u2019%]*$")


@dataclass(frozen=True, slots=True)
class Token:
    """One spoken word; times in seconds. `key` is lower case without punctuation, `mark` the
    punctuation behind it, `continued` the later part of a hyphenated word or a number."""

    text: str
    key: str
    start: float
    end: float
    mark: str = ""
    sound: bool = False
    continued: bool = False
    uncertain: bool = False

    @property
    def ends_sentence(self) -> bool:
        return any(sign in self.mark for sign in ".?!") and not self.trails_off

    @property
    def trails_off(self) -> bool:
        return "..." in self.mark or "\u2026" in self.mark

    @property
    def set_off(self) -> bool:
        """Whether punctuation of any kind stands behind the word."""
        return any(sign in self.mark for sign in ",.;:?!\u2026\u2014\u2013")

    @property
    def cut_off(self) -> bool:
        """Whether the word breaks off, as in "pro-"."""
        return self.mark.startswith("-")


def vocabulary(words: str) -> frozenset[str]:
    """The words of a list that is written as one line of text."""
    return frozenset(words.split())


def is_sound(word: str) -> bool:
    """Whether a word is a filler sound such as "Um," (but not an abbreviation such as ER)."""
    bare = _EDGES.sub("", word.strip())
    shouted = len(bare) > 1 and bare.isupper()
    return not shouted and SOUND.fullmatch(bare.lower()) is not None


def tokens(segments: Iterable[Segment]) -> list[Token]:
    """The words of an answer and the filler sounds of the second look, in the order of time."""
    found: list[Token] = []
    for segment in segments:
        heard = _agreements(
            token for word in segment.words for token in _stutter(_token(word, segment.uncertain))
        )
        added = [_added(filler) for filler in segment.fillers or () if not _known(filler, heard)]
        found += heard + added
    found.sort(key=lambda token: token.start + token.end)
    return [token for token in found if token.key]


def _token(word: Word, uncertain: bool) -> Token:
    text = word.word.strip()
    mark = _MARKS.search(text)
    return Token(
        text=text,
        key=_EDGES.sub("", text).lower().replace("\u2019", "'"),
        start=word.start,
        end=max(word.start, word.end),
        mark=mark.group() if mark else "",
        sound=is_sound(text),
        continued=len(text) > 1 and text[0] in "-.,%" and text[1].isalnum(),
        uncertain=uncertain,
    )


def _stutter(token: Token) -> list[Token]:
    """Make two words of "I-I"; any other word stays as it is."""
    parts = token.text.split("-")
    keys = token.key.split("-")
    if len(keys) == 1 or len(set(keys)) > 1 or len(parts) != len(keys):
        return [token]
    step = (token.end - token.start) / len(parts)
    times = [round(token.start + step * n, 3) for n in range(len(parts) + 1)]
    return [
        replace(token, text=part, key=keys[0], start=start, end=end)
        for part, (start, end) in zip(parts, pairwise(times), strict=True)
    ]


def _added(filler: Word) -> Token:
    key = _EDGES.sub("", filler.word.strip()).lower()
    return Token(filler.word.strip(), key, filler.start, max(filler.start, filler.end), sound=True)


def _known(filler: Word, heard: Sequence[Token]) -> bool:
    return any(
        token.sound and token.start < filler.end and filler.start < token.end for token in heard
    )


def _agreements(heard: Iterable[Token]) -> list[Token]:
    """Make one word of a filler sound and what hangs on it: "uh" and "-huh" are a yes."""
    joined: list[Token] = []
    for token in heard:
        if token.continued and joined and joined[-1].sound:
            first = joined.pop()
            text, key = first.text + token.text, f"{first.key}-{token.key}"
            token = replace(token, text=text, key=key, start=first.start, continued=False)
        joined.append(token)
    return joined
