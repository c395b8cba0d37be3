"""The index of what documents share, in the record: a document that comes new is compared with those that have runs of
its words. It can be made again from the documents at any time, and is part of no export."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import Connection, Select, delete, select

from whence.knowledge.engine import engine
from whence.record import schema, sqlite
from whence.record.storing import get_meta, insert_all, set_meta

if TYPE_CHECKING:
    from whence.weighing.reuse import index

T = TypeVar("T")

_MADE_BY: Final = "reuse"
_ROOMS: Final = ("knowledge", "weighing")

_ANEW: Final = 0.2
"""Where more of the documents than this are new, comparing all at once is quicker."""

_TOGETHER: Final = 64
"""New documents that are added at once: a few have many to be compared with in common."""


def freshen(connection: Connection) -> None:
    """Takes in the documents that are not in the index; makes it anew where one that is in it has changed, or another
    engine has made it."""
    from whence.weighing.reuse import index
    from whence.weighing.reuse.comparing import place

    stored = {place(id_): (id_, mark) for id_, mark in _documents(connection)}
    table = schema.reuse_documents
    there = {at: (id_, mark) for at, id_, mark in _rows(connection, select(*list(table.c)[:3]))}
    made_by = engine(*_ROOMS)
    new = sorted(stored.keys() - there.keys())
    shelf = RecordShelf(connection, stored)
    is_good = get_meta(connection, _MADE_BY) == made_by and all(stored.get(at) == was for at, was in there.items())
    if is_good and len(new) <= max(1, _ANEW * len(stored)):
        for low in range(0, len(new), _TOGETHER):
            index.add(shelf, shelf.texts(new[low : low + _TOGETHER]))
        return
    for one in (schema.reuse_runs, schema.reuse_printed, schema.reuse_shared, table):
        connection.execute(delete(one))
    index.build(shelf, shelf.texts(stored))
    set_meta(connection, _MADE_BY, made_by)


def is_fresh(connection: Connection) -> bool:
    """Whether the documents of the record, as they are, are those of the index."""
    table = schema.reuse_documents
    there = set(_rows(connection, select(table.c.id, table.c.fingerprint)))
    made_by = get_meta(connection, _MADE_BY)
    return made_by == engine(*_ROOMS) and there == set(_documents(connection))


def kept(connection: Connection) -> Iterator[index.Kept]:
    """What documents share, as the index has it."""
    from whence.weighing.reuse import index

    documents, shared = schema.reuse_documents, schema.reuse_shared
    names = {at: (id_, words) for at, id_, _, words in _rows(connection, select(documents))}
    for one, other, words, spans in _rows(connection, select(shared)):
        (a, held_a), (b, held_b) = names[one], names[other]
        yield index.Kept(a, b, tuple(tuple(span) for span in json.loads(spans)), words, (held_a, held_b))


class RecordShelf:
    """A :class:`~whence.weighing.reuse.index.Shelf` of the record's tables; `stored` names the documents by place."""

    def __init__(self, connection: Connection, stored: Mapping[int, tuple[str, str]]) -> None:
        self._connection, self._stored = connection, stored

    def texts(self, places: Iterable[int]) -> dict[int, index.Text]:
        from whence.weighing.reuse import index

        table = schema.documents
        ids = {self._stored[at][0]: at for at in places}
        found = {}
        query = select(table.c.id, table.c.text, table.c.publisher)
        for some in _some(list(ids)):
            for id_, text, publisher in self._connection.execute(query.where(table.c.id.in_(some))):
                found[ids[id_]] = index.Text(text, publisher)
        return found

    def holders(self, key: int, most: int | None = None) -> list[int]:
        return sqlite.places_of_run(self._connection, key, most)

    def add_documents(self, words: Mapping[int, int]) -> None:
        rows = ({"place": at, "words": n} | dict(zip(("id", "fingerprint"), self._stored[at], strict=True))
                for at, n in words.items())  # fmt: skip
        insert_all(self._connection, schema.reuse_documents, rows)

    def add_runs(self, rows: Iterable[tuple[int, int]]) -> None:
        sqlite.add_runs(self._connection, rows)

    def printed(self, keys: Collection[int]) -> set[int]:
        table = schema.reuse_printed
        asked = (select(table.c.key).distinct().where(table.c.key.in_(some)) for some in _some(list(keys)))
        return {key for query in asked for key in self._connection.scalars(query)}

    def printed_short(self, keys: Collection[int]) -> set[int]:
        table = schema.reuse_printed
        asked = (select(table.c.short).distinct().where(table.c.short.in_(some)) for some in _some(list(keys)))
        return {key for query in asked for key in self._connection.scalars(query)}

    def set_printed(self, key: int, short: Iterable[int] | None) -> None:
        table = schema.reuse_printed
        self._connection.execute(delete(table).where(table.c.key == key))
        insert_all(self._connection, table, ({"key": key, "short": one} for one in short or ()))

    def set_shared(self, places: Collection[int], others: Collection[int] | None, found: Iterable[index.Found]) -> None:
        table = schema.reuse_shared
        for at in places:
            for mine, theirs in ((table.c.one, table.c.other), (table.c.other, table.c.one)):
                query = delete(table).where(mine == at)
                for some in [None] if others is None else _some(list(others)):
                    self._connection.execute(query if some is None else query.where(theirs.in_(some)))
        rows = ({**one._asdict(), "spans": json.dumps(one.spans)} for one in found)
        insert_all(self._connection, table, rows)


def _documents(connection: Connection) -> list[tuple[str, str]]:
    table = schema.documents
    return _rows(connection, select(table.c.id, table.c.fingerprint))


def _rows(connection: Connection, query: Select[Any]) -> list[Any]:
    return [tuple(row) for row in connection.execute(query)]


def _some(things: list[T]) -> Iterator[list[T]]:
    """A few hundred at a time, as many as a query may name."""
    return (things[low : low + 500] for low in range(0, len(things), 500))
