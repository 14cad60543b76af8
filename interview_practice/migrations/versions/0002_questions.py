"""Questions: marks, preferences, and follow-ups in a session."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('preference',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_preference'))
    )
    op.create_table('question_mark',
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('starred', sa.Boolean(), nullable=False),
    sa.Column('never', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('question', name=op.f('pk_question_mark'))
    )
    with op.batch_alter_table('question_mark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_mark_never'), ['never'], unique=False)

    with op.batch_alter_table('turn', schema=None) as batch_op:
        batch_op.add_column(sa.Column('follow_up', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('follows', sa.Uuid(), nullable=True))
