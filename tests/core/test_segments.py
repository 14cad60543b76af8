"""Tables of (voice, seconds) and the packs that they must give, in seconds."""

from itertools import pairwise

import pytest

from interview_practice.core import segments
from interview_practice.core.segments import FRAME, Segmenter
from interview_practice.core.transcript import SAMPLE_RATE

VOICE, QUIET, WAVERING = 0.9, 0.02, 0.42


def frames(*runs):
    """Probabilities for (probability, seconds) one after the other."""
    at = given = 0
    for probability, length in runs:
        at += length * SAMPLE_RATE / FRAME
        yield from [probability] * (round(at) - given)
        given = round(at)


def cut(probabilities):
    """All packs as (start, end), each heard by a new segmenter at the end of the one before."""
    probabilities, mark, packs = list(probabilities), 0, []
    while mark < len(probabilities) * FRAME - SAMPLE_RATE // 2:
        pack = first(probabilities[round(mark / FRAME) :])
        packs.append((seconds(mark + pack.start), seconds(mark + pack.end)))
        mark += pack.end
    return packs


def first(probabilities):
    segmenter = Segmenter()
    closed = (segmenter.feed(probability) for probability in probabilities)
    return next(filter(None, closed), None) or segmenter.finish(segmenter.heard)


def seconds(samples):
    return samples / SAMPLE_RATE


CASES = {
    "nothing": ([], (0, 0), []),
    "silence": ([(QUIET, 10)], (0, 10), []),
    "one sentence": ([(QUIET, 1), (VOICE, 4), (QUIET, 3)], (0.8, 5.3), [(1, 5)]),
    "from the first sample": ([(VOICE, 4), (QUIET, 3)], (0, 4.3), [(0, 4)]),
    "to the last sample": ([(QUIET, 1), (VOICE, 4)], (0.8, 5), [(1, 5)]),
    "a closure of 60 ms is no pause": (
        [(VOICE, 2), (QUIET, 0.06), (VOICE, 2), (QUIET, 2)],
        (0, 4.36),
        [(0, 4.06)],
    ),
    "a pause of 0.2 s splits the speech, not the pack": (
        [(VOICE, 2), (QUIET, 0.2), (VOICE, 2), (QUIET, 2)],
        (0, 4.5),
        [(0, 2), (2.2, 4.2)],
    ),
    "a pause of 1 s splits no short pack": (
        [(VOICE, 2), (QUIET, 1), (VOICE, 2), (QUIET, 2)],
        (0, 5.3),
        [(0, 2), (3, 5)],
    ),
    "a pause of 2.6 s splits any": (
        [(VOICE, 2), (QUIET, 2.6), (VOICE, 2), (QUIET, 2)],
        (0, 2.3),
        [(0, 2)],
    ),
    "one of 0.6 s after 16 s": (
        [(VOICE, 17), (QUIET, 0.6), (VOICE, 2), (QUIET, 2)],
        (0, 17.3),
        [(0, 17)],
    ),
    "one of 0.35 s after 21 s": (
        [(VOICE, 22), (QUIET, 0.35), (VOICE, 2), (QUIET, 2)],
        (0, 22.3),
        [(0, 22)],
    ),
    "not if the end comes within 2 s": (
        [(VOICE, 17), (QUIET, 0.6), (VOICE, 1.8)],
        (0, 19.4),
        [(0, 17), (17.6, 19.4)],
    ),
    "after 2 s more, spoken or not": (
        [(VOICE, 17), (QUIET, 0.6), (VOICE, 1), (QUIET, 1)],
        (0, 17.3),
        [(0, 17)],
    ),
    "at once if it would become too long": (
        [(VOICE, 26.2), (QUIET, 0.4), (VOICE, 0.5)],
        (0, 26.5),
        [(0, 26.2)],
    ),
    "wavering does not begin speech": ([(WAVERING, 5), (VOICE, 1)], (4.8, 6), [(5, 6)]),
    "wavering does not end it": (
        [(VOICE, 2), (WAVERING, 3), (VOICE, 1), (QUIET, 2)],
        (0, 6.3),
        [(0, 6)],
    ),
}


@pytest.mark.parametrize(("runs", "pack", "speech"), CASES.values(), ids=CASES)
def test_the_first_pack(runs, pack, speech):
    found = first(frames(*runs))
    assert (seconds(found.start), seconds(found.end)) == pytest.approx(pack, abs=0.035)
    spans = [(seconds(start), seconds(end)) for start, end in found.speech]
    assert len(spans) == len(speech)
    for span, expected in zip(spans, speech, strict=True):
        assert span == pytest.approx(expected, abs=0.035)


def test_speech_without_a_pause_is_cut_where_it_sounds_least_like_speech():
    sound = [*frames((VOICE, 24.5)), 0.6, 0.51, 0.6, *frames((VOICE, 20))]
    dip = 24.5 + 1.5 * FRAME / SAMPLE_RATE
    assert first(sound).end / SAMPLE_RATE == pytest.approx(dip, abs=0.03)


def test_monotonous_speech_is_cut_all_the_same():
    packs = cut(frames((VOICE, 100)))
    lengths = [end - start for start, end in packs]
    assert max(lengths) <= 27.1
    assert sum(lengths) == pytest.approx(100, abs=0.1)


