"""A second look at a pack for filler sounds; the words of the first stay as they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from math import inf
from typing import Any

from interview_practice.core.tokens import is_sound
from interview_practice.core.transcript import Span, Word

PROMPT = " So, um, I, er, we had, uh, a plan, and, um, it was, uh, hard."
"""Text that is said to come before: full of fillers, so that the model writes them."""

FRAMES_A_SECOND = 50
"""Frames of encoded sound."""

SLICE = 3.0
GAP = 0.3
REST = 2.0
"""The pack is read in slices of at least SLICE seconds, cut in silences of GAP seconds, the last
one no shorter than REST. One batch of slices costs a third of one after the other."""

SILENCE = 50
"""Frames of silence behind the longest slice; without, the model does not find the end."""

LEAST_FRAMES = 150
"""ctranslate2 takes sound with as many frames as mel bands (80 or 128) for not encoded yet."""

TOKENS_A_WORD = 1.5
TOKENS_SPARE = 10
LONGEST_REPEAT = 4
"""Tokens that may come twice in a row: the model repeats a short slice until it is full."""

SHORT_WORD = 5
UNLIKELY = 0.6
ALONE = (0.15, 0.8)
"""A word of so many letters at most, less probable than this, that stands alone between two
silences and lasts so many seconds, is a filler in disguise ("but" for "um")."""

WORDLESS = (0.15, 0.6)
CLOSURE = 0.13
"""A stretch of speech of so many seconds that no word covers, with more silence on both sides
than the closure of a p, t or k makes, is a filler too."""

NEAR = 0.3
"""Seconds between two fillers below which they are one."""

PROBABILITY = 0.5
"""What stands where a word has its probability: the second look knows none."""

EDGE = "edge"


class FillerPass:
    """Finds filler sounds in encoder output that a faster-whisper `model` made already."""

    def __init__(self, model: Any, tokenizer: Any, suppressed: Sequence[int]) -> None:
        self._model, self._tokenizer, self._suppressed = model, tokenizer, list(suppressed)
        self._prompt = [
            tokenizer.sot_prev, *tokenizer.encode(PROMPT),
            *tokenizer.sot_sequence, tokenizer.no_timestamps,
        ]  # fmt: skip

    def find(self, encoded: Any, seconds: float, words: Sequence[Word], speech: Sequence[Span]
             ) -> tuple[Word, ...]:  # fmt: skip
        """Filler sounds that `words` leave out; `encoded` is the encoder's output for a pack of
        `seconds`, with silence behind it; times count from the pack's start."""
        if not words:
            return ()
        found, known = [*alone(words, speech)], [word for word in words if is_sound(word.word)]
        slices = cut(speech, seconds)
        parts = [within(words, span) for span in slices]
        most = TOKENS_SPARE + int(TOKENS_A_WORD * max(map(len, parts)))
        texts = self._read(_batch(encoded, seconds, slices), most)
        for text, part, span in zip(texts, parts, slices, strict=True):
            _add(found, known, inserted(text, part, span, speech))
        _add(found, known, wordless(words, speech))
        return tuple(sorted(found, key=lambda word: word.start))

    def _read(self, batch: Any, most: int) -> list[str]:
        import ctranslate2

        results = self._model.model.generate(
            ctranslate2.StorageView.from_array(batch),
            [self._prompt] * len(batch),
            beam_size=1,
            max_length=max(2 * most, len(self._prompt) + most),
            no_repeat_ngram_size=LONGEST_REPEAT,
            suppress_tokens=self._suppressed,
        )
        return [self._text(result.sequences_ids[0]) for result in results]

    def _text(self, tokens: Sequence[int]) -> str:
        return self._tokenizer.decode([t for t in tokens if t < self._tokenizer.eot])


def cut(speech: Sequence[Span], seconds: float) -> list[Span]:
    """Slices that together cover the pack."""
    cuts = [0.0]
    for (_, quiet), (loud, _) in pairwise(speech):
        middle = (quiet + loud) / 2
        if loud - quiet >= GAP and middle - cuts[-1] >= SLICE:
            cuts.append(middle)
    if len(cuts) > 1 and seconds - cuts[-1] < REST:
        cuts.pop()
    return list(pairwise([*cuts, seconds]))


def inserted(text: str, words: Sequence[Word], span: Span, speech: Sequence[Span]
             ) -> Iterator[Word]:  # fmt: skip
    """Filler sounds in `text` whose neighbors are words of the first look that stood next to
    each other, or with one word between them that was a filler misheard."""
    said = _pieces(text)
    match, used = _matches(said, [_key(word.word) for word in words]), set()
    for position, (_, filler) in enumerate(said):
        place = _place(said, match, position, len(words)) if filler else None
        if place and place not in used:
            used.add(place)
            yield _placed(filler, words, place, span, speech)


def alone(words: Sequence[Word], speech: Sequence[Span]) -> Iterator[Word]:
    """Short unlikely words that stand alone between two silences."""
    for start, end in speech:
        inside = within(words, (start, end))
        if len(inside) == 1 and ALONE[0] <= end - start <= ALONE[1] and _doubtful(inside[0]):
            yield Word("uh", start, end, inside[0].probability)


