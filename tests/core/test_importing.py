import pytest

from interview_practice.core import importing
from interview_practice.core.errors import Invalid

WHY, WHAT = {"text": "Why us?"}, {"text": "What now?"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Why us?", [WHY]),
        ("Why us?\n\n  What   now?\r\n", [WHY, WHAT]),
        ("1. Why us?\n2) What now?", [WHY, WHAT]),
        ("- Why us?\n\u2022 What now?\n# a heading", [WHY, WHAT]),
        ("Q: Why us?\nQ2. What now?", [WHY, WHAT]),
        ("Tell me, briefly, why us?", [{"text": "Tell me, briefly, why us?"}]),
        ("30 days: what would you do?", [{"text": "30 days: what would you do?"}]),
        ("question\nWhy us?", [WHY]),
        ("Question,Area\nWhy us?,motivation/company",
         [WHY | {"area": "motivation/company"}]),
        ('\ufeffquestion;notes\n"Why us?";"a; b"', [WHY | {"covers": ["a", "b"]}]),
        ("text\tseconds\tlevel\nWhy us?\t60\tmanager", [WHY | {"seconds": 60, "level": "manager"}]),
        ("text\tseconds\nWhy us?\tlong", [WHY]),
        ('text,follow-ups\n"Why\nus?","One?\nTwo?"', [WHY | {"follow_ups": ["One?", "Two?"]}]),
        ("values/culture\tWhy us?\nx\tWhat now?", [WHY | {"area": "values/culture"}, WHAT]),
        ('[[question]]\ntext = "Why us?"\ncovers = ["a"]', [WHY | {"covers": ["a"]}]),
    ],
)  # fmt: skip
def test_questions_are_found_in_what_people_have(text, found):
    assert importing.entries(text) == found


@pytest.mark.parametrize(
    "text",
    ["", "\n \n", "# only a heading", "[[question]]\ntext = ", "Why?\n" * (importing.MOST + 1)],
)
def test_nothing_to_read_is_said(text):
    with pytest.raises(Invalid):
        importing.entries(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_are_read_as_programs_save_them(encoding):
    assert importing.decoded("Caf\u00e9?".encode(encoding)) == "Caf\u00e9?"


@pytest.mark.parametrize("file", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0", b"\x7fELF\0\0"])
def test_a_file_that_is_no_text_is_refused(file):
    with pytest.raises(Invalid):
        importing.decoded(file)


def test_a_table_is_read_as_it_was_written():
    entry = {"slug": "own-x", "text": 'Why "us", now?', "area": "values/culture",
             "covers": ["a", "b, c"], "seconds": 60}  # fmt: skip
    assert importing.entries(importing.decoded(importing.table([entry]).encode())) == [entry]
