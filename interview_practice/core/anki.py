"""Questions as a text file that Anki imports: one note each, found again when imported anew."""

import csv
import io
from collections.abc import Iterable

from interview_practice.core.questions import TYPE_NAMES, Area, Question

HEADER = (
    "#separator:tab",
    "#html:false",
    "#notetype:Basic",
    "#deck:Interview practice",
    "#guid column:1",
    "#tags column:4",
)
"""https://docs.ankiweb.net/importing/text-files.html"""


def deck(questions: Iterable[tuple[Question, Area]]) -> str:
    """A note a question: the question in front, what a strong answer covers behind."""
    out = io.StringIO()
    out.write("\n".join(HEADER) + "\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for question, area in questions:
        tags = " ".join(part.replace(" ", "-") for part in question.area.split("/"))
        writer.writerow([f"interview-practice-{question.slug}", question.text,
                         back(question, area), tags])  # fmt: skip
    return out.getvalue()


def back(question: Question, area: Area) -> str:
    """The other side of a card."""
    lines = [f"{TYPE_NAMES.get(question.type, question.type)}: {area.name}"]
    lines += [f"- {point}" for point in question.covers]
    lines.append(f"Aim for {question.seconds} seconds.")
    lines += [f"Follow-up: {text}" for text in question.follow_ups]
    return "\n".join(lines)
