"""Where whoever has a skill lives, to be found ring by ring."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None

_skills = sa.table("skills", sa.column("person"), sa.column("grid"), sa.column("building"))
_people = sa.table("people", sa.column("id"), sa.column("building"), sa.column("record"))


def upgrade() -> None:
    """Add grid and building to the skills, fill them from the people, and index them."""
    op.add_column("skills", sa.Column("grid", sa.String(length=64), nullable=True))
    op.add_column("skills", sa.Column("building", sa.String(length=32), nullable=True))
    homes = [
        {"who": row.id, "home_grid": json.loads(row.record).get("grid"), "home": row.building}
        for row in op.get_bind().execute(sa.select(_people))
    ]
    kept = _skills.update().where(_skills.c.person == sa.bindparam("who"))
    if homes:
        op.get_bind().execute(kept.values(grid=sa.bindparam("home_grid"), building=sa.bindparam("home")), homes)
    op.create_index("ix_skills_grid", "skills", ["skill", "grid"])
    op.create_index("ix_skills_building", "skills", ["skill", "building"])
