"""Add to each search whether its results were weak; those from before count as good."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("searches", sa.Column("weak", sa.Boolean(), nullable=False, server_default=sa.false()))
