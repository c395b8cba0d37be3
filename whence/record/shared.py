"""What several documents share: entities and sources, each met in several forms and shown as one.

Every form is kept with those that met it, so that a thing is the same whatever the order in which its documents were
read, and goes when the last document that named it is read anew without it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select

from whence.knowledge.folding import name_key
from whence.model import Entity, Source, content_id
from whence.record.codec import decode, encode
from whence.record.schema import contributions, entities, entity_names, sources, versions

WEIGHING: Final = "weighing"
"""The contributor of the sources that comparing documents has made."""

_BATCH: Final = 500
"""How many values go into one IN (...): SQLite took no more than 999 once."""


def merged_entity(forms: Iterable[Entity]) -> Entity:
    """One entity of the forms in which it was met, the same whatever their order.

    A form from the knowledge tables says what it is; else the longest name is taken, the first in the alphabet among
    equals. Names are those of all forms.
    """
    ranked = sorted(forms, key=lambda form: (not form.known, -len(form.name), form.name, encode(form)))
    names: dict[str, set[str]] = {}
    for form in ranked:
        for language, spellings in form.names.items():
            names.setdefault(language, set()).update(spellings)
    trusted = [form for form in ranked if form.known] or ranked
    external: dict[str, str] = {}
    for form in trusted:
        external = {**form.external, **external}
    best = ranked[0]
    return Entity(
        id=best.id,
        kind=best.kind,
        name=best.name,
        names={language: tuple(sorted(names[language])) for language in sorted(names)},
        country=next((form.country for form in trusted if form.country), None),
        external=dict(sorted(external.items())),
        known=best.known,
    )


def merged_source(forms: Iterable[Source]) -> Source:
    """One source of the forms in which it was met: one that is an entity first, then named before unnamed, then the
    longest name, the first in the alphabet among equals. An organisation of which another form says that it publishes
    is an outlet, and an outlet of which one says so is an agency.
    """
    ranked = sorted(
        forms, key=lambda form: (form.entity is None, form.kind == "unnamed", -len(form.name), form.name, encode(form))
    )
    best, kinds = ranked[0], {form.kind for form in ranked}
    if best.kind in ("organisation", "outlet"):
        return dataclasses.replace(best, kind=next(k for k in ("agency", "outlet", best.kind) if k in kinds))
    return best


def contribute(connection: Connection, contributor: str, things: Iterable[Entity | Source]) -> None:
    """Replaces all that a contributor has met by `things`, and merges anew what that touches."""
    wanted: dict[str, tuple[str, str, str]] = {}
    for thing in things:
        kind, data = "entity" if isinstance(thing, Entity) else "source", encode(thing)
        wanted[content_id(kind, data)] = kind, thing.id, data
    mine = contributions.c.contributor == contributor
    had = set(connection.scalars(select(contributions.c.digest).where(mine)))
    gone, come = had - wanted.keys(), sorted(wanted.keys() - had)
    if gone:
        for some in _batches(gone):
            connection.execute(delete(contributions).where(mine, contributions.c.digest.in_(some)))
    known: set[str] = set()
    for some in _batches(come):
        known.update(connection.scalars(select(versions.c.digest).where(versions.c.digest.in_(some))))
    fresh = [digest for digest in come if digest not in known]
    if fresh:
        rows = [dict(zip(("digest", "kind", "id", "data"), (d, *wanted[d]), strict=True)) for d in fresh]
        connection.execute(insert(versions), rows)
    if come:
        connection.execute(insert(contributions), [{"contributor": contributor, "digest": d} for d in come])
    touched = {(wanted[digest][0], wanted[digest][1]) for digest in fresh} | _orphaned(connection, gone)
    for kind in ("entity", "source"):
        _merge(connection, kind, sorted(id_ for of, id_ in touched if of == kind))


def add_sources(connection: Connection, some: Iterable[Source]) -> None:
    """Adds sources that comparing statements has made to those that it has made before."""
    wanted = {content_id("source", encode(one)): one for one in some}
    for digest, one in sorted(wanted.items()):
        mine = (contributions.c.contributor == WEIGHING, contributions.c.digest == digest)
        if connection.scalar(select(contributions.c.digest).where(*mine)) is not None:
            continue
        if connection.scalar(select(versions.c.digest).where(versions.c.digest == digest)) is None:
            row = {"digest": digest, "kind": "source", "id": one.id, "data": encode(one)}
            connection.execute(insert(versions).values(row))
        connection.execute(insert(contributions).values(contributor=WEIGHING, digest=digest))
        _merge(connection, "source", [one.id])


def _orphaned(connection: Connection, digests: Collection[str]) -> set[tuple[str, str]]:
    """Removes those forms that nobody meets any more; the things whose forms they were."""
    touched: set[tuple[str, str]] = set()
    for some in _batches(digests):
        used = set(connection.scalars(select(contributions.c.digest).where(contributions.c.digest.in_(some))))
        orphans = [digest for digest in some if digest not in used]
        if orphans:
            query = select(versions.c.kind, versions.c.id).where(versions.c.digest.in_(orphans))
            touched.update((kind, id_) for kind, id_ in connection.execute(query))
            connection.execute(delete(versions).where(versions.c.digest.in_(orphans)))
    return touched


def _merge(connection: Connection, kind: str, ids: list[str]) -> None:
    table = entities if kind == "entity" else sources
    for some in _batches(ids):
        forms: dict[str, list[Any]] = {}
        query = select(versions.c.id, versions.c.data).where(versions.c.kind == kind, versions.c.id.in_(some))
        for id_, data in connection.execute(query):
            forms.setdefault(id_, []).append(decode(Entity if kind == "entity" else Source, data))
        if kind == "entity":
            connection.execute(delete(entity_names).where(entity_names.c.entity.in_(some)))
        connection.execute(delete(table).where(table.c.id.in_(some)))
        if kind == "entity":
            _store_entities(connection, [merged_entity(many) for many in forms.values()])
        else:
            _store(connection, sources, [_source_row(merged_source(many)) for many in forms.values()])


def _store_entities(connection: Connection, many: list[Entity]) -> None:
    rows = [
        {"id": e.id, "kind": e.kind, "name": e.name, "country": e.country, "known": e.known, "data": encode(e)}
        for e in many
    ]
    keys = {(name_key(name), e.id) for e in many for name in (e.name, *(n for ns in e.names.values() for n in ns))}
    _store(connection, entities, rows)
    _store(connection, entity_names, [{"key": key, "entity": id_} for key, id_ in sorted(keys)])


def _source_row(source: Source) -> dict[str, Any]:
    row = {"id": source.id, "kind": source.kind, "name": source.name, "entity": source.entity}
    return row | {"data": encode(source)}


def _store(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _batches(values: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(values)
    return (ordered[i : i + _BATCH] for i in range(0, len(ordered), _BATCH))
