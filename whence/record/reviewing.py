"""Reviewing: people's decisions into the record, what there is to decide, and what the decisions come to."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from typing import Any, Final, Literal

from sqlalchemy import Connection, Select, and_, exists, func, or_, select, tuple_

from whence.errors import RecordError
from whence.model import Claim, Review, Statement
from whence.record import anchors, deciding, schema, standing
from whence.record.anchors import Target
from whence.record.codec import decode
from whence.record.deciding import Decision
from whence.record.judging import Judgement, in_time

Queue = Literal["unreviewed", "mine", "disputed", "all"]
QUEUES: Final[tuple[Queue, ...]] = ("unreviewed", "mine", "disputed", "all")

_Open = Callable[[], AbstractContextManager[Connection]]


@dataclasses.dataclass(frozen=True, slots=True)
class Wish:
    """Which statements somebody goes through: "mine" are those that `by` has decided on; of a document, of a claim."""

    queue: Queue = "unreviewed"
    by: str = ""
    document: str = ""
    claim: str = ""


class Reviewing:
    """The reviews of a record."""

    def __init__(self, reading: _Open, writing: _Open) -> None:
        self._reading, self._writing = reading, writing

    def decide(self, decision: Decision) -> Review:
        """Keeps a decision for ever, and lets it count; quick, however large the record.

        Raises:
            Outdated: others have decided since the person looked.
            RecordError: it is on nothing in this record, or says what cannot be said.
        """
        with self._writing() as connection:
            return deciding.decide(connection, decision)

    def withdraw(self, by: str, review: str, note: str | None = None) -> Review:
        """Takes back a decision of one's own, by another entry. Raises RecordError where that cannot be."""
        with self._writing() as connection:
            return deciding.withdraw(connection, by, review, note)

    def place(self, by: str, review: str, statement: str, target: int | None = None, note: str | None = None) -> Review:
        """Places a decision that has lost its place on a statement of the same report. Raises RecordError where that
        cannot be."""
        with self._writing() as connection:
            return deciding.place(connection, by, review, statement, target, note)

    def version(self, on: str) -> int:
        """How many decisions there are on a statement or a claim: what a decision has to have `seen`."""
        with self._reading() as connection:
            return deciding.version(connection, on)

    def on(self, id_: str) -> list[Review]:
        """The decisions on a statement itself, or on a claim itself, in the order of time."""
        with self._reading() as connection:
            return deciding.reviews_on(connection, id_)

    def on_each(self, statements: Collection[str]) -> dict[str, list[Review]]:
        """The decisions on each of the statements themselves, in the order of time; those without any are left out."""
        with self._reading() as connection:
            rows = [(s, review) for review, side, s in standing.placed(connection, statements) if side == "statement"]
            reviews = standing.reviews_of(connection, {review for _, review in rows})
        found: dict[str, list[Review]] = {}
        for id_, review in rows:
            found.setdefault(id_, []).append(reviews[review])
        return {id_: in_time(many) for id_, many in found.items()}

    def review(self, id_: str) -> Review | None:
        """One review."""
        with self._reading() as connection:
            return standing.reviews_of(connection, [id_]).get(id_)

    def around(self, statements: Collection[str]) -> list[Review]:
        """All decisions that are anchored to any of these statements, in the order of time."""
        with self._reading() as connection:
            ids = {review for review, _, _ in standing.placed(connection, statements)}
            return in_time(standing.reviews_of(connection, ids).values())

    def judgements(self, claims: Iterable[str]) -> dict[str, Judgement]:
        """How claims stand: what people's decisions on them come to."""
        with self._reading() as connection:
            return standing.judgements(connection, standing.weighed_claims(connection, claims))

    def reviewed(self) -> dict[str, Judgement]:
        """How those claims stand on which, or on whose statements, there are decisions."""
        members, targets = schema.claim_members, schema.review_targets
        query = select(members.c.claim).join(targets, targets.c.statement == members.c.statement).distinct()
        with self._reading() as connection:
            ids = list(connection.scalars(query))
            return standing.judgements(connection, standing.weighed_claims(connection, ids))

    def touched_since(self, at: str) -> list[Claim]:
        """The claims that decisions after a time have changed, or made."""
        table = schema.claims
        with self._reading() as connection:
            return [
                decode(Claim, data) for data in connection.scalars(select(table.c.data).where(table.c.touched > at))
            ]

    def last(self) -> str:
        """When a decision last came; empty where there is none."""
        with self._reading() as connection:
            return connection.scalar(select(func.max(schema.reviews.c.at))) or ""

    def latest(self, most: int) -> list[Review]:
        """The last decisions, the last one first; at most so many."""
        table = schema.reviews
        query = select(table.c.data).order_by(table.c.at.desc(), table.c.id.desc()).limit(most)
        with self._reading() as connection:
            return [decode(Review, data) for data in connection.scalars(query)]

    def statements(self, claim: str) -> list[Statement]:
        """The statements of a claim, by id."""
        table, members = schema.statements, schema.claim_members
        query = select(table.c.data).join(members, members.c.statement == table.c.id).where(members.c.claim == claim)
        with self._reading() as connection:
            return [decode(Statement, data) for data in connection.scalars(query.order_by(table.c.id))]

    def claim_of(self, statement: str) -> str | None:
        """The id of the claim that a statement is of."""
        members = schema.claim_members
        with self._reading() as connection:
            return connection.scalar(select(members.c.claim).where(members.c.statement == statement))

    # What there is to decide

    def next(self, wish: Wish, after: str | None = None, *, back: bool = False, itself: bool = False) -> str | None:
        """The statement that comes next (or, with `back`, before) in the order of documents and of their texts.

        `itself` counts in the statement that is given, where the wish fits it.
        """
        table = schema.statements
        place = (table.c.document, table.c.start, table.c.end, table.c.id)
        with self._reading() as connection:
            query = _wished(select(table.c.id), wish)
            if after is not None:
                here = connection.execute(select(*place).where(table.c.id == after)).one_or_none()
                if here is None:
                    return None
                there, bound = tuple_(*place), tuple_(*here)
                if back:
                    query = query.where(there <= bound if itself else there < bound)
                else:
                    query = query.where(there >= bound if itself else there > bound)
            order = [column.desc() for column in place] if back else list(place)
            found: str | None = connection.scalar(query.order_by(*order).limit(1))
            return found

    def count(self, wish: Wish) -> int:
        """How many statements a wish fits."""
        with self._reading() as connection:
            return connection.scalar(_wished(select(func.count()).select_from(schema.statements), wish)) or 0

    def counts(self, wish: Wish) -> dict[Queue, int]:
        """How many statements there are in each queue, of the document and the claim of a wish."""
        table, judged = schema.statements, schema.judged
        query = select(func.count()).select_from(judged)
        if wish.document or wish.claim:
            inside = _wished(select(table.c.id), dataclasses.replace(wish, queue="all"))
            query = query.where(judged.c.statement.in_(inside))
        with self._reading() as connection:
            done = connection.scalar(query) or 0
        counted = {queue: self.count(dataclasses.replace(wish, queue=queue)) for queue in QUEUES[1:]}
        return {**counted, "unreviewed": counted["all"] - done}

    def unplaced(self) -> list[tuple[Review, list[Target]]]:
        """The decisions of which an anchor, or all they were on, is not found in the documents as they are read now."""
        targets, reviews = schema.review_targets, schema.reviews
        anchored = exists().where(targets.c.review == reviews.c.id)
        lost = exists().where(and_(targets.c.review == reviews.c.id, targets.c.statement.is_(None)))
        query = select(reviews.c.id).where(or_(lost, ~anchored))
        with self._reading() as connection:
            ids = list(connection.scalars(query))
            kept = in_time(standing.reviews_of(connection, ids).values())
            found = anchors.targets(connection, ids)
        own = [review for review in kept if not anchors.is_placement(review)]
        return [(review, found.get(review.id, [])) for review in own]

    def withdrawals(self) -> list[Review]:
        """The reviews that are on reviews: what takes others back, and what places them by hand."""
        reviews, others = schema.reviews, schema.reviews.alias()
        query = select(reviews.c.data).where(reviews.c.on.in_(select(others.c.id)))
        with self._reading() as connection:
            return [decode(Review, data) for data in connection.scalars(query)]

    def judged(self) -> list[tuple[Review, str]]:
        """All decisions on single statements with the statement each is on now (or was), and all withdrawals."""
        targets, reviews = schema.review_targets, schema.reviews
        query = (
            select(reviews.c.data, targets.c.statement)
            .join(targets, targets.c.review == reviews.c.id)
            .where(targets.c.side == "statement")
        )
        with self._reading() as connection:
            rows = [(decode(Review, row.data), row.statement) for row in connection.execute(query)]
        return [(review, statement or review.on) for review, statement in rows]


