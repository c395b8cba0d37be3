"""The tables of a record. ``migrations/`` makes them; a test holds the two together.

What is asked for in queries has a column; the rest of a dataclass is in its row's ``data``, as JSON (``codec``).
Everything is portable SQL; the full-text index is the database's own affair (``sqlite``).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

REVISIONS: Final = ("0001", "0002", "0003", "0004")
"""The schema's revisions that this version knows, oldest first; the last is the one it writes."""

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

meta: Final = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
    comment="changes: how often documents have changed; weighed: at which count claims were computed, by what",
)

raws: Final = Table(
    "raws",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("zlib", LargeBinary, nullable=False),
    comment="the bytes that were read, compressed, once for all documents that have them",
)

documents: Final = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("uri", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", String, ForeignKey("raws.sha256"), nullable=False, index=True),
    Column("media_type", String, nullable=False),
    Column("language", String, index=True),
    Column("title", Text),
    Column("publisher", String, index=True),
    Column("date", String, index=True),
    Column("date_basis", String, nullable=False),
    Column("earliest", String),
    Column("latest", String),
    Column("retrieved_at", String),
    Column("rights", Text),
    Column("supersedes", String),
    Column("words", Integer, nullable=False),
    Column("parser", String, nullable=False),
    Column("engine", String, nullable=False),
    Column("fingerprint", String, nullable=False),
)

versions: Final = Table(
    "versions",
    metadata,
    Column("digest", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("data", Text, nullable=False),
    Index(None, "kind", "id"),
    comment="each form in which an entity or a source was met",
)

contributions: Final = Table(
    "contributions",
    metadata,
    Column("contributor", String, primary_key=True),
    Column("digest", String, ForeignKey("versions.digest"), primary_key=True, index=True),
    comment="who met which form: a document's id, or 'weighing'",
)

entities: Final = Table(
    "entities",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("country", String, index=True),
    Column("known", Boolean, nullable=False),
    Column("data", Text, nullable=False),
    comment="the forms of each entity, merged",
)

entity_names: Final = Table(
    "entity_names",
    metadata,
    Column("key", String, primary_key=True),
    Column("entity", String, ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True, index=True),
    comment="every spelling of an entity, folded",
)

sources: Final = Table(
    "sources",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False, index=True),
    Column("entity", String, index=True),
    Column("data", Text, nullable=False),
    comment="the forms of each source, merged",
)

attributions: Final = Table(
    "attributions",
    metadata,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("source", String, index=True),
    Column("data", Text, nullable=False),
)

statements: Final = Table(
    "statements",
    metadata,
    Column("id", String, primary_key=True),
    Column("document", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("event_type", String, index=True),
    Column("relation", String, index=True),
    Column("polarity", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("evidential", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("time_start", String),
    Column("time_end", String),
    Column("data", Text, nullable=False),
    Index(None, "document", "start", "end", "id"),
)

parties: Final = Table(
    "parties",
    metadata,
    Column("statement", String, ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("role", String, nullable=False),
    Column("entity", String, index=True),
    Column("country", String, index=True),
    Column("key", String, nullable=False, index=True),
    comment="whom and where a statement is about: its participants, and its place as one more",
)

claims: Final = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("event_type", String, index=True),
    Column("independent", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("latest", String, index=True),
    Column("gist", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("weighed", Text),
    Column("status", String, nullable=False, index=True, server_default="unreviewed"),
    Column("touched", String, index=True),
    comment="data: the claim as it stands; weighed: as the machine weighed it, where people's decisions made that "
    "another; touched: when a decision last changed it",
)

claim_members: Final = Table(
    "claim_members",
    metadata,
    Column("claim", String, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("statement", String, ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True, index=True),
)

links: Final = Table(
    "links",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("from_", String, nullable=False, index=True),
    Column("to", String, index=True),
    Column("share", Float),
    Column("data", Text, nullable=False),
)

reviews: Final = Table(
    "reviews",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", String, nullable=False, index=True),
    Column("by", String, nullable=False),
    Column("on", String, nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("data", Text, nullable=False),
    comment="people's decisions: no run of the machine writes here",
)

review_targets: Final = Table(
    "review_targets",
    metadata,
    Column("review", String, ForeignKey("reviews.id"), primary_key=True),
    Column("side", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("document", String, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("event_type", String),
    Column("relation", String),
    Column("statement", String, ForeignKey("statements.id", ondelete="SET NULL"), index=True),
    comment="what a review is anchored to, and the statement that this is now; side: a statement, the statements of a "
    "claim, or the other ones of a merge or split",
)

judged: Final = Table(
    "judged",
    metadata,
    Column("statement", String, ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True),
    Column("status", String, nullable=False, index=True),
    comment="statements that people have judged, and what these judgements come to",
)

searches: Final = Table(
    "searches",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("by", String, nullable=False),
    Column("query", Text, nullable=False),
    comment="queries on the claims that people have kept under a name",
)

views: Final = Table(
    "views",
    metadata,
    Column("name", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("zlib", LargeBinary, nullable=False),
    comment="what views have made of the whole record, compressed, and the state of it for which that holds; it "
    "can be made again at any time, and is part of no export",
)

reuse_documents: Final = Table(
    "reuse_documents",
    metadata,
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("words", Integer, nullable=False),
    comment="the documents that are in the index of runs, as they were when they were taken in",
)

reuse_runs: Final = Table(
    "reuse_runs",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    comment="which document has which run of words",
    sqlite_with_rowid=False,
)

reuse_printed: Final = Table(
    "reuse_printed",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("short", BigInteger, primary_key=True, autoincrement=False, index=True),
    comment="the long runs that are boilerplate, and the short ones in them",
)

reuse_shared: Final = Table(
    "reuse_shared",
    metadata,
    Column("one", BigInteger, primary_key=True, autoincrement=False),
    Column("other", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("words", Integer, nullable=False),
    Column("spans", Text, nullable=False),
    comment="the passages that two documents share",
)
