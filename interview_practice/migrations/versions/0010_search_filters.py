"""Search: area and rating stand in the index, so that words with them are looked for in all answers;
words are kept by their first three and four letters too, and can be listed."""

from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

SECOND = "CAST(strftime('%s', started_at) AS INTEGER)"


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE attempt_search")
        op.execute("CREATE VIRTUAL TABLE attempt_search USING fts5(attempt_id UNINDEXED, wording, text, notes, area, rating, prefix='3 4')")
        op.execute("CREATE VIRTUAL TABLE attempt_search_word USING fts5vocab(attempt_search, instance)")
        fill_index(op.get_bind())


def fill_index(connection):
    connection.exec_driver_sql(
        "INSERT INTO attempt_search(rowid, attempt_id, wording, text, notes, area, rating) "
        f"SELECT {SECOND} * 1000 + row_number() OVER (PARTITION BY {SECOND} ORDER BY started_at, attempt.rowid) - 1, "
        "id, wording, coalesce(nullif(correction, ''), text), notes, lower(hex(area)), rating "
        "FROM attempt JOIN transcript ON attempt_id = id WHERE completed_at IS NOT NULL ORDER BY started_at"
    )
    connection.exec_driver_sql("INSERT INTO attempt_search(attempt_search) VALUES ('optimize')")
