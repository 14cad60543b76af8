"""Tables of words, and what the speech around them makes of them."""

import pytest

from interview_practice.core.transcript import Word
from interview_practice.core.words import fitted, from_pieces, unheard

SPEECH = [(0.2, 1.0), (2.0, 3.0)]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ((0.3, 0.8), (0.3, 0.8)),
        ((0.0, 0.5), (0.2, 0.5)),
        ((0.9, 2.6), (2.0, 2.6)),
        ((0.5, 2.1), (0.5, 1.0)),
        ((1.2, 1.8), (1.2, 1.8)),
    ],
)
def test_words_leave_the_silence_between_speech(times, expected):
    [word] = fitted([Word("so", *times, 0.9)], SPEECH)
    assert (word.start, word.end) == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [(4.0, None), (3.1, None), (3.0, 3.0), (1.0, 1.8), (0.9, 0.9), (0.1, 0.1)],
)
def test_speech_without_words_is_noticed(end, expected):
    words = [Word("so", 0.0, end, 0.9)]
    assert unheard(words, [(0.0, 1.0), (2.0, 4.0)]) == expected
    assert unheard([], [(0.0, 1.0), (2.0, 4.0)]) is None


def test_pieces_of_a_word_are_joined():
    pieces = [
        {"word": word, "start": at, "end": at + 1, "probability": 0.5 + at / 10}
        for at, word in enumerate([" forty", "-two", "", " lines."])
    ]
    words = from_pieces(pieces)
    assert [(word.word, word.start, word.end) for word in words] == [
        ("forty-two", 0, 2),
        ("lines.", 3, 4),
    ]


def test_without_spaces_each_piece_is_a_word():
    pieces = [{"word": word, "start": 0, "end": 1, "probability": 0.5} for word in ["天", "気"]]
    assert [word.word for word in from_pieces(pieces, spaced=False)] == ["天", "気"]
