"""The question bank: TOML files read into questions, areas and a list of problems."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields, replace
from functools import cached_property
from pathlib import Path

import msgspec

from interview_practice.core.errors import NotFound
from interview_practice.core.questions import (
    TYPE_NAMES,
    Area,
    Problem,
    Question,
    faults,
    line_of,
    title,
)
from interview_practice.core.suggestion import Suggester

KINDS = {"question": Question, "area": Area}


class Bank:
    """All questions and areas by slug, with what was wrong in their files."""

    def __init__(self, questions: Iterable[Question], areas: Iterable[Area] = (),
                 problems: Iterable[Problem] = ()):  # fmt: skip
        self.questions = {question.slug: question for question in questions}
        self.problems = list(problems)
        self.by_area: dict[str, list[Question]] = defaultdict(list)
        for question in self.questions.values():
            self.by_area[question.area].append(question)
        described = {area.slug: area for area in areas}
        self.areas = {
            slug: described.get(slug) or Area(slug, title(slug))
            for slug in sorted(self.by_area, key=self._place)
        }

    def _place(self, area: str) -> tuple[int, bool]:
        """By type, and within it the areas that belong to a line of work last."""
        kind = list(TYPE_NAMES).index(area.partition("/")[0])
        return kind, all(question.roles for question in self.by_area[area])

    def question(self, slug: str) -> Question:
        try:
            return self.questions[slug]
        except KeyError:
            raise NotFound(f"There is no question called {slug!r} in the bank.") from None

    def suited(self, role: str = "") -> "Bank":
        """What somebody of this role is asked: questions for everybody, and the role's own."""
        fitting = [q for q in self.questions.values() if not q.roles or role in q.roles]
        return Bank(fitting, self.areas.values())

    @cached_property
    def suggester(self) -> Suggester:
        """Finds the area of a question by its words; built once, when first needed."""
        return Suggester(self.questions.values(), self.areas.values())

    def area(self, slug: str) -> Area:
        return self.areas.get(slug) or Area(slug, title(slug))


def load(shipped: Path, own: Path | None = None) -> Bank:
    """Read every `*.toml` below the folders; the user's own questions win over shipped ones."""
    questions, areas, problems = {}, {}, []
    for folder in filter(None, (shipped, own)):
        seen: dict[str, str] = {}
        for path in sorted(folder.rglob("*.toml")):
            name = path.relative_to(folder).as_posix()
            found, described, complaints = read(path, name)
            problems += complaints
            areas |= {area.slug: area for area in described}
            for line, question in found:
                if question.slug in seen:
                    problems.append(_used_twice(name, line, question, seen[question.slug]))
                    continue
                seen[question.slug] = name
                questions[question.slug] = replace(question, own=folder is own)
    return Bank(questions.values(), areas.values(), problems)


def read(path: Path, name: str) -> tuple[list[tuple[int, Question]], list[Area], list[Problem]]:
    """One file: its questions with their lines, its areas, and what is wrong with it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [], [], [Problem(name, _line_in(error, text), f"not valid TOML: {error}")]
    except UnicodeDecodeError:
        return [], [], [Problem(name, 1, "the file is not UTF-8 text")]
    except RecursionError:
        return [], [], [Problem(name, 1, "values are nested too deeply")]
    except OSError as error:
        return [], [], [Problem(name, 1, f"the file cannot be read: {error.strerror}")]
    problems = [
        Problem(name, 1, f"unknown table {key!r}; a bank file holds [[question]] and [[area]]")
        for key in tables
        if key not in KINDS
    ]
    questions = []
    for index, question in _entries(tables, "question", text, name, problems):
        complaints = faults(question)
        problems += [
            Problem(name, line_of(text, "question", index, key), message)
            for key, message in complaints
        ]
        if not complaints:
            questions.append((line_of(text, "question", index), question))
    areas = [area for _, area in _entries(tables, "area", text, name, problems)]
    return questions, areas, problems


def _entries(tables: dict, table: str, text: str, name: str, problems: list[Problem]):
    kind = KINDS[table]
    known = {field.name for field in fields(kind)} - {"own"}
    entries = tables.get(table, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        problems.append(Problem(name, 1, f"write [[{table}]] with two brackets"))
        return
    for index, entry in enumerate(entries):
        unknown = sorted(set(entry) - known)
        if unknown:
            line = line_of(text, table, index, unknown[0])
            problems.append(Problem(name, line, f"unknown key {unknown[0]!r}"))
            continue
        try:
            yield index, msgspec.convert(entry, kind)
        except msgspec.ValidationError as error:
            key = re.search(r"`\$\.(\w+)", str(error))
            line = line_of(text, table, index, key[1] if key else "")
            problems.append(Problem(name, line, str(error)))


def _line_in(error: tomllib.TOMLDecodeError, text: str) -> int:
    place = re.search(r"at line (\d+)", str(error))
    return int(place[1]) if place else max(1, text.count("\n"))


def _used_twice(name: str, line: int, question: Question, other: str) -> Problem:
    return Problem(name, line, f"the slug {question.slug!r} is already used in {other}")
