"""Count equal searches and clicks in one row, and drop the visitor keys of searches, which now live in memory only."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    columns = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("searches")}
    if "typing" in columns:
        op.execute("UPDATE searches SET typing = NULL, typed_at = NULL WHERE typing IS NOT NULL")  # overwrites them
        op.drop_index("ix_searches_typed_at", "searches")
        op.drop_column("searches", "typing")
        op.drop_column("searches", "typed_at")
    if "times" not in columns:
        for table in ("searches", "openings"):
            op.add_column(table, sa.Column("times", sa.Integer(), nullable=False, server_default="1"))
