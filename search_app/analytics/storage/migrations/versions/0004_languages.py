"""Add the language of the page to votes, requests, searches and clicks; those from before were all made in English."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for table in ("feedback", "wishes", "searches", "openings"):
        op.add_column(table, sa.Column("language", sa.String(35), nullable=False, server_default="en"))
