"""Finding answers by their words: SQLite's FTS5, and plain matching on other databases."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select, text

from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.transcripts import Transcript

TABLE = "attempt_search"


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


def _containing(query, words: str):
    if _fts():
        hits = db.session.execute(
            text(f"SELECT attempt_id FROM {TABLE} WHERE {TABLE} MATCH :terms LIMIT 5000"),
            {"terms": match_terms(words)},
        ).scalars()
        return query.where(Attempt.id.in_([UUID(hit) for hit in hits]))
    query = query.join(Transcript)
    for word in words.split():
        fields = (Attempt.wording, Transcript.text, Attempt.notes)
        query = query.where(or_(*(field.icontains(word, autoescape=True) for field in fields)))
    return query


def match_terms(words: str) -> str:
    """Words as an FTS5 query: all of them, each as a prefix, no operators."""
    return " ".join('"' + word.replace('"', '""') + '"*' for word in words.split())


def _fts() -> bool:
    return db.engine.dialect.name == "sqlite"


def _run(statement: str, values: dict) -> None:
    db.session.flush()
    db.session.execute(text(statement), values)
