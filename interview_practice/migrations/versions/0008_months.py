"""Months: how many answers each area holds in each month, so that a page about years is quick."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('practice_month',
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('spoken', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('area', 'month', name=op.f('pk_practice_month'))
    )
    count_months(op.get_bind())


def count_months(connection):
    attempt = sa.table('attempt', sa.column('area'), sa.column('started_at', sa.DateTime()), sa.column('completed_at', sa.DateTime()), sa.column('sample_rate'))
    year, month = (sa.extract(part, attempt.c.started_at) for part in ('year', 'month'))
    query = sa.select(attempt.c.area, year, month, sa.func.count(), sa.func.count(attempt.c.sample_rate))
    query = query.where(attempt.c.completed_at.is_not(None)).group_by(attempt.c.area, year, month)
    table = sa.table('practice_month', sa.column('area'), sa.column('month', sa.Date()), sa.column('answers'), sa.column('spoken'))
    for area, in_year, in_month, answers, spoken in connection.execute(query).all():
        connection.execute(sa.insert(table), {'area': area, 'month': date(int(in_year), int(in_month), 1), 'answers': answers, 'spoken': spoken})