def wordless(words: Sequence[Word], speech: Sequence[Span]) -> Iterator[Word]:
    """Short stretches of speech between two silences in which there is no word at all."""
    edges = [-inf, *(edge for span in speech for edge in span), inf]
    for n, (start, end) in enumerate(speech):
        quiet = min(start - edges[2 * n], edges[2 * n + 3] - end)
        covered = any(word.start < end and start < word.end for word in words)
        if WORDLESS[0] <= end - start <= WORDLESS[1] and quiet >= CLOSURE - 0.005 and not covered:
            yield Word("uh", start, end, PROBABILITY)


def within(words: Sequence[Word], span: Span) -> list[Word]:
    """The words whose middles lie in a span."""
    return [word for word in words if span[0] <= (word.start + word.end) / 2 < span[1]]


def _doubtful(word: Word) -> bool:
    short = 0 < len(_key(word.word)) <= SHORT_WORD
    return short and word.probability < UNLIKELY and not is_sound(word.word)


def _pieces(text: str) -> list[tuple[str, str]]:
    """(key, filler) pairs of which one is empty."""
    found = []
    for word in text.split():
        if is_sound(word):
            found.append(("", _key(word)))
        else:
            found += [(_key(part), "") for part in word.split("-") if _key(part)]
    return found


def _matches(said: Sequence[tuple[str, str]], keys: Sequence[str]) -> dict[int, int]:
    """Positions in `said` of words that the first look heard too, and their positions there."""
    plain = [(key, position) for position, (key, filler) in enumerate(said) if not filler]
    matcher = SequenceMatcher(None, [key for key, _ in plain], keys, autojunk=False)
    return {
        plain[block.a + n][1]: block.b + n
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    }


def _place(said: Sequence[tuple[str, str]], match: dict[int, int], position: int, count: int
           ) -> tuple[int, int] | None:  # fmt: skip
    """The positions of the first look's words left and right of a filler, -1 and `count` at the
    edges; None when there is no such place, or more than one word in it."""
    left, right = (_anchor(said, match, position, step) for step in (-1, 1))
    left = -1 if left == EDGE else left
    right = count if right == EDGE else right
    fits = left is not None and right is not None and 1 <= right - left <= 2
    return (left, right) if fits else None


def _anchor(said: Sequence[tuple[str, str]], match: dict[int, int], position: int, step: int
            ) -> int | str | None:  # fmt: skip
    """The first look's word beside a filler; one word that both heard differently may stand
    between. EDGE at the end of the slice, None when there is none."""
    beside = position + step
    while 0 <= beside < len(said) and said[beside][1]:
        beside += step
    if not 0 <= beside < len(said):
        return EDGE
    if beside in match:
        return match[beside]
    further = match.get(beside + step)
    return None if further is None else further - step


def _placed(filler: str, words: Sequence[Word], place: tuple[int, int], span: Span,
            speech: Sequence[Span]) -> Word:  # fmt: skip
    left, right = place
    if right - left == 2:
        return Word(filler, words[left + 1].start, words[left + 1].end, PROBABILITY)
    start = words[left].end if left >= 0 else span[0]
    end = words[right].start if right < len(words) else span[1]
    start, end = _voiced(start, end, speech)
    return Word(filler, round(start, 3), round(end, 3), PROBABILITY)


def _voiced(start: float, end: float, speech: Sequence[Span]) -> Span:
    """The longest speech between two words, or a moment in their middle without any."""
    middle = (start + end) / 2
    voiced = [(max(a, start), min(b, end)) for a, b in speech if min(b, end) - max(a, start) > 0.1]
    return max(voiced, key=lambda one: one[1] - one[0], default=(middle - 0.1, middle + 0.1))


def _add(found: list[Word], known: Sequence[Word], more: Iterable[Word]) -> None:
    for filler in more:
        if not _near(filler, [*found, *known]):
            found.append(filler)


def _near(filler: Word, others: Sequence[Word]) -> bool:
    return any(filler.start < one.end + NEAR and one.start < filler.end + NEAR for one in others)


def _batch(encoded: Any, seconds: float, slices: Sequence[Span]) -> Any:
    """The slices of a pack, made equally long with the silence that follows it."""
    import numpy as np

    sound = np.array(encoded)
    places = [(int(a * FRAMES_A_SECOND), int(b * FRAMES_A_SECOND)) for a, b in slices]
    length = max(LEAST_FRAMES, max(b - a for a, b in places) + SILENCE)
    silence = sound[:, int(seconds * FRAMES_A_SECOND) + 5 :]
    silence = silence if silence.shape[1] else sound[:, -1:]
    parts = [_filled(sound[:, a:b], silence, length) for a, b in places]
    return np.ascontiguousarray(np.concatenate(parts))


def _filled(sound: Any, silence: Any, length: int) -> Any:
    import numpy as np

    times = (length - sound.shape[1]) // silence.shape[1] + 1
    return np.concatenate([sound, *[silence] * times], 1)[:, :length]


def _key(word: str) -> str:
    return re.sub(r"[^\w']", "", word.lower().replace("\u2019", "'"))
