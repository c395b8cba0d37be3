"""Putting a document with its analysis into the record, and taking an older analysis out.

The functions here run in the caller's transaction, so that a document is stored whole or not at all.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zlib
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from whence.errors import RecordError
from whence.knowledge.folding import name_key
from whence.model import Analysis, Document, Published, Report, Statement, as_json, content_id
from whence.record import schema, sqlite
from whence.record.anchors import place_again
from whence.record.codec import encode
from whence.record.shared import contribute

_OF_PUBLISHED: Final = {"date": "date", "date_basis": "basis", "earliest": "earliest", "latest": "latest"}
_PLAIN: Final = tuple(f.name for f in dataclasses.fields(Document) if f.name != "published")
_NOT_CONTENT: Final = ("uri", "retrieved_at")


def fingerprint(document: Document, engine: str) -> str:
    """What a stored document has to agree in for its analysis to be good: all but its path and when it was fetched."""
    content = {name: value for name, value in as_json(document).items() if name not in _NOT_CONTENT}
    return content_id(engine, json.dumps(content, ensure_ascii=False, sort_keys=True))


def document_of(row: Row[Any]) -> Document:
    """The document in a row of the table of documents."""
    published = Published(**{field: getattr(row, column) for column, field in _OF_PUBLISHED.items()})
    return Document(published=published, **{name: getattr(row, name) for name in _PLAIN})


def add_document(connection: Connection, report: Report, analysis: Analysis, engine: str | None = None) -> bool:
    """Stores a document and what was found in it; True if that changed the record.

    A document that is there is replaced where another parser or engine has been at work. Where the same have read the
    same document under two paths, the smaller path wins, with all that was read under it.

    Raises:
        RecordError: the report or the analysis is not that of the document.
    """
    document, engine = report.document, engine or analysis.engine
    _check(report, analysis)
    print_ = fingerprint(document, engine)
    table = schema.documents
    old = connection.execute(select(table).where(table.c.id == document.id)).one_or_none()
    if old is not None:
        same_hands = (old.engine, old.parser) == (engine, document.parser)
        if same_hands and (old.fingerprint == print_ or (old.uri, old.fingerprint) <= (document.uri, print_)):
            meet_again(connection, document.id, document.uri, document.retrieved_at)
            return False
        sqlite.unindex(connection, old.number)
        connection.execute(delete(schema.attributions).where(schema.attributions.c.document == document.id))
        connection.execute(delete(schema.statements).where(schema.statements.c.document == document.id))
    _store_raw(connection, document.sha256, report.raw)
    row = _document_row(document) | {"engine": engine, "fingerprint": print_}
    if old is None:
        number = connection.execute(insert(table).values(row)).inserted_primary_key[0]  # type: ignore[index]
    else:
        number = old.number
        row["uri"] = min(old.uri, document.uri)
        row["retrieved_at"] = _earlier(old.retrieved_at, document.retrieved_at)
        connection.execute(update(table).where(table.c.number == number).values(row))
    sqlite.index(connection, number)
    _store_analysis(connection, analysis)
    place_again(connection, document.id)
    count_change(connection)
    return True


def meet_again(connection: Connection, document: str, uri: str, retrieved_at: str | None) -> bool:
    """Notes that a stored document was met under `uri`: the smallest path and the earliest time are kept.

    True if that changed the record.
    """
    table = schema.documents
    old = connection.execute(select(table.c.uri, table.c.retrieved_at).where(table.c.id == document)).one()
    new = (min(old.uri, uri), _earlier(old.retrieved_at, retrieved_at))
    if new == (old.uri, old.retrieved_at):
        return False
    connection.execute(update(table).where(table.c.id == document).values(uri=new[0], retrieved_at=new[1]))
    count_change(connection)
    return True


def count_change(connection: Connection) -> None:
    """Makes the claims stale: they hold for the count of changes at which they were computed."""
    set_meta(connection, "changes", str(int(get_meta(connection, "changes") or 0) + 1))


def get_meta(connection: Connection, name: str) -> str | None:
    """A note of the record about itself."""
    return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.name == name))


def set_meta(connection: Connection, name: str, value: str) -> None:
    """Writes a note of the record about itself."""
    if not connection.execute(update(schema.meta).where(schema.meta.c.name == name).values(value=value)).rowcount:
        connection.execute(insert(schema.meta).values(name=name, value=value))


def is_grounded(statement: Statement, document: Document) -> bool:
    """Whether a statement's evidence is, to the character, what stands there in the document, and is not empty."""
    start, end = statement.evidence
    return statement.document == document.id and start < end and document.text[start:end] == statement.quote


def _check(report: Report, analysis: Analysis) -> None:
    document = report.document
    if analysis.document != document.id:
        raise RecordError(f"{document.uri}: this analysis is of document {analysis.document}, not of {document.id}")
    if hashlib.sha256(report.raw).hexdigest() != document.sha256:
        raise RecordError(f"{document.uri}: the document's sha256 is not that of its bytes; read it again")
    for statement in analysis.statements:
        if not is_grounded(statement, document):
            raise RecordError(f"{document.uri}: statement {statement.id} does not quote its document; read it again")


def _store_raw(connection: Connection, sha256: str, raw: bytes) -> None:
    table = schema.raws
    if connection.scalar(select(table.c.sha256).where(table.c.sha256 == sha256)) is None:
        connection.execute(insert(table).values(sha256=sha256, size=len(raw), zlib=zlib.compress(raw)))


def _document_row(document: Document) -> dict[str, Any]:
    row = {name: getattr(document, name) for name in _PLAIN}
    return row | {column: getattr(document.published, field) for column, field in _OF_PUBLISHED.items()}


def _store_analysis(connection: Connection, analysis: Analysis) -> None:
    contribute(connection, analysis.document, (*analysis.entities, *analysis.sources))
    attributions = {attribution.id: attribution for attribution in analysis.attributions}
    statements = {statement.id: statement for statement in analysis.statements}
    insert_all(
        connection,
        schema.attributions,
        ({"id": a.id, "document": a.document, "source": a.source_id, "data": encode(a)} for a in attributions.values()),
    )
    insert_all(connection, schema.statements, map(_statement_row, statements.values()))
    insert_all(connection, schema.parties, (row for s in statements.values() for row in _party_rows(s)))


def insert_all(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Inserts rows in one batch, if there are any."""
    batch = list(rows)
    if batch:
        connection.execute(insert(table), batch)


def _statement_row(statement: Statement) -> dict[str, Any]:
    columns = ("id", "document", "kind", "event_type", "relation", "polarity", "modality", "evidential")
    row = {name: getattr(statement, name) for name in columns}
    time = statement.time
    return row | {
        "start": statement.evidence.start,
        "end": statement.evidence.end,
        "time_start": time.start if time else None,
        "time_end": time.end if time else None,
        "data": encode(statement),
    }


def _party_rows(statement: Statement) -> Iterable[dict[str, Any]]:
    parties = [(p.role, p.entity, p.country, p.name) for p in statement.participants]
    if place := statement.place:
        parties.append(("place", place.entity, place.country, place.text))  # type: ignore[arg-type]
    for position, (role, entity, country, name) in enumerate(parties):
        row = {"statement": statement.id, "position": position, "role": role}
        yield row | {"entity": entity, "country": country, "key": name_key(name)}


def _earlier(one: str | None, other: str | None) -> str | None:
    return min(filter(None, (one, other)), default=None)
