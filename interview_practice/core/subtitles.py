"""A transcript as subtitles, cut where a reader wants it cut."""

from collections.abc import Iterable, Iterator, Sequence

from interview_practice.core.transcript import Segment, Word

LINE = 42
"""Characters of a line, of which a subtitle has two
(https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977)."""

LONGEST_SECONDS = 7.0
SHORTEST_SECONDS = 1.0
PAUSE = 0.8
"""Seconds of silence between words after which a new subtitle begins."""


def srt(segments: Iterable[Segment]) -> str:
    """SubRip: numbered, with a comma before the milliseconds."""
    return "\n".join(
        f"{number}\n{_moment(start, ',')} --> {_moment(end, ',')}\n{text}\n"
        for number, (start, end, text) in enumerate(cues(segments), start=1)
    )


def vtt(segments: Iterable[Segment]) -> str:
    """WebVTT, the format of browsers."""
    blocks = [
        f"{_moment(start, '.')} --> {_moment(end, '.')}\n{_escaped(text)}\n"
        for start, end, text in cues(segments)
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def cues(segments: Iterable[Segment]) -> list[tuple[float, float, str]]:
    """(start, end, text of one or two lines), in seconds, never overlapping."""
    groups = [group for segment in segments for group in _groups(_words(segment))]
    starts = [group[0].start for group in groups]
    return [
        (group[0].start, _end(group, following), _lines([word.word for word in group]))
        for group, following in zip(groups, [*starts[1:], float("inf")], strict=False)
    ]


def _words(segment: Segment) -> Sequence[Word]:
    return segment.words or (Word(segment.text, segment.start, segment.end, 1.0),)


def _groups(words: Sequence[Word]) -> Iterator[list[Word]]:
    group: list[Word] = []
    for word in words:
        if group and not _fits(group, word):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _fits(group: list[Word], word: Word) -> bool:
    text = " ".join([*(other.word for other in group), word.word])
    sentence_over = group[-1].word.endswith((".", "?", "!")) and len(text) > LINE
    return (
        len(_lines(text.split()).splitlines()) <= 2
        and word.end - group[0].start <= LONGEST_SECONDS
        and word.start - group[-1].end < PAUSE
        and not sentence_over
    )


def _end(group: list[Word], following: float) -> float:
    return min(max(group[-1].end, group[0].start + SHORTEST_SECONDS), following)


def _lines(words: Sequence[str]) -> str:
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _moment(seconds: float, mark: str) -> str:
    whole = round(seconds * 1000)
    minutes, rest = divmod(whole, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{mark}{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
