"""A transcript that the user corrected: their words at the times of the words that were heard."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from interview_practice.core.transcript import Segment, Word


def corrected(segments: Sequence[Segment], text: str) -> list[Segment]:
    """The segments with the words of `text`: unchanged words keep their times, new ones share
    the time of what they stand for. Words of a segment that was emptied are gone."""
    heard = [(number, word) for number, segment in enumerate(segments) for word in segment.words]
    written = text.split()
    if not heard:
        return list(segments)
    words: list[list[Word]] = [[] for _ in segments]
    matcher = SequenceMatcher(
        None, [_key(word.word) for _, word in heard], list(map(_key, written)), autojunk=False
    )
    for _, a, b, c, d in matcher.get_opcodes():
        for number, word in _placed(heard, a, b, written[c:d]):
            words[number].append(word)
    return [
        replace(segment, words=tuple(own), text=" ".join(word.word for word in own), fillers=())
        if tuple(own) != segment.words
        else segment
        for segment, own in zip(segments, words, strict=True)
    ]


def _placed(heard, first: int, last: int, written: Sequence[str]):
    """The written words, each with its segment's number, spread over the heard words' time."""
    before = heard[max(0, first - 1)]
    number = heard[first][0] if first < last else before[0]
    start = heard[first][1].start if first < last else before[1].end
    end = heard[last - 1][1].end if first < last else start
    if last - first == len(written):
        pairs = zip(heard[first:last], written, strict=True)
        return [(n, replace(word, word=new)) for (n, word), new in pairs]
    step = (end - start) / len(written) if written else 0
    return [
        (number, Word(new, round(start + step * n, 3), round(start + step * (n + 1), 3), 1.0))
        for n, new in enumerate(written)
    ]


def _key(word: str) -> str:
    return word.strip(".,;:!?\"'()").lower()
