"""Answers made by hand: words with times, and the sound the voice detector would report."""

from interview_practice.core.transcript import Segment, Word


def said(text, at=0.0, each=0.3, speech=None, fillers=(), uncertain=False):
    """A segment whose words follow each other without a gap, `each` seconds long."""
    words = tuple(
        Word(word, round(at + each * n, 3), round(at + each * (n + 1), 3), 1.0)
        for n, word in enumerate(text.split())
    )
    end = words[-1].end if words else at
    spans = ((at, end),) if speech is None and words else tuple(speech or ())
    return Segment(at, end, text, words, spans, tuple(fillers), uncertain)


def sound(start, end, word="um"):
    """A filler sound of the second look."""
    return Word(word, start, end, 0.5)
