import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from interview_practice.core.anki import HEADER, deck
from interview_practice.core.questions import Area, Question

AREA = Area("values/mistakes", "Mistakes")


def notes(text):
    """The notes of a deck as Anki reads them: [id, front, back, tags]."""
    *header, body = text.split("\n", len(HEADER))
    assert tuple(header) == HEADER
    return list(csv.reader(io.StringIO(body, newline=""), delimiter="\t"))


def test_a_question_is_a_note_with_an_id_of_its_own():
    question = Question("a-mistake", "Tell me about a mistake.", AREA.slug, ["What you learned"],
                        ["What changed?"], seconds=90)  # fmt: skip
    assert notes(deck([(question, AREA)])) == [[
        "interview-practice-a-mistake",
        "Tell me about a mistake.",
        "Values: Mistakes\n- What you learned\nAim for 90 seconds.\nFollow-up: What changed?",
        "values mistakes",
    ]]  # fmt: skip


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_no_text_breaks_a_note(text):
    question = Question("a", text, AREA.slug, [text], [text])
    ((guid, front, back, tags),) = notes(deck([(question, AREA)]))
    assert (guid, front, tags) == ("interview-practice-a", text, "values mistakes")
    assert f"- {text}" in back
