"""Finding answers by their words: SQLite's FTS5, and plain matching on other databases."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, literal, or_, select, text

from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.transcripts import Transcript

TABLE = "attempt_search"

MOST_COUNTED = 1_000
"""Answers that a search counts; with words, the latest so many and one are looked through."""


@dataclass(frozen=True)
class Found:
    """A page of answers. `total` is one more than MOST_COUNTED when there are more."""

    items: list[Attempt]
    total: int
    page: int
    per_page: int

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)

    @property
    def has_prev(self) -> bool:
        return self.page > 1

    @property
    def has_next(self) -> bool:
        return self.page < self.pages

    @property
    def prev_num(self) -> int:
        return self.page - 1

    @property
    def next_num(self) -> int:
        return self.page + 1


def refresh(attempt: Attempt) -> None:
    """Bring the index up to date with an attempt, inside the caller's transaction."""
    if _fts():
        forget(attempt.id)
        values = {"id": attempt.id.hex, "wording": attempt.wording,
                  "text": attempt.transcript.words, "notes": attempt.notes}  # fmt: skip
        _run(f"INSERT INTO {TABLE} VALUES (:id, :wording, :text, :notes)", values)


def forget(attempt: UUID) -> None:
    if _fts():
        _run(f"DELETE FROM {TABLE} WHERE attempt_id = :id", {"id": attempt.hex})


def purge() -> None:
    """Rewrite the index, so that deleted words are gone from the file too."""
    if _fts():
        _run(f"INSERT INTO {TABLE}({TABLE}) VALUES ('optimize')", {})


def find(words: str = "", area: str = "", rating: int | None = None,
         since: datetime | None = None, until: datetime | None = None):  # fmt: skip
    """A query for completed attempts, newest first, that fit every filter given."""
    query = select(Attempt).where(Attempt.completed_at.is_not(None))
    if area:
        query = query.where(Attempt.area == area)
    if rating:
        query = query.where(Attempt.rating == rating)
    if since:
        query = query.where(Attempt.started_at >= since)
    if until:
        query = query.where(Attempt.started_at < until)
    words = words.replace("\0", " ")  # SQLite ends a text there
    if words.split():
        query = _containing(query, words)
    return query.order_by(Attempt.started_at.desc())


def page(query, number: int, per_page: int, total: int | None = None,
         words: bool = False) -> Found:  # fmt: skip
    """One page of a query's answers; `total` when it is known, otherwise counted up to a bound.
    `words`: the query looks for words, which costs so much that finding and counting are one."""
    number = max(1, number)
    begin = (number - 1) * per_page
    if words and _fts():
        return Found(*_page_of_hits(query, begin, per_page), number, per_page)
    if total is None:
        counted = query.with_only_columns(literal(1)).order_by(None).limit(MOST_COUNTED + 1)
        total = db.session.scalar(select(func.count()).select_from(counted.subquery()))
    items = db.session.scalars(query.limit(per_page).offset(begin))
    return Found(list(items), total, number, per_page)


def _page_of_hits(query, begin: int, per_page: int) -> tuple[list[Attempt], int]:
    """The answers of a page, and how many there are in all."""
    hits = query.with_only_columns(Attempt.id, Attempt.started_at).order_by(None).cte("hits")
    here = select(hits.c.id).order_by(hits.c.started_at.desc()).limit(per_page).offset(begin)
    count = select(func.count()).select_from(hits).scalar_subquery()
    whole = select(Attempt, count).where(Attempt.id.in_(here)).order_by(Attempt.started_at.desc())
    rows = db.session.execute(whole).all()
    total = rows[0][1] if rows else db.session.scalar(select(count))
    return [attempt for attempt, _ in rows], total


def _containing(query, words: str):
    if _fts():
        hits = text(
            f"attempt.id IN (SELECT attempt_id FROM {TABLE} WHERE {TABLE} MATCH :terms "
            f"ORDER BY rowid DESC LIMIT {MOST_COUNTED + 1})"
        )
        return query.where(hits.bindparams(terms=_terms(words)))
    query = query.join(Transcript)
    for word in words.split():
        fields = (Attempt.wording, Transcript.text, Attempt.notes)
        query = query.where(or_(*(field.icontains(word, autoescape=True) for field in fields)))
    return query


def _terms(words: str) -> str:
    """Each word as it begins, unless more answers than are looked through hold the very words: to
    collect all that only begin with a common word takes ten times as long."""
    exact = match_terms(words, "")
    some = f"SELECT 1 FROM {TABLE} WHERE {TABLE} MATCH :terms LIMIT {MOST_COUNTED + 1}"
    held = db.session.scalar(text(f"SELECT count(*) FROM ({some})"), {"terms": exact})
    return exact if held > MOST_COUNTED else match_terms(words)


def match_terms(words: str, ending: str = "*") -> str:
    """Words as an FTS5 query: all of them, each as a prefix, no operators."""
    return " ".join('"' + word.replace('"', '""') + '"' + ending for word in words.split())


def _fts() -> bool:
    return db.engine.dialect.name == "sqlite"


def _run(statement: str, values: dict) -> None:
    db.session.flush()
    db.session.execute(text(statement), values)
