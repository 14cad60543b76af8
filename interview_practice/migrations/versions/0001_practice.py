"""Practice: sessions, attempts, transcripts, reviews."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('card',
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('stability', sa.Double(), nullable=False),
    sa.Column('difficulty', sa.Double(), nullable=False),
    sa.Column('due', sa.DateTime(), nullable=False),
    sa.Column('last_review', sa.DateTime(), nullable=False),
    sa.Column('last_rating', sa.Integer(), nullable=False),
    sa.Column('recent', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('area', name=op.f('pk_card'))
    )
    with op.batch_alter_table('card', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_card_due'), ['due'], unique=False)

    op.create_table('history',
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('last_at', sa.DateTime(), nullable=False),
    sa.Column('last_rating', sa.Integer(), nullable=False),
    sa.Column('missed_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('question', name=op.f('pk_history'))
    )
    with op.batch_alter_table('history', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_history_area'), ['area'], unique=False)
        batch_op.create_index(batch_op.f('ix_history_missed_at'), ['missed_at'], unique=False)

    op.create_table('practice_session',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('focus', sa.String(), nullable=False),
    sa.Column('length', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(), nullable=False),
    sa.Column('finished_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_session'))
    )
    with op.batch_alter_table('practice_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_practice_session_finished_at'), ['finished_at'], unique=False)

    op.create_table('review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=False),
    sa.Column('ticks', sa.JSON(), nullable=False),
    sa.Column('retracts', sa.Integer(), nullable=True),
    sa.CheckConstraint('rating between 1 and 4', name=op.f('ck_review_rating')),
    sa.ForeignKeyConstraint(['retracts'], ['review.id'], name=op.f('fk_review_retracts_review')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
    sa.UniqueConstraint('retracts', name=op.f('uq_review_retracts'))
    )
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.create_index('ix_review_area_at', ['area', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_attempt_id'), ['attempt_id'], unique=False)
        batch_op.create_index('ix_review_question_at', ['question', 'at'], unique=False)

    op.create_table('struggle',
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('marked_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('area', name=op.f('pk_struggle'))
    )
    op.create_table('turn',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('skipped', sa.Boolean(), nullable=False),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['session_id'], ['practice_session.id'], name=op.f('fk_turn_session_id_practice_session')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_turn')),
    sa.UniqueConstraint('session_id', 'position', name=op.f('uq_turn_session_id'))
    )
    op.create_table('attempt',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('turn_id', sa.Integer(), nullable=True),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('wording', sa.Text(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('target_seconds', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(), nullable=False),
    sa.Column('completed_at', sa.DateTime(), nullable=True),
    sa.Column('sample_rate', sa.Integer(), nullable=True),
    sa.Column('length', sa.Integer(), nullable=True),
    sa.Column('rating', sa.Integer(), nullable=True),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['turn_id'], ['turn.id'], name=op.f('fk_attempt_turn_id_turn')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index('ix_attempt_area_started_at', ['area', 'started_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_completed_at'), ['completed_at'], unique=False)
        batch_op.create_index('ix_attempt_question_started_at', ['question', 'started_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_rating'), ['rating'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_started_at'), ['started_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_turn_id'), ['turn_id'], unique=False)

    op.create_table('transcript',
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('transcribed_until', sa.Integer(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('speech_model', sa.String(), nullable=True),
    sa.Column('failure', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['attempt_id'], ['attempt.id'], name=op.f('fk_transcript_attempt_id_attempt'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('attempt_id', name=op.f('pk_transcript'))
    )
    with op.batch_alter_table('transcript', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_transcript_state'), ['state'], unique=False)

    op.create_table('segment',
    sa.Column('attempt_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('start', sa.Double(), nullable=False),
    sa.Column('end', sa.Double(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('words', sa.JSON(), nullable=False),
    sa.Column('speech', sa.JSON(), nullable=False),
    sa.Column('fillers', sa.JSON(), nullable=False),
    sa.Column('uncertain', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['transcript.attempt_id'], name=op.f('fk_segment_attempt_id_transcript'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('attempt_id', 'position', name=op.f('pk_segment'))
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE attempt_search "
            "USING fts5(attempt_id UNINDEXED, wording, text, notes)"
        )
