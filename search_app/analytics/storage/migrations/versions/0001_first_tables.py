"""Create the tables of feedback, voters, term requests (wishes), searches and clicks (openings)."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
    )
    op.create_table(
        "voters",
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_voters"),
    )
    op.create_table(
        "wishes",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("query", sa.String(300), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wishes"),
    )
    op.create_table(
        "searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("query", sa.String(300), nullable=False),
        sa.Column("results", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(255), nullable=False),
        sa.Column("typing", sa.String(32), nullable=True),
        sa.Column("typed_at", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_searches"),
    )
    op.create_table(
        "openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("query", sa.String(300), nullable=False),
        sa.Column("slug", sa.String(200), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_openings"),
    )
    for table, column in (
        ("feedback", "day"), ("feedback", "slug"), ("voters", "day"), ("wishes", "day"), ("searches", "day"),
        ("searches", "typed_at"), ("openings", "day"), ("openings", "slug"),
    ):  # fmt: skip
        op.create_index(f"ix_{table}_{column}", table, [column])
