"""Finding answers by their words: SQLite's FTS5, and plain matching on other databases."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, literal, or_, select, text

from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.transcripts import Transcript

TABLE = "attempt_search"
"""Completed answers. A row's number is the moment at which the answer began, see `place`: the
index by itself knows the newest answers, and those of a span of days."""

SAME_MOMENT = 1_000
"""Answers that may begin in the same microsecond."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BEGAN = ("(CAST(strftime('%s', attempt.started_at) AS INTEGER) * 1000000"
         " + CAST(substr(attempt.started_at, 21, 6) AS INTEGER))")  # fmt: skip
"""When an attempt began, in microseconds since EPOCH."""

FIRST_ROW, LAST_ROW = -(2**63), 2**63 - 1

MOST_COUNTED = 1_000
"""Answers that a search counts; of those with the words, the latest so many and one are looked
through."""


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
    if not _fts() or not attempt.completed_at:
        return
    forget(attempt)
    first = place(attempt.started_at)
    values = {"first": first, "end": first + SAME_MOMENT, "id": attempt.id.hex,
              "wording": attempt.wording, "text": attempt.transcript.words,
              "notes": attempt.notes}  # fmt: skip
    _run(f"INSERT INTO {TABLE}(rowid, attempt_id, wording, text, notes) "
         f"SELECT coalesce(max(rowid) + 1, :first), :id, :wording, :text, :notes FROM {TABLE} "
         "WHERE rowid >= :first AND rowid < :end", values)  # fmt: skip


def forget(attempt: Attempt) -> None:
    if _fts():
        first = place(attempt.started_at)
        values = {"first": first, "end": first + SAME_MOMENT, "id": attempt.id.hex}
        _run(f"DELETE FROM {TABLE} WHERE rowid >= :first AND rowid < :end AND attempt_id = :id",
             values)  # fmt: skip


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
    if words := _plain(words):
        query = _looked_for(words, since, until).among(query) if _fts() else _holding(query, words)
    return query.order_by(Attempt.started_at.desc())


def page(number: int, per_page: int, total: int | None = None, **filters) -> Found:
    """One page of the answers that `find` finds; `total` when it is known, otherwise counted up
    to a bound."""
    number = max(1, number)
    begin = (number - 1) * per_page
    words, since, until = (filters.get(name) for name in ("words", "since", "until"))
    if words and _plain(words) and _fts():
        if filters.get("area") or filters.get("rating"):
            items, total = _page_of_hits(find(**filters), begin, per_page)
        else:
            items, total = _looked_for(_plain(words), since, until).page(begin, per_page)
        return Found(items, total, number, per_page)
    query = find(**filters)
    if total is None:
        counted = query.with_only_columns(literal(1)).order_by(None).limit(MOST_COUNTED + 1)
        total = db.session.scalar(select(func.count()).select_from(counted.subquery()))
    items = db.session.scalars(query.limit(per_page).offset(begin))
    return Found(list(items), total, number, per_page)


@dataclass(frozen=True)
class Hits:
    """The latest rows of the index that hold the words: at most MOST_COUNTED and one."""

    values: dict
    """The terms, and the first and the last row to look at."""
    oldest: datetime | None
    """When the earliest of many began; None when there are few, so that all are looked through."""

    ROWS = (f"FROM {TABLE} WHERE {TABLE} MATCH :terms AND rowid >= :low AND rowid < :high "
            "ORDER BY rowid DESC LIMIT ")  # fmt: skip

    def among(self, query):
        """The attempts of a query that are among them."""
        if not self.oldest:
            held = f"attempt.id IN (SELECT attempt_id {self.ROWS} {MOST_COUNTED + 1})"
            return query.where(text(held).bindparams(**self.values))
        # Of many, the attempts since then are gone through by their index: to look each one up
        # by its id takes four times as long.
        held = f"{BEGAN} IN (SELECT rowid / {SAME_MOMENT} {self.ROWS} {MOST_COUNTED + 1})"
        query = query.where(Attempt.started_at >= self.oldest)
        return query.where(text(held).bindparams(**self.values))

    def page(self, begin: int, per_page: int) -> tuple[list[Attempt], int]:
        """Some of them, newest first, and how many there are."""
        some = {"begin": begin, "some": per_page}
        rows = db.session.execute(text(
            f"WITH hits AS (SELECT rowid AS row {self.ROWS} {MOST_COUNTED + 1}) "
            f"SELECT attempt_id, (SELECT count(*) FROM hits) FROM {TABLE} WHERE rowid IN "
            "(SELECT row FROM hits ORDER BY row DESC LIMIT :some OFFSET :begin)"
        ), self.values | some).all()  # fmt: skip
        query = select(Attempt).where(Attempt.id.in_([UUID(attempt) for attempt, _ in rows]))
        items = db.session.scalars(query.order_by(Attempt.started_at.desc()))
        return list(items), rows[0][1] if rows else _held(self.values)[0]


