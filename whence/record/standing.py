"""Claims as they stand: people's decisions put beside what the machine weighed, kept ready in the claims' rows."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from whence.model import Claim, Review, Statement
from whence.record import queries, schema
from whence.record.anchors import batches
from whence.record.codec import decode, encode
from whence.record.judging import Judgement, judgement
from whence.record.storing import insert_all


def apply_all(connection: Connection, at: str | None = None) -> None:
    """Lets all decisions count in claims that were just weighed."""
    connection.execute(delete(schema.judged))
    members, targets = schema.claim_members, schema.review_targets
    touched = select(members.c.claim).join(targets, targets.c.statement == members.c.statement).distinct()
    for some in batches(connection.scalars(touched)):
        apply(connection, some, at)


def apply(connection: Connection, claims: Sequence[str], at: str | None) -> None:
    """Lets the decisions on these claims and their statements count, as of a time."""
    machine = weighed_claims(connection, claims)
    stand = judgements(connection, machine)
    for claim in machine:
        _apply(connection, claim, stand[claim.id], at)


def weighed_claims(connection: Connection, ids: Iterable[str]) -> list[Claim]:
    """Claims as the machine weighed them, without people's decisions but for merges and splits."""
    table = schema.claims
    found = []
    for some in batches(ids):
        rows = connection.execute(select(table.c.data, table.c.weighed).where(table.c.id.in_(some)))
        found += [decode(Claim, row.weighed or row.data) for row in rows]
    return found


def judgements(connection: Connection, claims: Iterable[Claim]) -> dict[str, Judgement]:
    """How each of the claims stands."""
    claims = list(claims)
    claim_of = {id_: claim.id for claim in claims for id_ in claim.statements}
    on_statement: dict[str, dict[str, None]] = defaultdict(dict)
    of_claims: dict[str, None] = {}
    for review, side, statement in placed(connection, claim_of):
        if side == "statement":
            on_statement[statement][review] = None
        else:
            of_claims[review] = None
    on_claim: dict[str, list[str]] = defaultdict(list)
    for review, claim in claims_of(connection, of_claims).items():
        on_claim[claim].append(review)
    wanted = {review for reviews in on_statement.values() for review in reviews} | of_claims.keys()
    reviews = reviews_of(connection, wanted)
    return {
        claim.id: judgement(
            claim,
            [reviews[id_] for id_ in on_claim[claim.id]],
            {id_: [reviews[one] for one in on_statement[id_]] for id_ in claim.statements if id_ in on_statement},
        )
        for claim in claims
    }


def placed(connection: Connection, statements: Iterable[str]) -> list[tuple[str, str, str]]:
    """What is anchored to statements: the review, the side, the statement."""
    table = schema.review_targets
    found: list[tuple[str, str, str]] = []
    for some in batches(statements):
        query = select(table.c.review, table.c.side, table.c.statement).where(table.c.statement.in_(some))
        found += [(row.review, row.side, row.statement) for row in connection.execute(query)]
    return found


def claims_of(connection: Connection, reviews: Iterable[str]) -> dict[str, str]:
    """The claim that each review of a claim is on now: that which has most of the statements it was given on."""
    targets, members = schema.review_targets, schema.claim_members
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for some in batches(reviews):
        query = (
            select(targets.c.review, members.c.claim)
            .join(members, members.c.statement == targets.c.statement)
            .where(targets.c.review.in_(some), targets.c.side == "claim")
        )
        for review, claim in connection.execute(query):
            held[review][claim] += 1
    return {review: min(many, key=lambda claim: (-many[claim], claim)) for review, many in held.items()}


def reviews_of(connection: Connection, ids: Iterable[str]) -> dict[str, Review]:
    """Reviews by their ids."""
    table = schema.reviews
    found: dict[str, Review] = {}
    for some in batches(ids):
        for data in connection.scalars(select(table.c.data).where(table.c.id.in_(some))):
            review = decode(Review, data)
            found[review.id] = review
    return found


def _apply(connection: Connection, claim: Claim, stand: Judgement, at: str | None) -> None:
    table = schema.claims
    standing = as_it_stands(connection, claim, stand)
    row: dict[str, Any] = {
        "data": encode(standing),
        "weighed": encode(claim) if standing != claim else None,
        "touched": at,
        **{name: getattr(standing, name) for name in ("event_type", "independent", "documents", "gist", "status")},
    }
    connection.execute(update(table).where(table.c.id == claim.id).values(row))
    connection.execute(delete(schema.judged).where(schema.judged.c.statement.in_(claim.statements)))
    insert_all(
        connection, schema.judged, ({"statement": id_, "status": status} for id_, status in stand.statuses.items())
    )


def as_it_stands(connection: Connection, claim: Claim, stand: Judgement) -> Claim:
    """A claim with people's status and rating, whose rejected statements are listed and do not count."""
    claim = dataclasses.replace(claim, status=stand.status, rating=stand.rating)
    rejected = stand.rejected
    if not rejected:
        return claim
    statements = [queries.statement(connection, id_) for id_ in claim.statements]
    left = _earliest_first(connection, [s for s in statements if s is not None and s.id not in rejected])
    origins = [
        dataclasses.replace(one, statements=tuple(id_ for id_ in one.statements if id_ not in rejected))
        for one in claim.origins
    ]
    counted = tuple(one for one in origins if one.statements)
    claim = dataclasses.replace(
        claim, documents=len({s.document for s in left}), origins=counted, independent=len(counted)
    )
    return dataclasses.replace(claim, **_saying(left)) if left else claim


def _saying(statements: Sequence[Statement]) -> dict[str, Any]:
    from whence.weighing.saying import saying

    return saying(statements)


def _earliest_first(connection: Connection, statements: Sequence[Statement]) -> list[Statement]:
    table = schema.documents
    query = select(table.c.id, table.c.date, table.c.latest).where(table.c.id.in_({s.document for s in statements}))
    day = {row.id: row.date or row.latest or "9999" for row in connection.execute(query)}
    return sorted(statements, key=lambda s: (day[s.document], s.document, s.evidence, s.id))
