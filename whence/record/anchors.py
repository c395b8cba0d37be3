"""What a review holds on to: passages of documents, which find their statements again when these are read anew."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

from sqlalchemy import Connection, insert, select, update

from whence.model import Review, Statement
from whence.record import schema
from whence.record.codec import decode

Side = Literal["statement", "claim", "other"]
"""What an anchor is of a review's: the statement judged; a statement of the claim judged, merged or split; the other
ones, which were merged with it or taken out of it."""

_FIELDS: Final = ("document", "start", "end", "quote", "kind", "event_type", "relation")
_BATCH: Final = 500


@dataclasses.dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of a document, and what kind of statement was found in it."""

    document: str
    start: int
    end: int
    quote: str
    kind: str
    event_type: str | None = None
    relation: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As it stands in a review."""
        return {name: value for name in _FIELDS if (value := getattr(self, name)) is not None}


@dataclasses.dataclass(frozen=True, slots=True)
class Target:
    """An anchor of a review, and the id of the statement that it has found, None where it is not placed."""

    review: str
    side: Side
    anchor: Anchor
    statement: str | None


def anchor(statement: Statement) -> Anchor:
    """What a review of a statement holds on to."""
    start, end = statement.evidence
    return Anchor(
        statement.document, start, end, statement.quote, statement.kind, statement.event_type, statement.relation
    )


def found_by(one: Anchor, statements: Iterable[Statement]) -> str | None:
    """The statement of the anchor's document that it means: of those of its kind with the same words the nearest, of
    several at one place that of its type. None where there is none.
    """
    alike = [s for s in statements if s.kind == one.kind and s.quote == one.quote]
    if not alike:
        return None
    return min(
        alike,
        key=lambda s: (
            abs(s.evidence.start - one.start),
            (s.event_type, s.relation) != (one.event_type, one.relation),
            s.id,
        ),
    ).id


def keep(connection: Connection, review: str, anchors: Mapping[Side, Sequence[tuple[Anchor, str | None]]]) -> None:
    """Writes down what a review is anchored to, each with the statement that this is now."""
    rows = [
        {"review": review, "side": side, "position": n, "statement": statement}
        | {name: getattr(one, name) for name in _FIELDS}
        for side, many in anchors.items()
        for n, (one, statement) in enumerate(many)
    ]
    if rows:
        connection.execute(insert(schema.review_targets), rows)


def place_again(connection: Connection, document: str) -> None:
    """After a document was read anew: finds the statements of the reviews that are anchored in it."""
    table = schema.review_targets
    rows = connection.execute(select(table).where(table.c.document == document)).all()
    if not rows:
        return
    data = connection.scalars(select(schema.statements.c.data).where(schema.statements.c.document == document))
    statements = [decode(Statement, one) for one in data]
    for row in rows:
        found = found_by(Anchor(*(getattr(row, name) for name in _FIELDS)), statements)
        if found != row.statement:
            here = (table.c.review == row.review, table.c.side == row.side, table.c.position == row.position)
            connection.execute(update(table).where(*here).values(statement=found))


def targets(connection: Connection, reviews: Iterable[str]) -> dict[str, list[Target]]:
    """What reviews are anchored to, in order, by their ids."""
    table = schema.review_targets
    found: dict[str, list[Target]] = defaultdict(list)
    for some in batches(reviews):
        query = select(table).where(table.c.review.in_(some)).order_by(table.c.review, table.c.side, table.c.position)
        for row in connection.execute(query):
            one = Anchor(*(getattr(row, name) for name in _FIELDS))
            found[row.review].append(Target(row.review, row.side, one, row.statement))
    return found


def is_withdrawal(review: Review) -> bool:
    """Whether a review takes another one back: a rejection of that review, which it repeats under ``review``."""
    return review.action == "reject" and isinstance(review.before, Mapping) and "review" in review.before


def is_placement(review: Review) -> bool:
    """Whether a review places another one by hand: a correction of that review, which it repeats under ``review``."""
    return review.action == "correct" and isinstance(review.before, Mapping) and "review" in review.before


def batches(ids: Iterable[str]) -> Iterable[list[str]]:
    """Ids in lists that fit into one IN (...)."""
    ordered = sorted(set(ids))
    return (ordered[i : i + _BATCH] for i in range(0, len(ordered), _BATCH))