def _looked_for(words: str, since: datetime | None, until: datetime | None) -> Hits:
    """Each word as it begins, unless more answers than are looked through hold the very words: to
    collect all that only begin with a common word takes ten times as long."""
    whole = {"low": FIRST_ROW, "high": LAST_ROW}
    span = {"low": place(since) if since else FIRST_ROW,
            "high": place(until) if until else LAST_ROW}  # fmt: skip
    exact = {"terms": match_terms(words, "")}
    count, oldest = _held(exact | whole)
    if count <= MOST_COUNTED:
        return Hits({"terms": match_terms(words), **span}, None)
    if span != whole:
        _, oldest = _held(exact | span)
    return Hits(exact | span, oldest)


def _held(values: dict) -> tuple[int, datetime | None]:
    """How many of the rows to look at hold the terms, and when the first of them began."""
    rows = text(f"SELECT count(*), min(rowid) FROM (SELECT rowid {Hits.ROWS} {MOST_COUNTED + 1})")
    count, first = db.session.execute(rows, values).one()
    return count, None if first is None else _moment(first)


def _page_of_hits(query, begin: int, per_page: int) -> tuple[list[Attempt], int]:
    """The answers of a page, and how many there are in all: to find and to count are one, since
    the words cost so much."""
    hits = query.with_only_columns(Attempt.id, Attempt.started_at).order_by(None).cte("hits")
    here = select(hits.c.id).order_by(hits.c.started_at.desc()).limit(per_page).offset(begin)
    count = select(func.count()).select_from(hits).scalar_subquery()
    whole = select(Attempt, count).where(Attempt.id.in_(here)).order_by(Attempt.started_at.desc())
    rows = db.session.execute(whole).all()
    total = rows[0][1] if rows else db.session.scalar(select(count))
    return [attempt for attempt, _ in rows], total


def _holding(query, words: str):
    query = query.join(Transcript)
    for word in words.split():
        fields = (Attempt.wording, Transcript.text, Attempt.notes)
        query = query.where(or_(*(field.icontains(word, autoescape=True) for field in fields)))
    return query


def _plain(words: str) -> str:
    return words.replace("\0", " ").strip()  # SQLite ends a text at a zero


def place(moment: datetime) -> int:
    """The first row of the index for an answer that began at a moment."""
    place = (moment - EPOCH) // timedelta(microseconds=1) * SAME_MOMENT
    return min(max(place, FIRST_ROW), LAST_ROW)


def _moment(row: int) -> datetime:
    return EPOCH + timedelta(microseconds=row // SAME_MOMENT)


def match_terms(words: str, ending: str = "*") -> str:
    """Words as an FTS5 query: all of them, each as a prefix, no operators."""
    return " ".join('"' + word.replace('"', '""') + '"' + ending for word in words.split())


def _fts() -> bool:
    return db.engine.dialect.name == "sqlite"


def _run(statement: str, values: dict) -> None:
    db.session.flush()
    db.session.execute(text(statement), values)
