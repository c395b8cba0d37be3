"""What comparing all statements gives, in the record: claims and links, computed anew from everything at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, delete, select

from whence.knowledge.engine import engine
from whence.knowledge.folding import name_key
from whence.model import Claim, Document, Link, Source, Statement, content_id
from whence.record import queries, reusing, schema
from whence.record.codec import decode, encode
from whence.record.regrouping import decided
from whence.record.shared import WEIGHING, contribute, merged_source
from whence.record.standing import apply_all
from whence.record.storing import get_meta, insert_all, set_meta

ROOMS: Final = ("language", "knowledge", "weighing")
"""What claims, origins, links and conflicts depend on: words about outlets and agencies, names, the weighing itself."""


def is_stale(connection: Connection) -> bool:
    """Whether documents have changed since the claims were last computed, or another engine computed them."""
    changes = get_meta(connection, "changes")
    return changes is not None and get_meta(connection, "weighed") != _mark(changes)


def _mark(changes: str) -> str:
    """What the record notes when claims have been computed: for which state of its documents, and by what engine."""
    return f"{changes} {engine(*ROOMS)}"


@dataclasses.dataclass(frozen=True, slots=True)
class Computed:
    """Claims and links as rows, and the count of changes, and of merges and splits, for which they hold."""

    changes: str
    joints: str
    claims: list[dict[str, Any]]
    members: list[dict[str, Any]]
    links: list[dict[str, Any]]
    sources: tuple[Source, ...]


def compute(connection: Connection) -> Computed:
    """Compares all statements of the record. Changes nothing, so that it can take its time."""
    from whence import weighing

    changes, joints = (get_meta(connection, name) or "0" for name in ("changes", "joints"))
    documents = list(queries.documents(connection))
    statements = list(queries.statements(connection))
    met = met_sources(connection)
    attributions = list(queries.attributions(connection))
    together = decided(connection)
    given: dict[str, Any] = {"decided": together} if together else {}
    if reusing.is_fresh(connection):
        given["alike"] = reusing.kept(connection)
    weighed = weighing.weigh(documents, statements, queries.entities(connection), met, attributions, **given)
    return Computed(
        changes=changes,
        joints=joints,
        claims=claim_rows(weighed.claims, statements, documents),
        members=[{"claim": claim.id, "statement": id_} for claim in weighed.claims for id_ in claim.statements],
        links=[_link_row(link) for link in weighed.links],
        sources=(*weighed.sources, *_publishers(documents, (*met.values(), *weighed.sources))),
    )


def store(connection: Connection, computed: Computed) -> bool:
    """Puts claims and links in the place of those that were there, in the caller's transaction.

    People's decisions count in them again. False, and nothing is changed, where another process has changed documents
    meanwhile, or somebody has merged or split claims.
    """
    if [get_meta(connection, name) or "0" for name in ("changes", "joints")] != [computed.changes, computed.joints]:
        return False
    for table in (schema.claim_members, schema.claims, schema.links):
        connection.execute(delete(table))
    contribute(connection, WEIGHING, computed.sources)
    insert_all(connection, schema.claims, computed.claims)
    insert_all(connection, schema.claim_members, computed.members)
    insert_all(connection, schema.links, computed.links)
    apply_all(connection)
    set_meta(connection, "weighed", _mark(computed.changes))
    return True


def claim_rows(
    claims: Iterable[Claim], statements: Iterable[Statement], documents: Iterable[Document]
) -> list[dict[str, Any]]:
    """Claims as rows, given the statements in them and the documents of these."""
    published = {document.id: _latest(document) for document in documents}
    of_statement = {statement.id: statement for statement in statements}
    return [_claim_row(claim, of_statement, published) for claim in claims]


def met_sources(connection: Connection) -> dict[str, Source]:
    """The sources that documents name, by id, without those that an earlier comparison has made."""
    versions, contributions = schema.versions, schema.contributions
    met = select(contributions.c.digest).where(contributions.c.contributor != WEIGHING)
    query = select(versions.c.data).where(versions.c.kind == "source", versions.c.digest.in_(met))
    forms: dict[str, list[Source]] = {}
    for data in connection.scalars(query):
        source = decode(Source, data)
        forms.setdefault(source.id, []).append(source)
    return {id_: merged_source(forms[id_]) for id_ in sorted(forms)}


def _publishers(documents: Iterable[Document], sources: Iterable[Source]) -> Iterable[Source]:
    """A source for each publisher that is not among the sources under its name."""
    named = {name_key(source.name) for source in sources}
    for name in sorted({document.publisher for document in documents if document.publisher}):
        if name_key(name) not in named:
            yield Source(content_id("source", "outlet", name.casefold()), name, "outlet")


def _latest(document: Document) -> str | None:
    return document.published.date or document.published.latest


def _claim_row(claim: Claim, statements: dict[str, Statement], published: dict[str, str | None]) -> dict[str, Any]:
    time = claim.time and (claim.time.end or claim.time.start)
    told: Iterable[str | None] = (published[statements[id_].document] for id_ in claim.statements)
    row = {name: getattr(claim, name) for name in ("id", "kind", "event_type", "independent", "documents", "gist")}
    return row | {"latest": time or max(filter(None, told), default=None), "data": encode(claim)}


def _link_row(link: Link) -> dict[str, Any]:
    row = {name: getattr(link, name) for name in ("id", "kind", "from_", "to", "share")}
    return row | {"data": encode(link)}
