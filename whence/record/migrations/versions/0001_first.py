"""The first schema of a record."""

import sqlalchemy as sa
from alembic import op

from whence.record import sqlite

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("event_type", sa.String(), nullable=True),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("latest", sa.String(), nullable=True),
        sa.Column("gist", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_event_type"), "claims", ["event_type"], unique=False)
    op.create_index(op.f("ix_claims_latest"), "claims", ["latest"], unique=False)
    op.create_table(
        "entities",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
        comment="the forms of each entity, merged",
    )
    op.create_index(op.f("ix_entities_country"), "entities", ["country"], unique=False)
    op.create_table(
        "links",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=True),
        sa.Column("share", sa.Float(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_from_"), "links", ["from_"], unique=False)
    op.create_index(op.f("ix_links_to"), "links", ["to"], unique=False)
    op.create_table(
        "meta",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
        comment="changes: how often documents have changed; weighed: at which count claims were computed, by what",
    )
    op.create_table(
        "raws",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("zlib", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_raws")),
        comment="the bytes that were read, compressed, once for all documents that have them",
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("on", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        comment="people's decisions: no run of the machine writes here",
    )
    op.create_index(op.f("ix_reviews_on"), "reviews", ["on"], unique=False)
    op.create_table(
        "sources",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        comment="the forms of each source, merged",
    )
    op.create_index(op.f("ix_sources_entity"), "sources", ["entity"], unique=False)
    op.create_index(op.f("ix_sources_name"), "sources", ["name"], unique=False)
    op.create_table(
        "versions",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_versions")),
        comment="each form in which an entity or a source was met",
    )
    op.create_index(op.f("ix_versions_kind_id"), "versions", ["kind", "id"], unique=False)
    op.create_table(
        "contributions",
        sa.Column("contributor", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["versions.digest"], name=op.f("fk_contributions_digest")),
        sa.PrimaryKeyConstraint("contributor", "digest", name=op.f("pk_contributions")),
        comment="who met which form: a document's id, or 'weighing'",
    )
    op.create_index(op.f("ix_contributions_digest"), "contributions", ["digest"], unique=False)
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("uri", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("date_basis", sa.String(), nullable=False),
        sa.Column("earliest", sa.String(), nullable=True),
        sa.Column("latest", sa.String(), nullable=True),
        sa.Column("retrieved_at", sa.String(), nullable=True),
        sa.Column("rights", sa.Text(), nullable=True),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("parser", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["raws.sha256"], name=op.f("fk_documents_sha256")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_documents")),
        sa.UniqueConstraint("id", name=op.f("uq_documents_id")),
    )
    op.create_index(op.f("ix_documents_date"), "documents", ["date"], unique=False)
    op.create_index(op.f("ix_documents_language"), "documents", ["language"], unique=False)
    op.create_index(op.f("ix_documents_publisher"), "documents", ["publisher"], unique=False)
    op.create_index(op.f("ix_documents_sha256"), "documents", ["sha256"], unique=False)
    op.create_table(
        "entity_names",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entity"], ["entities.id"], name=op.f("fk_entity_names_entity"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "entity", name=op.f("pk_entity_names")),
        comment="every spelling of an entity, folded",
    )
    op.create_index(op.f("ix_entity_names_entity"), "entity_names", ["entity"], unique=False)
    op.create_table(
        "attributions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_attributions_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributions")),
    )
    op.create_index(op.f("ix_attributions_document"), "attributions", ["document"], unique=False)
    op.create_index(op.f("ix_attributions_source"), "attributions", ["source"], unique=False)
    op.create_table(
        "statements",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("event_type", sa.String(), nullable=True),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("polarity", sa.String(), nullable=False),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("evidential", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("time_start", sa.String(), nullable=True),
        sa.Column("time_end", sa.String(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_statements_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_document"), "statements", ["document"], unique=False)
    op.create_index(op.f("ix_statements_event_type"), "statements", ["event_type"], unique=False)
    op.create_index(op.f("ix_statements_relation"), "statements", ["relation"], unique=False)
    op.create_table(
        "claim_members",
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_claim_members_claim"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_claim_members_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim", "statement", name=op.f("pk_claim_members")),
    )
    op.create_index(op.f("ix_claim_members_statement"), "claim_members", ["statement"], unique=False)
    op.create_table(
        "parties",
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], name=op.f("fk_parties_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", "position", name=op.f("pk_parties")),
        comment="whom and where a statement is about: its participants, and its place as one more",
    )
    op.create_index(op.f("ix_parties_country"), "parties", ["country"], unique=False)
    op.create_index(op.f("ix_parties_entity"), "parties", ["entity"], unique=False)
    op.create_index(op.f("ix_parties_key"), "parties", ["key"], unique=False)
    sqlite.make_index(op.get_bind())


def downgrade() -> None:
    op.drop_table("fulltext")
    op.drop_index(op.f("ix_parties_key"), table_name="parties")
    op.drop_index(op.f("ix_parties_entity"), table_name="parties")
    op.drop_index(op.f("ix_parties_country"), table_name="parties")
    op.drop_table("parties")
    op.drop_index(op.f("ix_claim_members_statement"), table_name="claim_members")
    op.drop_table("claim_members")
    op.drop_index(op.f("ix_statements_relation"), table_name="statements")
    op.drop_index(op.f("ix_statements_event_type"), table_name="statements")
    op.drop_index(op.f("ix_statements_document"), table_name="statements")
    op.drop_table("statements")
    op.drop_index(op.f("ix_attributions_source"), table_name="attributions")
    op.drop_index(op.f("ix_attributions_document"), table_name="attributions")
    op.drop_table("attributions")
    op.drop_index(op.f("ix_entity_names_entity"), table_name="entity_names")
    op.drop_table("entity_names")
    op.drop_index(op.f("ix_documents_sha256"), table_name="documents")
    op.drop_index(op.f("ix_documents_publisher"), table_name="documents")
    op.drop_index(op.f("ix_documents_language"), table_name="documents")
    op.drop_index(op.f("ix_documents_date"), table_name="documents")
    op.drop_table("documents")
    op.drop_index(op.f("ix_contributions_digest"), table_name="contributions")
    op.drop_table("contributions")
    op.drop_index(op.f("ix_versions_kind_id"), table_name="versions")
    op.drop_table("versions")
    op.drop_index(op.f("ix_sources_name"), table_name="sources")
    op.drop_index(op.f("ix_sources_entity"), table_name="sources")
    op.drop_table("sources")
    op.drop_index(op.f("ix_reviews_on"), table_name="reviews")
    op.drop_table("reviews")
    op.drop_table("raws")
    op.drop_table("meta")
    op.drop_index(op.f("ix_links_to"), table_name="links")
    op.drop_index(op.f("ix_links_from_"), table_name="links")
    op.drop_table("links")
    op.drop_index(op.f("ix_entities_country"), table_name="entities")
    op.drop_table("entities")
    op.drop_index(op.f("ix_claims_latest"), table_name="claims")
    op.drop_index(op.f("ix_claims_event_type"), table_name="claims")
    op.drop_table("claims")
