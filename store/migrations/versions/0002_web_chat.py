"""What the web chat's page needs: names, pictures, recalls, personal links."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.add_column("chat", sa.Column("name", sa.String(length=128), nullable=True))
    op.add_column("chat", sa.Column("picture", sa.String(length=64), nullable=True))
    op.add_column("chat", sa.Column("recalls", sa.String(length=256), nullable=True))
    op.add_column("chat", sa.Column("recalled", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "pictures",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=128), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "links",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=128), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index(op.f("ix_links_person"), "links", ["person"], unique=False)
