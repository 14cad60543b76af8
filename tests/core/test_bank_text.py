import tomllib

import pytest

from interview_practice.core import bank_text

TWO = """# My questions

[[question]]  # the first
slug = "one"
text = "One?"
covers = [
  "a",  # the best of them
]

# Heard in March.
[[question]]
slug = "two"
text = "Two?"

[[area]]
slug = "values/x"
name = "X"
"""


@pytest.mark.parametrize(
    "text",
    ['a "quoted" word', "back\\slash", "tab\there", "caf\u00e9 \U0001f642", "del\x7f", "'''"],
)
def test_any_text_comes_back_from_an_entry(text):
    written = bank_text.entry({"slug": "s", "text": text, "covers": [text, "b"]})
    assert tomllib.loads(written)["question"] == [
        {"slug": "s", "text": text, "covers": [text, "b"]}
    ]


def test_an_entry_ends_before_the_comments_of_the_next():
    assert bank_text.spans(TWO) == [(2, 8), (10, 13)]


def test_taking_an_entry_out_leaves_every_other_line():
    assert bank_text.replaced(TWO, (2, 8), "") == "# My questions\n\n" + TWO[TWO.index("# Heard") :]


@pytest.mark.parametrize(
    ("text", "taken", "slug"),
    [
        ("Why did you leave?", (), "own-why-did-you-leave"),
        ("Why did you leave?", ("own-why-did-you-leave",), "own-why-did-you-leave-2"),
        ("What's the caf\u00e9 like?", (), "own-whats-the-cafe-like"),
        ("\u4f60\u597d", (), "own-question"),
        ("word " * 30, (), "own" + "-word" * 12),
    ],
)
def test_a_slug_is_made_of_the_words(text, taken, slug):
    assert bank_text.new_slug(text, taken) == slug
