"""Words as a speech model gives them, put right by the speech in which they were said."""

from collections.abc import Iterable, Sequence

from interview_practice.core.transcript import Span, Word

UNHEARD = 1.0
LEAD = 0.2
"""Seconds of speech behind the last word after which the rest is read by itself, from so long
before it: the model may take the end of a sentence for the end of all. Of 583 packs it did so in
one, with 5.7 s unheard; in all others less than 0.8 s were."""


def from_pieces(pieces: Iterable[dict], spaced: bool = True) -> tuple[Word, ...]:
    """Words from what faster-whisper aligns: in a language with spaces, pieces such as " forty" and
    "-two", of which only the first has one, are a single word."""
    words: list[Word] = []
    for piece in pieces:
        if spaced and not piece["word"].strip():
            continue
        word = _from_piece(piece)
        if spaced and words and not piece["word"].startswith(" "):
            last = words.pop()
            least = min(last.probability, word.probability)
            word = Word(last.word + word.word, last.start, word.end, least)
        words.append(word)
    return tuple(words)


def unheard(words: Sequence[Word], speech: Sequence[Span]) -> float | None:
    """Where the speech begins that has no words, if there is enough behind the last one."""
    if not words:
        return None
    end = words[-1].end
    left = [(max(a, end), b) for a, b in speech if b > end]
    if sum(b - a for a, b in left) < UNHEARD:
        return None
    return max(end, left[0][0] - LEAD)


def fitted(words: Iterable[Word], speech: Sequence[Span]) -> tuple[Word, ...]:
    """Words moved out of silence: the model lets a word begin where the last one ended, even
    when there was a pause between them."""
    return tuple(_fit(word, speech) for word in words)


def _from_piece(piece: dict) -> Word:
    return Word(
        piece["word"].strip(), float(piece["start"]), float(piece["end"]),
        round(float(piece["probability"]), 3),
    )  # fmt: skip


def _fit(word: Word, speech: Sequence[Span]) -> Word:
    overlaps = [(max(word.start, a), min(word.end, b)) for a, b in speech]
    start, end = max(overlaps, key=lambda span: span[1] - span[0], default=(0, 0))
    if end <= start:
        return word
    return Word(word.word, round(start, 3), round(end, 3), word.probability)
