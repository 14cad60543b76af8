"""Search: the rows of the index are numbered by when an answer began, so that the newest ones are
found without looking at the others; completed answers only."""

from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

MICROSECONDS = "CAST(strftime('%s', started_at) AS INTEGER) * 1000000 + CAST(substr(started_at, 21, 6) AS INTEGER)"


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE attempt_search")
        op.execute("CREATE VIRTUAL TABLE attempt_search USING fts5(attempt_id UNINDEXED, wording, text, notes)")
        fill_index(op.get_bind())


def fill_index(connection):
    connection.exec_driver_sql(
        "INSERT INTO attempt_search(rowid, attempt_id, wording, text, notes) "
        f"SELECT ({MICROSECONDS}) * 1000 + row_number() OVER (PARTITION BY started_at ORDER BY attempt.rowid) - 1, "
        "id, wording, coalesce(nullif(correction, ''), text), notes "
        "FROM attempt JOIN transcript ON attempt_id = id WHERE completed_at IS NOT NULL ORDER BY started_at"
    )
