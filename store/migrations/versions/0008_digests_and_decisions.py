"""What is held back in rooms, and why people were asked."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add since when a message is held back, an index of what was sent, and the decisions."""
    op.add_column("outbox", sa.Column("held_at", sa.BigInteger(), nullable=True))
    op.create_index("ix_outbox_sent", "outbox", ["conversation", "sent_at"])
    op.create_table(
        "decisions",
        sa.Column("request", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wave", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("request", "wave"),
    )
