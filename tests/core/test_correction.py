import pytest

from interview_practice.core.correction import corrected
from interview_practice.core.transcript import Segment, Word


def segment(start, *words):
    """A segment of words of half a second each."""
    at = [start + n / 2 for n in range(len(words))]
    said = tuple(Word(word, t, t + 0.4, 0.9) for word, t in zip(words, at, strict=True))
    return Segment(start, start + len(words) / 2, " ".join(words), said)


HEARD = [segment(0, "I", "rolled", "a", "smack."), segment(10, "Then", "we", "shipped.")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I rolled a smack. Then we shipped.", HEARD),
        ("", [[], []]),
        ("I rolled it back. Then we shipped.",
         [[("I", 0), ("rolled", 0.5), ("it", 1.0), ("back.", 1.5)],
          [("Then", 10), ("we", 10.5), ("shipped.", 11)]]),
        ("I rolled the release right back. Then we shipped.",
         [[("I", 0), ("rolled", 0.5), ("the", 1.0), ("release", 1.225), ("right", 1.45),
           ("back.", 1.675)], [("Then", 10), ("we", 10.5), ("shipped.", 11)]]),
        ("I rolled a smack. Then shipped.",
         [[("I", 0), ("rolled", 0.5), ("a", 1.0), ("smack.", 1.5)],
          [("Then", 10), ("shipped.", 11)]]),
        ("Well, I rolled a smack. Then we shipped.",
         [[("Well,", 0.4), ("I", 0), ("rolled", 0.5), ("a", 1.0), ("smack.", 1.5)],
          [("Then", 10), ("we", 10.5), ("shipped.", 11)]]),
    ],
)  # fmt: skip
def test_corrected_words_stand_where_the_heard_ones_stood(text, expected):
    found = corrected(HEARD, text)
    if expected is HEARD:
        assert found == HEARD
    else:
        assert [[(w.word, w.start) for w in s.words] for s in found] == expected


def test_what_was_not_heard_cannot_be_corrected():
    assert corrected([], "Something else") == []
