"""Asking the record: each function takes a connection in a transaction and gives dataclasses of the model."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, func, literal, or_, select

from whence.errors import RecordError
from whence.knowledge.folding import name_key
from whence.model import Attribution, Claim, Document, Entity, Link, Review, Source, Statement
from whence.record import schema
from whence.record.codec import decode
from whence.record.storing import document_of

T = TypeVar("T")

_ROWS_AT_A_TIME: Final = 500
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def documents(connection: Connection, *, with_text: bool = True) -> Iterator[Document]:
    """All documents, by id; without their texts they are quick to have."""
    table = schema.documents
    columns: list[Any] = [column for column in table.c if with_text or column is not table.c.text]
    columns += [] if with_text else [literal("").label("text")]
    return (document_of(row) for row in _stream(connection, select(*columns).order_by(table.c.id)))


def document(connection: Connection, id_: str) -> Document | None:
    """One document."""
    row = connection.execute(select(schema.documents).where(schema.documents.c.id == id_)).one_or_none()
    return document_of(row) if row else None


def published(connection: Connection, id_: str) -> str | None:
    """The day on which a document was published, where it is known."""
    return connection.scalar(select(schema.documents.c.date).where(schema.documents.c.id == id_))


def statements(connection: Connection, document: str | None = None, *, by_id: bool = False) -> Iterator[Statement]:
    """All statements, or those of a document, in the order of the text; or by id."""
    table = schema.statements
    order = [table.c.id] if by_id else [table.c.document, table.c.start, table.c.end, table.c.id]
    return _decoded(connection, table, Statement, order, document)


def attributions(connection: Connection, document: str | None = None) -> Iterator[Attribution]:
    """All attributions, or those of a document, by id."""
    return _decoded(connection, schema.attributions, Attribution, [schema.attributions.c.id], document)


def statement(connection: Connection, id_: str) -> Statement | None:
    """One statement."""
    data = connection.scalar(select(schema.statements.c.data).where(schema.statements.c.id == id_))
    return decode(Statement, data) if data else None


def statements_of(connection: Connection, ids: Collection[str]) -> Iterator[Statement]:
    """The statements of these ids that there are, by id."""
    return (decode(Statement, data) for data in statements_as_kept(connection, ids))


def statements_as_kept(connection: Connection, ids: Collection[str]) -> Iterator[str]:
    """The same, as JSON."""
    table = schema.statements
    wanted = sorted(ids)
    for first in range(0, len(wanted), _ROWS_AT_A_TIME):
        some = table.c.id.in_(wanted[first : first + _ROWS_AT_A_TIME])
        yield from connection.scalars(select(table.c.data).where(some).order_by(table.c.id))


def links_as_kept(connection: Connection, documents: Collection[str]) -> list[str]:
    """The links from or to any of these documents as JSON, by id."""
    table = schema.links
    wanted = sorted(documents)
    found: dict[str, str] = {}
    for first in range(0, len(wanted), _ROWS_AT_A_TIME):
        some = wanted[first : first + _ROWS_AT_A_TIME]
        query = select(table.c.id, table.c.data).where(or_(table.c.from_.in_(some), table.c.to.in_(some)))
        found.update((row.id, row.data) for row in connection.execute(query))
    return [found[id_] for id_ in sorted(found)]


def entities(connection: Connection) -> dict[str, Entity]:
    """All entities by id, in the order of the ids."""
    return {entity.id: entity for entity in _decoded(connection, schema.entities, Entity, [schema.entities.c.id])}


def sources(connection: Connection) -> dict[str, Source]:
    """All sources by id, in the order of the ids."""
    return {source.id: source for source in _decoded(connection, schema.sources, Source, [schema.sources.c.id])}


def all_claims(connection: Connection) -> Iterator[Claim]:
    """All claims, by id."""
    return _decoded(connection, schema.claims, Claim, [schema.claims.c.id])


def links(connection: Connection) -> Iterator[Link]:
    """All links, by id."""
    return _decoded(connection, schema.links, Link, [schema.links.c.id])


def reviews(connection: Connection) -> Iterator[Review]:
    """All reviews, by id."""
    return _decoded(connection, schema.reviews, Review, [schema.reviews.c.id])


def state(connection: Connection) -> tuple[str, str]:
    """A mark that is another one whenever claims have been computed anew, and one whenever reviews have come."""
    weighed = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.name == "weighed"))
    return str(weighed), connection.scalar(select(func.max(schema.claims.c.touched))) or ""


def everything(
    connection: Connection, *, with_attributions: bool = True
) -> Iterator[Source | Entity | Document | Attribution | Statement | Claim | Link | Review]:
    """All that is in the record: a type after the other, within a type by id."""
    yield from _decoded(connection, schema.sources, Source, [schema.sources.c.id])
    yield from _decoded(connection, schema.entities, Entity, [schema.entities.c.id])
    yield from documents(connection)
    if with_attributions:
        yield from attributions(connection)
    yield from statements(connection, by_id=True)
    yield from all_claims(connection)
    yield from links(connection)
    yield from reviews(connection)


def publishers(connection: Connection) -> dict[str, str]:
    """The source that each publisher of a document is, by name: an outlet or an agency before anything else."""
    table = schema.sources
    wanted = {
        name: name_key(name) for name in connection.scalars(select(schema.documents.c.publisher).distinct()) if name
    }
    candidates: dict[str, tuple[bool, bool, str]] = {}
    for row in connection.execute(select(table.c.id, table.c.kind, table.c.name, table.c.entity)):
        key, rank = name_key(row.name), (row.kind not in ("outlet", "agency"), row.entity is None, row.id)
        candidates[key] = min(rank, candidates.get(key, rank))
    return {name: candidates[key][2] for name, key in sorted(wanted.items()) if key in candidates}


def claims(
    connection: Connection, about: Collection[str], type_: str | None, since: str | None, min_independent: int
) -> list[Claim]:
    """The claims that fit, those with most independent origins first.

    Raises:
        RecordError: `since` is no date.
    """
    table, conditions = schema.claims, []
    for term in about:
        conditions.append(_involves(connection, term))
    if type_ is not None:
        wanted = type_.casefold()
        conditions.append(
            or_(
                func.lower(table.c.event_type) == wanted,
                func.lower(table.c.kind) == wanted,
                _has_statement(func.lower(schema.statements.c.relation) == wanted),
            )
        )
    if since is not None:
        if not _DATE.fullmatch(since):
            raise RecordError(f"since {since}: no date; give a year, YYYY-MM or YYYY-MM-DD")
        conditions.append(table.c.latest >= since)
    query = select(table.c.data).where(table.c.independent >= min_independent, *conditions)
    query = query.order_by(table.c.independent.desc(), table.c.documents.desc(), table.c.gist, table.c.id)
    return [decode(Claim, row.data) for row in _stream(connection, query)]


def claim(connection: Connection, id_or_prefix: str) -> Claim:
    """The claim whose id begins so.

    Raises:
        RecordError: there is none, or there are several.
    """
    table, prefix = schema.claims, id_or_prefix.strip().lower()
    query = select(table.c.id, table.c.data).where(table.c.id.startswith(prefix, autoescape=True)).order_by(table.c.id)
    found = connection.execute(query.limit(6)).all() if prefix else []
    exact = [row for row in found if row.id == prefix]
    if not found:
        raise RecordError(f"claim {id_or_prefix}: there is none; `whence claims` lists them with their ids")
    if len(found) > 1 and not exact:
        some = ", ".join(row.id for row in found[:5]) + (", …" if len(found) > 5 else "")
        raise RecordError(f"claim {id_or_prefix}: several ids begin so ({some}); give more of the id")
    return decode(Claim, (exact or found)[0].data)


def _involves(connection: Connection, term: str) -> ColumnElement[bool]:
    """Whether a claim is about a term: the alpha-3 code of a state, an entity's id, or a name."""
    key = name_key(term)
    entity, names, parties = schema.entities, schema.entity_names, schema.parties
    named = select(names.c.entity).where(names.c.key == key)
    meant = connection.execute(select(entity).where(or_(entity.c.id == term, entity.c.id.in_(named)))).all()
    countries = {row.country for row in meant if row.kind == "state" and row.country}
    if len(term) == 3 and term.isascii() and term.isalpha():
        countries.add(term.upper())
    party = or_(
        parties.c.entity.in_(sorted({term, *(row.id for row in meant)})),
        parties.c.country.in_(sorted(countries)),
        parties.c.key == key,
    )
    return _has_statement(exists().where(and_(parties.c.statement == schema.statements.c.id, party)))


def _has_statement(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    members, table = schema.claim_members, schema.statements
    return schema.claims.c.id.in_(
        select(members.c.claim).join(table, table.c.id == members.c.statement).where(condition)
    )


def _decoded(
    connection: Connection, table: Table, cls: type[T], order: list[Any], document: str | None = None
) -> Iterator[T]:
    query = select(table.c.data).order_by(*order)
    if document is not None:
        query = query.where(table.c.document == document)
    return (decode(cls, row.data) for row in _stream(connection, query))


def _stream(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    return iter(connection.execute(query.execution_options(yield_per=_ROWS_AT_A_TIME)))
