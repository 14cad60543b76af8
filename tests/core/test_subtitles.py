import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_practice.core.subtitles import LINE, LONGEST_SECONDS, cues, srt, vtt
from interview_practice.core.transcript import Segment, Word


def spoken(text, start=0.0, pace=0.4):
    words = tuple(
        Word(word, start + n * pace, start + n * pace + 0.3, 0.9)
        for n, word in enumerate(text.split())
    )
    return Segment(start, words[-1].end, text, words)


def test_a_short_sentence_is_one_subtitle():
    assert srt([spoken("Tell me about yourself.")]) == (
        "1\n00:00:00,000 --> 00:00:01,500\nTell me about yourself.\n"
    )


def test_webvtt_has_its_heading_and_points():
    assert vtt([spoken("Hello there.", start=3661.5)]) == (
        "WEBVTT\n\n01:01:01.500 --> 01:01:02.500\nHello there.\n"
    )


def test_what_looks_like_markup_is_escaped_in_webvtt():
    assert "a &lt;b&gt; &amp; c" in vtt([spoken("a <b> & c")])


def test_a_pause_begins_a_new_subtitle():
    first, second = spoken("One thing."), spoken("Another.", start=5)
    both = Segment(0, 6, "", first.words + second.words)
    assert [text for _, _, text in cues([both])] == ["One thing.", "Another."]


def test_a_new_sentence_begins_a_new_subtitle_once_a_line_is_full():
    text = "I asked everybody in the team what they needed. Then we met."
    assert [text for _, _, text in cues([spoken(text, pace=0.31)])] == [
        "I asked everybody in the team what they\nneeded.", "Then we met."
    ]  # fmt: skip


def test_a_segment_without_words_is_shown_as_a_whole():
    assert cues([Segment(1, 2, "Hello", ())]) == [(1, 2, "Hello")]


@pytest.mark.parametrize("form", [srt, vtt])
def test_nothing_heard_gives_no_subtitle(form):
    assert "-->" not in form([])


texts = st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1,
                         max_size=30), min_size=1, max_size=60)  # fmt: skip


@given(texts, st.floats(0.31, 1.5))
def test_every_word_is_shown_once_in_time_and_in_room(words, pace):
    found = cues([spoken(" ".join(words), pace=pace)])
    assert " ".join(" ".join(text.split("\n")) for _, _, text in found) == " ".join(words)
    for start, end, text in found:
        assert 0 < end - start <= LONGEST_SECONDS + 0.001
        assert len(text.split("\n")) <= 2
        assert all(len(line) <= LINE for line in text.split("\n"))
    assert all(a[1] <= b[0] for a, b in pairwise(found))


@given(texts)
def test_times_are_written_as_players_read_them(words):
    times = re.findall(r"(\S+) --> (\S+)", srt([spoken(" ".join(words))]))
    assert all(re.fullmatch(r"\d\d:[0-5]\d:[0-5]\d,\d{3}", time) for pair in times for time in pair)