def _wished(query: Select[Any], wish: Wish) -> Select[Any]:
    table, judged, members = schema.statements, schema.judged, schema.claim_members
    if wish.document:
        query = query.where(table.c.document == wish.document)
    if wish.claim:
        query = query.where(table.c.id.in_(select(members.c.statement).where(members.c.claim == wish.claim)))
    match wish.queue:
        case "unreviewed":
            return query.where(~exists().where(judged.c.statement == table.c.id))
        case "disputed":
            return query.where(table.c.id.in_(select(judged.c.statement).where(judged.c.status == "disputed")))
        case "mine":
            targets, reviews = schema.review_targets, schema.reviews
            mine = (
                select(targets.c.statement)
                .join(reviews, reviews.c.id == targets.c.review)
                .where(reviews.c.by == wish.by, targets.c.side == "statement", targets.c.statement.is_not(None))
            )
            return query.where(table.c.id.in_(mine))
        case _:
            return query


@dataclasses.dataclass(frozen=True, slots=True)
class Search:
    """A query on the claims that somebody has kept under a name; `query` is that of the pages' addresses."""

    name: str
    query: str
    by: str
    at: str


class Searches:
    """The searches that are kept in a record."""

    def __init__(self, reading: _Open, writing: _Open) -> None:
        self._reading, self._writing = reading, writing

    def all(self) -> list[Search]:
        """All of them, by name."""
        table = schema.searches
        with self._reading() as connection:
            rows = connection.execute(select(table).order_by(table.c.name)).all()
        return [Search(row.name, row.query, row.by, row.at) for row in rows]

    def keep(self, search: Search) -> None:
        """Keeps one. Raises RecordError where its name is empty, or taken."""
        table = schema.searches
        if not search.name.strip():
            raise RecordError("search: it has no name; give it one")
        with self._writing() as connection:
            if connection.scalar(select(table.c.name).where(table.c.name == search.name)) is not None:
                raise RecordError(f"search {search.name}: there is one of this name; take another name, or delete it")
            connection.execute(table.insert().values(dataclasses.asdict(search)))

    def delete(self, name: str) -> None:
        """Deletes one. Raises RecordError where there is none of this name."""
        table = schema.searches
        with self._writing() as connection:
            if not connection.execute(table.delete().where(table.c.name == name)).rowcount:
                raise RecordError(f"search {name}: there is none of this name")


__all__ = ["QUEUES", "Decision", "Queue", "Reviewing", "Search", "Searches", "Wish"]