def test_silence_moves_the_mark_and_keeps_the_last_moment():
    pack = first(frames((QUIET, 31)))
    assert (pack.start, seconds(pack.end), pack.speech) == (0, pytest.approx(29, abs=0.04), ())


def test_packs_neither_overlap_nor_lose_speech():
    runs = [(QUIET, 40), *[(VOICE, 3), (QUIET, 0.7)] * 12, (QUIET, 3), (VOICE, 1), (QUIET, 1)]
    packs = cut(frames(*runs))
    assert all(end <= start for (_, end), (start, _) in pairwise(packs))
    at = 0.0
    for voice, length in runs:
        middle = at + length / 2
        inside = any(start < middle < end for start, end in packs)
        assert inside or voice == QUIET
        at += length


def test_the_tail_is_open_after_a_third_of_a_second():
    segmenter = Segmenter()
    tails = []
    for probability in frames((QUIET, 1), (VOICE, 3), (QUIET, 1.4)):
        assert segmenter.feed(probability) is None
        tails.append(segmenter.tail())
    assert tails.index(next(filter(None, tails))) == pytest.approx(4.3 * 31.25, abs=1.1)
    assert len({*filter(None, tails)}) == 1
    assert segmenter.finish(segmenter.heard) == tails[-1]


PARTS = {
    "short": ([(VOICE, 4), (QUIET, 0.5), (VOICE, 4)], []),
    "a pause after 10 s": ([(VOICE, 10), (QUIET, 0.5), (VOICE, 3)], [(0, 10.3), (10.3, 13.5)]),
    "too little behind it": ([(VOICE, 10), (QUIET, 0.5), (VOICE, 0.7)], []),
    "a breath": ([(VOICE, 10), (QUIET, 0.2), (VOICE, 3)], []),
    "not at the next pause, as it is near": (
        [(VOICE, 10), (QUIET, 0.5), (VOICE, 3), (QUIET, 0.4), (VOICE, 5)],
        [(0, 10.3), (10.3, 18.9)],
    ),
    "at each that is far": (
        [(VOICE, 10), (QUIET, 0.5), (VOICE, 10), (QUIET, 0.4), (VOICE, 2)],
        [(0, 10.3), (10.3, 20.8), (20.7, 22.9)],
    ),
    "but for the last, when little is behind it": (
        [(VOICE, 10), (QUIET, 0.5), (VOICE, 10), (QUIET, 0.4), (VOICE, 0.5)],
        [(0, 10.3), (10.3, 21.4)],
    ),
}


@pytest.mark.parametrize(("runs", "parts"), PARTS.values(), ids=PARTS)
def test_the_parts_of_an_open_pack(runs, parts):
    found = first(frames(*runs))
    places = [(seconds(part.start), seconds(part.end)) for part in found.parts]
    assert len(places) == len(parts)
    for place, expected in zip(places, parts, strict=True):
        assert place == pytest.approx(expected, abs=0.035)
    assert tuple(span for part in found.parts for span in part.speech) in ((), found.speech)


def test_all_parts_but_the_last_were_there_before_the_end():
    segmenter, ready = Segmenter(), set()
    for probability in frames(*[(VOICE, 4.6), (QUIET, 0.4)] * 4, (VOICE, 1.5)):
        assert segmenter.feed(probability) is None
        if tail := segmenter.tail():
            ready |= {*(tail.parts or [tail])}
    *earlier, _ = segmenter.finish(segmenter.heard).parts
    assert len(earlier) == 2
    assert {(part.start, part.end) for part in earlier} <= {(p.start, p.end) for p in ready}


def test_a_closing_pack_is_the_next_one():
    segmenter, closed, closing = Segmenter(), None, []
    for probability in frames((VOICE, 17), (QUIET, 1), (VOICE, 9)):
        closed = closed or segmenter.feed(probability)
        closing += [segmenter.heard] * bool(segmenter.closing and not closed)
    assert segmenter.closing == closed
    assert seconds(closing[0]) == pytest.approx(17.5, abs=0.07)
    assert seconds(closing[-1]) == pytest.approx(19.5, abs=0.07)


def test_a_tail_stays_while_the_next_words_are_spoken():
    segmenter = Segmenter()
    for probability in frames((VOICE, 3), (QUIET, 0.5)):
        segmenter.feed(probability)
    tail = segmenter.tail()
    for probability in frames((VOICE, 2)):
        segmenter.feed(probability)
        assert segmenter.tail() == tail


def test_nobody_speaks_in_a_tail_without_speech():
    segmenter = Segmenter()
    for probability in frames((QUIET, 5)):
        segmenter.feed(probability)
    assert segmenter.tail() is None


def test_the_end_inside_a_frame_is_kept():
    segmenter = Segmenter()
    for probability in frames((VOICE, 2)):
        segmenter.feed(probability)
    heard = segmenter.heard - 100
    assert segmenter.finish(heard).end == heard


def test_the_constants_fit_each_other():
    assert segments.SPECULATE >= segments.TRAIL, "a tail holds all of its sound"
    assert all(silence >= segments.TRAIL for _, silence in segments.PAUSES)
    assert segments.LONGEST + segments.samples(2) < segments.samples(30)
