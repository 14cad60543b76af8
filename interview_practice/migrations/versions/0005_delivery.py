"""Delivery: the figures of an answer, what was heard first, and the user's correction."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "delivery",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_delivery_attempt_id_attempt", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_delivery"),
    )
    op.create_index("ix_delivery_area_at", "delivery", ["area", "at"])
    with op.batch_alter_table("transcript") as batch:
        batch.add_column(sa.Column("first_text", sa.Text(), nullable=True))
        batch.add_column(sa.Column("first_model", sa.String(), nullable=True))
        batch.add_column(sa.Column("correction", sa.Text(), nullable=False, server_default=""))
