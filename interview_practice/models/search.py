"""Finding answers by their words: SQLite's FTS5, and plain matching on other databases."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, column, func, literal, or_, select, table, text

from interview_practice.models.attempts import Attempt
from interview_practice.models.base import db
from interview_practice.models.transcripts import Transcript

TABLE = "attempt_search"
"""Completed answers. A row's number tells the second in which the answer began, see `place`, and
area and rating stand beside the words: the index by itself finds the newest answers that fit every
filter, and stops when it has enough."""
INDEX = table(TABLE, column("rowid"), column("attempt_id"))

SAME_SECOND = 1_000
"""Answers that may begin in the same second."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_ROW, LAST_ROW = -(2**63), 2**63 - 1

MOST_COUNTED = 500
"""Answers that a search counts. Of more than that, the latest so many and one are listed."""

SHORTEST_BEGINNING = 3
"""Letters. R, QA and Go are words; as beginnings they would stand for half of all words."""

LONGEST_KEPT = 4
"""Letters of a beginning that the index keeps as if it were a word. A longer one is spelled out."""

MOST_SPELLED = 12
"""Words. To look for more of them costs more than to collect all that begins so."""

LAST_LETTERS = re.compile(r"[^\W_]+(?=[\W_]*$)")


@dataclass(frozen=True)
class Found:
    """A page of answers. `more`: there are more than were counted, and `total` is the bound
    and one."""

    items: list[Attempt]
    total: int
    page: int
    per_page: int
    more: bool = False

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
    values = {"first": first, "end": first + SAME_SECOND, "id": attempt.id.hex,
              "wording": attempt.wording, "text": attempt.transcript.words,
              "notes": attempt.notes, "area": attempt.area.encode().hex(),
              "rating": attempt.rating}  # fmt: skip
    _run(f"INSERT INTO {TABLE}(rowid, attempt_id, wording, text, notes, area, rating) "
         "SELECT coalesce(max(rowid) + 1, :first), :id, :wording, :text, :notes, :area, :rating "
         f"FROM {TABLE} WHERE rowid >= :first AND rowid < :end", values)  # fmt: skip


def forget(attempt: Attempt) -> None:
    if _fts():
        first = place(attempt.started_at)
        values = {"first": first, "end": first + SAME_SECOND, "id": attempt.id.hex}
        _run(f"DELETE FROM {TABLE} WHERE rowid >= :first AND rowid < :end AND attempt_id = :id",
             values)  # fmt: skip


def purge() -> None:
    """Rewrite the index, so that deleted words are gone from the file too."""
    if _fts():
        _run(f"INSERT INTO {TABLE}({TABLE}) VALUES ('optimize')", {})


def page(number: int, per_page: int, total: int | None = None, words: str = "",
         **filters) -> Found:  # fmt: skip
    """One page of the completed answers that fit every filter given, newest first; `total` when
    it is known, otherwise counted up to a bound."""
    number, words = max(1, number), _plain(words)
    begin = (number - 1) * per_page
    if words and _fts():
        items, total = _look_for(words, begin, per_page, **filters)
        return Found(items, total, number, per_page, total > MOST_COUNTED)
    query, more = find(words, **filters), False
    if total is None:
        counted = query.with_only_columns(literal(1)).order_by(None).limit(MOST_COUNTED + 1)
        total = db.session.scalar(select(func.count()).select_from(counted.subquery()))
        more = total > MOST_COUNTED
    items = db.session.scalars(query.limit(per_page).offset(begin))
    return Found(list(items), total, number, per_page, more)


def find(words: str = "", area: str = "", rating: int | None = None,
         since: datetime | None = None, until: datetime | None = None):  # fmt: skip
    """A query for them that does without the index."""
    query = select(Attempt).where(Attempt.completed_at.is_not(None))
    if area:
        query = query.where(Attempt.area == area)
    if rating:
        query = query.where(Attempt.rating == rating)
    if since:
        query = query.where(Attempt.started_at >= since)
    if until:
        query = query.where(Attempt.started_at < until)
    if words:
        query = _holding(query, words)
    return query.order_by(Attempt.started_at.desc())


