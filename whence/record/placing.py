"""Placing by hand what a decision is anchored to, where reading anew has lost its place; and undoing that.

A placement is one more entry beside the decision: a `correct` whose `on` is the id of a review, which `before.review`
repeats, as a withdrawal is a `reject` of one. `before.statements` has the passage that was lost, `after.statements` the
one that it is now. The decision itself stays as it was given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, select, update

from whence.errors import RecordError
from whence.model import Review, Statement
from whence.record import queries, schema
from whence.record.anchors import Anchor, Target, anchor, found_by, is_placement, is_withdrawal, keep, targets
from whence.record.judging import holding
from whence.record.standing import reviews_of

_FIELDS: Final = ("document", "start", "end", "quote", "kind", "event_type", "relation")


def lost(connection: Connection, id_: str, target: int | None) -> tuple[Review, Target | None, int]:
    """A decision that holds, that of its anchors which is to be placed, and its number; without a number, the first
    that is not placed. None where the decision is anchored to nothing at all.

    Raises:
        RecordError: there is no such decision, it does not hold, or has no such anchor that is without its place.
    """
    review = reviews_of(connection, [id_]).get(id_)
    if review is None:
        raise RecordError(f"review {id_}: there is none in this record")
    beside = list(connection.scalars(select(schema.reviews.c.id).where(schema.reviews.c.on == id_)))
    held = {one.id for one in holding([review, *reviews_of(connection, beside).values()])}
    if is_withdrawal(review) or is_placement(review) or review.id not in held:
        raise RecordError(f"review {id_}: it is no decision that holds; place one that does")
    anchored = targets(connection, [id_]).get(id_, [])
    if not anchored:
        return review, None, 0
    numbers = [n for n, one in enumerate(anchored) if one.statement is None]
    if not numbers or target not in (None, *numbers):
        raise RecordError(f"review {id_}: it has its place; look at /review/unplaced again")
    number = numbers[0] if target is None else target
    return review, anchored[number], number


def here(connection: Connection, old: Review, one: Target | None, statement: str) -> Statement:
    """The statement that a decision is to be placed on. Raises RecordError where it cannot be."""
    found = queries.statement(connection, statement)
    if found is None:
        raise RecordError(f"place {old.id}: there is no statement {statement}; give the id of one of the report")
    if one is not None and found.document != one.anchor.document:
        raise RecordError(f"place {old.id}: {statement} is in another report; give a statement of the same report")
    return found


def move(connection: Connection, old: Review, one: Target | None, number: int, statement: Statement) -> None:
    """Lets an anchor of a decision be a statement."""
    new = anchor(statement)
    if one is None:
        keep(connection, old.id, {"statement": [(new, statement.id)]})
        return
    _set(connection, old.id, number, new, statement.id)


def move_back(connection: Connection, placement: Review) -> None:
    """Lets the anchor that was placed be what it was before."""
    before: Mapping[str, Any] = placement.before
    was = before.get("statements") or []
    if not was:
        table = schema.review_targets
        connection.execute(delete(table).where(table.c.review == placement.on))
        return
    one = Anchor(**was[0])
    there = list(queries.statements(connection, one.document))
    _set(connection, placement.on, int(placement.after["target"]), one, found_by(one, there))


def _set(connection: Connection, review: str, number: int, one: Anchor, statement: str | None) -> None:
    table = schema.review_targets
    rows = connection.execute(
        select(table.c.side, table.c.position).where(table.c.review == review).order_by(table.c.side, table.c.position)
    ).all()
    side, position = rows[number]
    values = {name: getattr(one, name) for name in _FIELDS} | {"statement": statement}
    this = (table.c.review == review, table.c.side == side, table.c.position == position)
    connection.execute(update(table).where(*this).values(values))


def likest(one: Anchor, statements: Sequence[Statement], many: int) -> list[Statement]:
    """The statements of a report that an anchor most likely means, the likest first."""
    own = set(one.quote.casefold().split())

    def unlike(s: Statement) -> tuple[float, int, str]:
        words = set(s.quote.casefold().split())
        common = len(own & words) / (len(own | words) or 1)
        over = min(s.evidence.end, one.end) > max(s.evidence.start, one.start)
        same = (s.kind == one.kind) + ((s.event_type, s.relation) == (one.event_type, one.relation))
        return -(common + 0.3 * over + 0.1 * same), abs(s.evidence.start - one.start), s.id

    return sorted(statements, key=unlike)[:many]
