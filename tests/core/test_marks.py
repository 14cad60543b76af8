from interview_practice.core.delivery import measure
from interview_practice.core.marks import marks
from interview_practice.core.transcript import Segment, Word


def test_words_fillers_and_long_pauses_stand_in_the_order_of_time():
    words = (Word("So,", 0.5, 0.8, 0.9), Word("um,", 1.0, 1.3, 0.8), Word("I", 3.0, 3.2, 0.9),
             Word("stayed.", 3.3, 3.8, 0.9))  # fmt: skip
    segments = [Segment(0, 4, "So, um, I stayed.", words, speech=((0.5, 1.3), (3.0, 3.8)))]
    found = marks(segments, measure(segments, 4.0, 90, "behavioural"))
    assert [(mark.kind, mark.text) for mark in found] == [
        ("word", "So,"), ("filler", "um,"), ("pause", "1.7 s"), ("word", "I"), ("word", "stayed."),
    ]  # fmt: skip


def test_a_short_pause_is_not_marked():
    words = (Word("I", 0.5, 0.8, 0.9), Word("stayed.", 1.4, 1.9, 0.9))
    segments = [Segment(0, 2, "I stayed.", words, speech=((0.5, 0.8), (1.4, 1.9)))]
    assert all(m.kind == "word" for m in marks(segments, measure(segments, 2.0, 90, "opener")))