def _look_for(words: str, begin: int, per_page: int, area: str = "", rating: int | None = None,
              since: datetime | None = None, until: datetime | None = None,
              ) -> tuple[list[Attempt], int]:  # fmt: skip
    """The answers of a page that hold each word as it begins, and how many there are; when more
    than are counted hold the very words, these."""
    values = {"low": place(since) if since else FIRST_ROW, "most": MOST_COUNTED + 1,
              "high": place(until) if until else LAST_ROW,
              "begin": begin, "per_page": per_page}  # fmt: skip
    exact = match_terms(words, area, rating, ending="")
    items, total = _page_of_index(values | {"terms": exact})
    if total <= MOST_COUNTED:
        items, total = _page_of_index(values | {"terms": match_terms(words, area, rating)})
    return items, total


LATEST = (
    text(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :terms AND rowid >= :low "
         "AND rowid < :high ORDER BY rowid DESC LIMIT :most")
    .columns(column("rowid")).cte("latest")
)  # fmt: skip
COUNT = select(func.count()).select_from(LATEST)
PAGE = (
    select(Attempt, COUNT.scalar_subquery())
    .where(Attempt.id.in_(
        select(INDEX.c.attempt_id).where(INDEX.c.rowid.in_(
            select(LATEST.c.rowid).order_by(LATEST.c.rowid.desc())
            .limit(bindparam("per_page")).offset(bindparam("begin"))
        ))
    ))
    .order_by(Attempt.started_at.desc())
)  # fmt: skip
"""To find the answers of a page and to count all are one walk."""


def _page_of_index(values: dict) -> tuple[list[Attempt], int]:
    rows = db.session.execute(PAGE, values).all()
    total = rows[0][1] if rows else values["begin"] and db.session.scalar(COUNT, values)
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
    """The first row of the index for an answer that began in this second."""
    return (moment - EPOCH) // timedelta(seconds=1) * SAME_SECOND


def match_terms(words: str, area: str = "", rating: int | None = None, ending: str = "*") -> str:
    """An FTS5 query for all of the words, without operators, in an area and with a rating."""
    said = words.split()
    # FTS5 passes over a sign that stands among words, but finds nothing for one beside an AND.
    said = [word for word in said if any(map(str.isalnum, word))] or said
    terms = " AND ".join(_term(word, ending) for word in said)
    area = f' AND area : "{area.encode().hex()}"' if area else ""
    rating = f' AND rating : "{rating}"' if rating else ""
    return f"{{wording text notes}} : ({terms}){area}{rating}"


def _term(word: str, ending: str) -> str:
    if ending and (begun := _words_that_begin(word)):
        return "(" + " OR ".join(f'"{term}"' for term in begun) + ")"
    last = LAST_LETTERS.search(word)
    short = last and last[0].isascii() and len(last[0]) < SHORTEST_BEGINNING
    return '"' + word.replace('"', '""') + '"' + ("" if short else ending)


SPELLED = text(
    "WITH RECURSIVE begun(term) AS ("
    f"SELECT (SELECT term FROM {TABLE}_word WHERE term >= :first LIMIT 1) UNION ALL "
    f"SELECT (SELECT term FROM {TABLE}_word WHERE term >= begun.term || char(1) LIMIT 1) "
    "FROM begun WHERE term < :last LIMIT :most) SELECT term FROM begun WHERE term < :last"
)
"""From one word of the index to the next, without the answers in between."""


def _words_that_begin(letters: str) -> list[str]:
    """The words of the index that begin with many letters; none when they are too many, or when
    the letters are not as plain as those of the index."""
    letters = letters.lower()
    if len(letters) <= LONGEST_KEPT or not (letters.isascii() and letters.isalnum()):
        return []
    values = {"first": letters, "last": letters + "\U0010ffff", "most": MOST_SPELLED + 2}
    terms = list(db.session.scalars(SPELLED, values))
    return terms if len(terms) <= MOST_SPELLED else []


def _fts() -> bool:
    return db.engine.dialect.name == "sqlite"


def _run(statement: str, values: dict) -> None:
    db.session.flush()
    db.session.execute(text(statement), values)
