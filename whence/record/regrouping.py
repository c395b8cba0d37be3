"""Merging and splitting claims at once: what people decide is carried out among the claims that it touches.

Comparing the whole record would take its time. The next reading does it, and keeps to what was decided.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select

from whence.model import Claim, Conflict, Document, Entity, Link, Statement
from whence.record import queries, schema
from whence.record.anchors import batches, targets
from whence.record.codec import decode, encode
from whence.record.judging import standing
from whence.record.shared import add_sources
from whence.record.standing import apply, reviews_of, weighed_claims
from whence.record.storing import get_meta, insert_all, set_meta


def joints(connection: Connection) -> list[Any]:
    """The merges and splits that hold, in the order of time, on the statements that they are placed on now."""
    from whence.weighing.decided import Joint

    table = schema.reviews
    ids = list(connection.scalars(select(table.c.id).where(table.c.action.in_(("merge", "split")))))
    beside: list[str] = []
    for some in batches(ids):
        beside += connection.scalars(select(table.c.id).where(table.c.on.in_(some)))
    held = [r for r in standing(reviews_of(connection, [*ids, *beside]).values()) if r.action in ("merge", "split")]
    found = targets(connection, [review.id for review in held])
    made = []
    for review in held:
        here = tuple(t.statement for t in found[review.id] if t.side == "claim" and t.statement)
        there = tuple(t.statement for t in found[review.id] if t.side == "other" and t.statement)
        made.append(Joint(review.action, here, there))  # type: ignore[arg-type]
    return made


def decided(connection: Connection) -> Any:
    """What all merges and splits come to, for weighing."""
    from whence.weighing.decided import taken_together

    return taken_together(joints(connection))


def count_joint(connection: Connection) -> None:
    """Notes that claims were merged or split, so that a weighing that did not know of it gives way."""
    set_meta(connection, "joints", str(int(get_meta(connection, "joints") or 0) + 1))


def regroup(connection: Connection, statements: Sequence[str], at: str) -> None:
    """Makes the claims of these statements anew, as people have decided."""
    from whence.weighing import regroup as weigh_again
    from whence.weighing.reuse import Shared

    count_joint(connection)
    all_decided = decided(connection)
    old = _touched(connection, statements, all_decided.groups)
    inside = {id_ for claim in old for id_ in claim.statements}
    members = [s for id_ in sorted(inside) if (s := queries.statement(connection, id_)) is not None]
    links = _copying(connection, {statement.document for statement in members})
    near = {statement.document for statement in members} | {end for k in links for end in (k.from_, k.to) if end}
    entities = queries.entities(connection)
    weighed = weigh_again(
        members,
        list(queries.documents(connection, with_text=False)),
        [document for id_ in sorted(near) if (document := queries.document(connection, id_)) is not None],
        [Shared(k.from_, k.to or "", k.spans, 0, k.share or 0.0) for k in links],
        entities,
        queries.sources(connection),
        all_decided.of(inside),
    )
    add_sources(connection, weighed.sources)
    _replace(connection, old, weighed.claims, members, entities, at)


def _touched(connection: Connection, statements: Iterable[str], groups: Iterable[tuple[str, ...]]) -> list[Claim]:
    """The claims of statements, and of those that people have put together with any of theirs."""
    wanted, found = set(statements), dict[str, Claim]()
    while True:
        members = schema.claim_members
        ids: set[str] = set()
        for some in batches(wanted):
            ids.update(connection.scalars(select(members.c.claim).where(members.c.statement.in_(some))))
        found |= {claim.id: claim for claim in weighed_claims(connection, ids - found.keys())}
        inside = {id_ for claim in found.values() for id_ in claim.statements}
        further = {id_ for group in groups if not inside.isdisjoint(group) for id_ in group} - inside
        if not further:
            return [found[id_] for id_ in sorted(found)]
        wanted = further


def _copying(connection: Connection, documents: set[str]) -> list[Link]:
    """The links by which these documents copy from others, and those from further ones, in the order of weighing."""
    table, found = schema.links, dict[str, Link]()
    left, seen = set(documents), set[str]()
    while left:
        new: list[Link] = []
        for some in batches(left):
            query = select(table.c.data).where(table.c.from_.in_(some), table.c.kind.in_(("copies", "shares")))
            new += [decode(Link, data) for data in connection.scalars(query)]
        seen |= left
        found |= {link.id: link for link in new if link.to is not None}
        left = {link.to for link in new if link.to is not None} - seen
    day = _days(connection)
    return sorted(found.values(), key=lambda link: (day.get(link.from_, ""), link.from_, day.get(link.to or "", "")))


def _days(connection: Connection) -> dict[str, str]:
    table = schema.documents
    rows = connection.execute(select(table.c.id, table.c.date, table.c.latest))
    return {row.id: row.date or row.latest or "9999" for row in rows}


def _replace(
    connection: Connection,
    old: Sequence[Claim],
    new: Sequence[Claim],
    members: Sequence[Statement],
    entities: Mapping[str, Entity],
    at: str,
) -> None:
    """Puts claims in the place of others, in their conflicts too."""
    from whence.record.weighed import claim_rows

    gone = {claim.id for claim in old}
    others = weighed_claims(connection, {c.claim for claim in old for c in claim.conflicts} - gone)
    new = _with_conflicts(connection, new, others, entities)
    for some in batches(gone):
        connection.execute(delete(schema.claims).where(schema.claims.c.id.in_(some)))
    documents: dict[str, Document] = {}
    for id_ in {statement.document for statement in members}:
        documents[id_] = queries.document(connection, id_)  # type: ignore[assignment]
    insert_all(connection, schema.claims, claim_rows(new, members, documents.values()))
    rows = [{"claim": claim.id, "statement": id_} for claim in new for id_ in claim.statements]
    insert_all(connection, schema.claim_members, rows)
    against = defaultdict[str, list[Conflict]](list)
    for claim in new:
        for one in claim.conflicts:
            against[one.claim].append(Conflict(claim.id, one.why))
    for other in others:
        kept = [one for one in other.conflicts if one.claim not in gone]
        conflicts = tuple(sorted([*kept, *against[other.id]], key=lambda one: (one.claim, one.why)))
        changed = encode(dataclasses.replace(other, conflicts=conflicts))
        row = {"data": changed, "weighed": None}
        connection.execute(schema.claims.update().where(schema.claims.c.id == other.id).values(row))
    for some in batches({*(claim.id for claim in new), *(other.id for other in others)}):
        apply(connection, some, at)


def _with_conflicts(
    connection: Connection, new: Sequence[Claim], others: Sequence[Claim], entities: Mapping[str, Entity]
) -> list[Claim]:
    """The new claims with their conflicts: those among themselves, and with the claims that the old ones were against,
    statement by statement, as weighing compares them."""
    from whence.weighing.conflicts import conflicts
    from whence.weighing.features import features, in_their_documents

    claim_of = {id_: claim.id for claim in (*new, *others) for id_ in claim.statements}
    documents = sorted({s.document for s in queries.statements_of(connection, claim_of)})
    # What else a document names has a say, so all of it is looked at.
    day = {document: queries.published(connection, document) for document in documents}
    besides = [s for document in documents for s in queries.statements(connection, document)]
    all_features = in_their_documents(features(s, entities, day[s.document]) for s in besides)
    compared = [one for one in all_features if one.statement.id in claim_of]
    pairs = itertools.combinations(range(len(compared)), 2)
    found = conflicts(compared, pairs, [claim_of[one.statement.id] for one in compared])
    return [dataclasses.replace(claim, conflicts=found.get(claim.id, ())) for claim in new]
