"""Interviews: applications, rounds, asked questions, drills, and undoing a deletion."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('application',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('company', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('cv_tailored', sa.Boolean(), nullable=True),
    sa.Column('cv_results', sa.Boolean(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application')),
    sqlite_autoincrement=True
    )
    op.create_table('interview',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('application_id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('format', sa.String(), nullable=False),
    sa.Column('people', sa.Text(), nullable=False),
    sa.Column('next_date', sa.Date(), nullable=True),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('threw_me', sa.Text(), nullable=False),
    sa.Column('engaged', sa.Text(), nullable=False),
    sa.Column('research', sa.Text(), nullable=False),
    sa.Column('fit', sa.JSON(), nullable=False),
    sa.Column('logged_at', sa.DateTime(), nullable=False),
    sa.Column('rejected_on', sa.Date(), nullable=True),
    sa.Column('feedback', sa.Text(), nullable=False),
    sa.Column('hypothesis', sa.Text(), nullable=False),
    sa.Column('quiet_until', sa.DateTime(), nullable=True),
    sa.Column('comfort', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_interview_application_id_application'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_interview')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('interview', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_interview_application_id'), ['application_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_interview_next_date'), ['next_date'], unique=False)
        batch_op.create_index(batch_op.f('ix_interview_on'), ['on'], unique=False)
        batch_op.create_index(batch_op.f('ix_interview_quiet_until'), ['quiet_until'], unique=False)
        batch_op.create_index(batch_op.f('ix_interview_rejected_on'), ['rejected_on'], unique=False)

    op.create_table('asked_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('interview_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=True),
    sa.Column('failures', sa.JSON(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('held', sa.Boolean(), nullable=True),
    sa.CheckConstraint('rating between 1 and 4', name=op.f('ck_asked_question_rating')),
    sa.ForeignKeyConstraint(['interview_id'], ['interview.id'], name=op.f('fk_asked_question_interview_id_interview'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asked_question')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('asked_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_asked_question_area'), ['area'], unique=False)
        batch_op.create_index(batch_op.f('ix_asked_question_interview_id'), ['interview_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_asked_question_question'), ['question'], unique=False)

    op.create_table('deletion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('rows', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deletion'))
    )
    with op.batch_alter_table('turn', schema=None) as batch_op:
        batch_op.add_column(sa.Column('drill', sa.String(), nullable=True))
