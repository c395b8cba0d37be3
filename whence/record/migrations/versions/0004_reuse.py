"""The index of what documents share, so that a new one is compared with those only that have runs of its words."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reuse_documents",
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_reuse_documents")),
        comment="the documents that are in the index of runs, as they were when they were taken in",
    )
    op.create_table(
        "reuse_runs",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "place", name=op.f("pk_reuse_runs")),
        comment="which document has which run of words",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reuse_printed",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("short", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "short", name=op.f("pk_reuse_printed")),
        comment="the long runs that are boilerplate, and the short ones in them",
    )
    op.create_index(op.f("ix_reuse_printed_short"), "reuse_printed", ["short"])
    op.create_table(
        "reuse_shared",
        sa.Column("one", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("other", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_reuse_shared")),
        comment="the passages that two documents share",
    )
    op.create_index(op.f("ix_reuse_shared_other"), "reuse_shared", ["other"])


def downgrade() -> None:
    for table in ("reuse_shared", "reuse_printed", "reuse_runs", "reuse_documents"):
        op.drop_table(table)
