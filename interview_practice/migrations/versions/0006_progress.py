"""Progress: what was practiced on each day, and what the ratings of each area add up to."""

from datetime import timedelta, timezone

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('practice_day',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('seconds', sa.Double(), nullable=False),
    sa.Column('words', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_practice_day'))
    )
    op.create_table('area_log',
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('first', sa.JSON(), nullable=False),
    sa.Column('latest', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('area', name=op.f('pk_area_log'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index('ix_attempt_rating')
        batch_op.create_index('ix_attempt_rating_started_at', ['rating', 'started_at'], unique=False)
    count_days(op.get_bind())
    log_areas(op.get_bind())


def count_days(connection):
    attempt = sa.table('attempt', sa.column('id'), sa.column('started_at', sa.DateTime()), sa.column('completed_at', sa.DateTime()), sa.column('length'), sa.column('sample_rate'))
    transcript = sa.table('transcript', sa.column('attempt_id'), sa.column('text'))
    query = sa.select(attempt.c.started_at, attempt.c.length, attempt.c.sample_rate, transcript.c.text)
    query = query.join_from(attempt, transcript, attempt.c.id == transcript.c.attempt_id)
    days = {}
    for started, length, rate, text in connection.execute(query.where(attempt.c.completed_at.is_not(None))):
        day = (started.replace(tzinfo=timezone.utc).astimezone() - timedelta(hours=4)).date()
        row = days.setdefault(day, {'day': day, 'answers': 0, 'seconds': 0.0, 'words': 0})
        row['answers'] += 1
        row['seconds'] += (length or 0) / 2 / rate if rate else 0
        row['words'] += len(text.split())
    if days:
        table = sa.table('practice_day', sa.column('day', sa.Date()), sa.column('answers'), sa.column('seconds'), sa.column('words'))
        connection.execute(sa.insert(table), list(days.values()))


def log_areas(connection):
    review = sa.table('review', sa.column('id'), sa.column('attempt_id', sa.Uuid()), sa.column('question'), sa.column('area'), sa.column('at', sa.DateTime()), sa.column('stage'), sa.column('rating'), sa.column('retracts'))
    rows = connection.execute(sa.select(review).order_by(review.c.id)).all()
    gone = {row.retracts for row in rows} | {row.id for row in rows if row.retracts}
    areas = {}
    for row in sorted((row for row in rows if row.id not in gone), key=lambda row: row.stage == 'reviewed'):
        answers = areas.setdefault(row.area, {})
        if row.attempt_id in answers:
            answers[row.attempt_id][4] = row.rating
        else:
            at = row.at.replace(tzinfo=timezone.utc).isoformat()
            answers[row.attempt_id] = [row.attempt_id.hex, row.question, at, row.rating, None]
    table = sa.table('area_log', sa.column('area'), sa.column('answers'), sa.column('first', sa.JSON()), sa.column('latest', sa.JSON()))
    for area, answers in areas.items():
        latest = sorted(answers.values(), key=lambda answer: answer[2])
        first = [answer[4] or answer[3] for answer in latest[:5]]
        connection.execute(sa.insert(table), {'area': area, 'answers': len(latest), 'first': first, 'latest': latest[-12:]})
