"""What reviews are anchored to, what they come to, and searches that are kept."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_targets",
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("event_type", sa.String(), nullable=True),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("statement", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["review"], ["reviews.id"], name=op.f("fk_review_targets_review")),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_review_targets_statement"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("review", "side", "position", name=op.f("pk_review_targets")),
        comment="what a review is anchored to, and the statement that this is now; side: a statement, the statements "
        "of a claim, or the other ones of a merge or split",
    )
    op.create_index(op.f("ix_review_targets_document"), "review_targets", ["document"], unique=False)
    op.create_index(op.f("ix_review_targets_statement"), "review_targets", ["statement"], unique=False)
    op.create_table(
        "judged",
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.id"], name=op.f("fk_judged_statement"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", name=op.f("pk_judged")),
        comment="statements that people have judged, and what these judgements come to",
    )
    op.create_index(op.f("ix_judged_status"), "judged", ["status"], unique=False)
    op.create_table(
        "searches",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_searches")),
        comment="queries on the claims that people have kept under a name",
    )
    op.add_column("claims", sa.Column("weighed", sa.Text(), nullable=True))
    op.add_column("claims", sa.Column("status", sa.String(), server_default="unreviewed", nullable=False))
    op.add_column("claims", sa.Column("touched", sa.String(), nullable=True))
    op.create_index(op.f("ix_claims_status"), "claims", ["status"], unique=False)
    op.create_index(op.f("ix_claims_touched"), "claims", ["touched"], unique=False)
    op.create_index(op.f("ix_reviews_at"), "reviews", ["at"], unique=False)
    op.create_index(
        op.f("ix_statements_document_start_end_id"), "statements", ["document", "start", "end", "id"], unique=False
    )
    _anchor_the_reviews_there_are(op.get_bind())


def _anchor_the_reviews_there_are(connection: sa.Connection) -> None:
    """Reviews named a statement or a claim by its id alone. The claims are computed anew, which lets them count."""
    columns = 's.id, s.document, s.start, s."end", s.kind, s.event_type, s.relation, s.data'
    single = f"SELECT r.id, 'statement', {columns} FROM reviews r JOIN statements s ON s.id = r.\"on\""
    of_claim = (
        f"SELECT r.id, 'claim', {columns} FROM reviews r JOIN claim_members m ON m.claim = r.\"on\""
        " JOIN statements s ON s.id = m.statement"
    )
    rows = connection.execute(sa.text(f"{single} UNION ALL {of_claim}")).all()
    seen: dict[str, int] = {}
    for review, side, id_, document, start, end, kind, event_type, relation, data in sorted(rows):
        seen[review] = seen.get(review, -1) + 1
        connection.execute(
            sa.text(
                'INSERT INTO review_targets (review, side, position, document, start, "end", quote, kind, event_type,'
                " relation, statement) VALUES (:review, :side, :position, :document, :start, :end, :quote, :kind,"
                " :event_type, :relation, :statement)"
            ),
            {
                "review": review, "side": side, "position": seen[review], "document": document, "start": start,
                "end": end, "quote": json.loads(data)["evidence"]["quote"], "kind": kind, "event_type": event_type,
                "relation": relation, "statement": id_,
            },
        )  # fmt: skip
    if rows:
        connection.execute(sa.text("DELETE FROM meta WHERE name = 'weighed'"))


def downgrade() -> None:
    op.drop_index(op.f("ix_statements_document_start_end_id"), table_name="statements")
    op.drop_index(op.f("ix_reviews_at"), table_name="reviews")
    op.drop_index(op.f("ix_claims_touched"), table_name="claims")
    op.drop_index(op.f("ix_claims_status"), table_name="claims")
    for name in ("touched", "status", "weighed"):
        op.drop_column("claims", name)
    for name in ("searches", "judged", "review_targets"):
        op.drop_table(name)
