"""The question bank: TOML files read into questions, areas and a list of problems."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import fields, replace
from functools import cached_property
from pathlib import Path

import msgspec
import tomli  # compiled: three times as fast as tomllib, and read at every start

from interview_practice.core.errors import NotFound
from interview_practice.core.questions import (
    OTHER,
    TYPE_NAMES,
    Area,
    Problem,
    Question,
    faults,
    headers,
    levels_meet,
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

    def suited(self, role: str = "", level: str = "") -> "Bank":
        """What somebody of this role and level is asked: what is for everybody, and their own."""
        fitting = [
            q
            for q in self.questions.values()
            if (not q.roles or role in q.roles) and levels_meet(level, q.level)
        ]
        return Bank(fitting, self.areas.values())

    def without(self, slugs: Collection[str]) -> "Bank":
        """The bank without some questions."""
        if not slugs:
            return self
        left = [q for q in self.questions.values() if q.slug not in slugs]
        return Bank(left, self.areas.values())

    def search(self, words: str = "", type: str = "", area: str = "", role: str = "",
               level: str = "", own: bool = False) -> list[Question]:  # fmt: skip
        """The questions that fit every filter given, in the order of the bank. Words are found
        as parts of words, all of them, in what a question says or in its area's name."""
        wanted = words.lower().split()
        return [
            question
            for question in self.questions.values()
            if (not type or question.type == type)
            and (not area or question.area == area)
            and (not role or role in question.roles)
            and (not level or question.level == level)
            and (not own or question.own)
            and all(word in self._texts[question.slug] for word in wanted)
        ]

    @cached_property
    def roles(self) -> list[str]:
        """Every role that has a pack, in the order of the bank."""
        return list(dict.fromkeys(role for q in self.questions.values() for role in q.roles))

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {
            slug: " ".join([q.text, self.area(q.area).name, *q.covers, *q.follow_ups]).lower()
            for slug, q in self.questions.items()
        }

    @cached_property
    def suggester(self) -> Suggester:
        """Finds the area of a question by its words; built once, when first needed."""
        settled = [question for question in self.questions.values() if question.area != OTHER]
        return Suggester(settled, [a for a in self.areas.values() if a.slug != OTHER])

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
                questions[question.slug] = (
                    replace(question, own=True) if folder is own else question
                )
    return Bank(questions.values(), areas.values(), problems)


def state(own: Path) -> dict[Path, tuple[int, int]]:
    """What tells whether the user's own files changed: their times and sizes."""
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in own.rglob("*.toml")}


def read(path: Path, name: str) -> tuple[list[tuple[int, Question]], list[Area], list[Problem]]:
    """One file: its questions with their lines, its areas, and what is wrong with it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        tables = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
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
    questions, lines = [], headers(text, "question")
    for index, question in _entries(tables, "question", text, name, problems):
        complaints = faults(question)
        problems += [
            Problem(name, line_of(text, "question", index, key), message)
            for key, message in complaints
        ]
        if not complaints:
            line = lines[index] if index < len(lines) else 1
            questions.append((line, question))
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


def _line_in(error: tomli.TOMLDecodeError, text: str) -> int:
    place = re.search(r"at line (\d+)", str(error))
    return int(place[1]) if place else max(1, text.count("\n"))


def _used_twice(name: str, line: int, question: Question, other: str) -> Problem:
    return Problem(name, line, f"the slug {question.slug!r} is already used in {other}")
