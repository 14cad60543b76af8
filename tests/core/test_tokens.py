"""Words as the meters see them."""

import pytest

from interview_practice.core.tokens import is_sound, tokens
from tests.core.spoken import said, sound


@pytest.mark.parametrize(
    "word",
    ["um", "Um,", "uh...", "er", "Erm,", "hmm", "Hm.", "ah", "eh", "mm", "ummm", "uhh", "uhm"],
)
def test_filler_sounds(word):
    assert is_sound(word)


@pytest.mark.parametrize(
    "word",
    ["uh-huh", "mhm", "oh", "a", "ER", "UM", "her", "I", "m", "umbrella", "", "...", "error"],
)
def test_other_words(word):
    assert not is_sound(word)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", []),
        ("So, um, I\u2019m “ready”.", ["so", "um", "i'm", "ready"]),
        ("It\u2019s 90% done -- really", ["it's", "90", "done", "really"]),
        ("I-I went", ["i", "i", "went"]),
        ("forty-two people", ["forty-two", "people"]),
        ("uh -huh, yes", ["uh-huh", "yes"]),
    ],
)
def test_keys(text, keys):
    assert [token.key for token in tokens([said(text)])] == keys


@pytest.mark.parametrize(
    ("word", "ends", "set_off", "trails"),
    [
        ("team", False, False, False),
        ("team,", False, True, False),
        ("team.", True, True, False),
        ("team?”", True, True, False),
        ("team...", False, True, True),
        ("team…", False, True, True),
    ],
)
def test_marks(word, ends, set_off, trails):
    (token,) = tokens([said(word)])
    assert (token.ends_sentence, token.set_off, token.trails_off) == (ends, set_off, trails)


def test_sounds_of_the_second_look_join_in_the_order_of_time():
    heard = tokens([said("We agreed", each=1.0, fillers=[sound(0.9, 1.1)])])
    assert [(token.key, token.sound) for token in heard] == [
        ("we", False), ("um", True), ("agreed", False)
    ]  # fmt: skip


def test_a_sound_found_twice_counts_once():
    heard = tokens([said("Um, we agreed", each=0.4, fillers=[sound(0.1, 0.5)])])
    assert [token.key for token in heard if token.sound] == ["um"]
