"""Readiness: when each area first held, how far it is and its strength, kept beside its latest
ratings; and indexes that answer counts by themselves."""

from datetime import datetime, time, timezone

import sqlalchemy as sa
from alembic import op

from interview_practice.core.interviews import failed
from interview_practice.core.readiness import Rated, readiness
from interview_practice.core.strength import Entry, course
from interview_practice.core.wins import first_ready_at, first_solid_at

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade():
    op.drop_table('area_log')
    op.create_table('area_log',
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('first', sa.JSON(), nullable=False),
    sa.Column('latest', sa.JSON(), nullable=False),
    sa.Column('course', sa.JSON(), nullable=False),
    sa.Column('last_at', sa.DateTime(), nullable=False),
    sa.Column('solid_at', sa.DateTime(), nullable=True),
    sa.Column('ready_at', sa.DateTime(), nullable=True),
    sa.Column('readiness', sa.JSON(), nullable=False),
    sa.Column('failures', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('area', name=op.f('pk_area_log'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        for name in ('started_at', 'area_started_at', 'rating_started_at'):
            batch_op.drop_index(f'ix_attempt_{name}')
        batch_op.create_index('ix_attempt_started_at', ['started_at', 'completed_at', 'area', 'rating'], unique=False)
        batch_op.create_index('ix_attempt_area_started_at', ['area', 'started_at', 'completed_at', 'rating'], unique=False)
        batch_op.create_index('ix_attempt_rating_started_at', ['rating', 'started_at', 'completed_at'], unique=False)
    log_areas(op.get_bind())


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
            answers[row.attempt_id] = [row.attempt_id.hex, row.question, row.at.replace(tzinfo=timezone.utc), row.rating, None]
    failures = failures_by_area(connection)
    table = sa.table('area_log', sa.column('area'), sa.column('answers'), sa.column('first', sa.JSON()), sa.column('latest', sa.JSON()), sa.column('course', sa.JSON()), sa.column('last_at', sa.DateTime()), sa.column('solid_at', sa.DateTime()), sa.column('ready_at', sa.DateTime()), sa.column('readiness', sa.JSON()), sa.column('failures', sa.JSON()))
    for area, answers in areas.items():
        latest = sorted(answers.values(), key=lambda answer: answer[2])
        rated = [Rated(*answer[1:]) for answer in latest]
        known = {key: at for key, at in failures.get(area, {}).items() if at < latest[-1][2]}
        ready = readiness(rated, max(known.values(), default=None), None)
        connection.execute(sa.insert(table), {
            'area': area, 'answers': len(latest),
            'first': [answer.rating for answer in rated[:5]],
            'latest': [[ref, question, at.isoformat(), *ratings] for ref, question, at, *ratings in latest[-12:]],
            'course': course([Entry(at, *ratings) for _, _, at, *ratings in latest[-12:]]),
            'last_at': naive(latest[-1][2]),
            'solid_at': naive(first_solid_at(rated)),
            'ready_at': naive(first_ready_at(rated, known.values(), None)),
            'readiness': [ready.ready, ready.days, ready.sentence],
            'failures': sorted(known),
        })


def failures_by_area(connection):
    asked = sa.table('asked_question', sa.column('interview_id'), sa.column('area'), sa.column('rating'), sa.column('held', sa.Boolean()))
    interview = sa.table('interview', sa.column('id'), sa.column('on', sa.Date()), sa.column('logged_at', sa.DateTime()))
    query = sa.select(asked, interview).join_from(asked, interview, asked.c.interview_id == interview.c.id)
    failures = {}
    for row in connection.execute(query):
        if failed(row.rating, row.held):
            logged_at = row.logged_at.replace(tzinfo=timezone.utc)
            same_day = logged_at.astimezone().date() == row.on
            at = logged_at if same_day else datetime.combine(row.on, time(12)).astimezone(timezone.utc)
            failures.setdefault(row.area, {})[f'{row.id} {row.on}'] = at
    return failures


def naive(moment):
    return moment and moment.replace(tzinfo=None)
