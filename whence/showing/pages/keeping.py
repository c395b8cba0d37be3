"""The shelf as the record keeps it, so that the pages are there at once however much is in the record.

Making the shelf anew reads all of the record. What was made is kept there in one piece with the state that it is of,
and with a mark of the very code that made it: where either is another, it is made again.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from array import array
from collections import Counter
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Final

import msgspec

from whence.model import Document, Entity, Link, Place, Source, Statement
from whence.showing.pages.fulltext import Index
from whence.showing.pages.shelf import Row, Shelf, Told, by_end
from whence.showing.transfers import Listed, as_listed
from whence.weighing import register as of_transfers

if TYPE_CHECKING:
    from whence.record import Record

NAME: Final = "shelf"

_MADE_BY: Final = (
    *(("whence", name) for name in ("model.py",)),
    *(("whence.showing", name) for name in ("words.py", "holdings.py", "transfers.py")),
    *(("whence.showing.pages", name) for name in ("shelf.py", "filling.py", "filters.py", "fulltext.py", "keeping.py")),
    *(("whence.weighing", name) for name in ("register.py", "told_transfers.py")),
    *(("whence.knowledge", name) for name in ("folding.py",)),
)
"""The code on which the contents of a shelf depend."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Transfer:
    """A row of the register of arms transfers, its claims and statements by their ids."""

    claims: tuple[str, ...]
    statements: tuple[str, ...]
    values: Mapping[str, tuple[of_transfers.Value, ...]]
    conflicts: Mapping[str, str]
    countries: Mapping[str, str]
    considered_in: tuple[int, ...]
    further: bool


@dataclasses.dataclass(frozen=True, slots=True)
class _Kept:
    """A shelf without what is soon made of the rest. `orders` has the places of the rows in each order."""

    at: str
    rows: list[Row]
    documents: list[Document]
    entities: list[Entity]
    sources: list[Source]
    told: dict[str, Told]
    transfers: list[Statement]
    places: dict[str, Place]
    words: dict[str, bytes]
    links: list[Link]
    publishers: dict[str, str]
    named: dict[str, tuple[str, ...]]
    orders: dict[str, bytes]
    register: list[_Transfer]
    vague: int


def shelf_of(record: Record) -> tuple[str, str, Shelf]:
    """The shelf of a record, and the state that it is of: the kept one where it still holds, else one that is made now,
    and kept."""
    from whence.showing.pages.filling import fill

    record.freshen()
    weighed, last = record.state()
    state = f"{weighed} {made_by()}"
    if (known := record.view(NAME, state)) is not None and (back := _unpacked(known)) is not None:
        return weighed, back[0], back[1]
    shelf = fill(record)
    if record.state() == (weighed, last):
        record.keep_view(NAME, state, packed(shelf, last))
    return weighed, last, shelf


def keep(record: Record) -> bool:
    """Makes the shelf of a record, and keeps it there, where there is none that holds. True where it was made."""
    if is_kept(record):
        return False
    shelf_of(record)
    return True


def is_kept(record: Record) -> bool:
    """Whether the record has a shelf that holds."""
    weighed, _ = record.state()
    return record.has_view(NAME, f"{weighed} {made_by()}")


@functools.cache
def made_by() -> str:
    """A mark of the code that makes shelves."""
    digest = hashlib.sha256()
    for package, name in _MADE_BY:
        digest.update(resources.files(package).joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


def packed(shelf: Shelf, at: str) -> bytes:
    """A shelf as bytes, with all decisions in it up to a time."""
    from whence.showing.pages.filters import ORDERS, in_order
    from whence.showing.pages.transfers import register

    number = {id_: n for n, id_ in enumerate(shelf.rows)}
    listed = register(shelf)
    links = {link.id: link for some in shelf.links.values() for link in some}
    kept = _Kept(
        at=at,
        rows=list(shelf.rows.values()),
        documents=list(shelf.documents.values()),
        entities=list(shelf.entities.values()),
        sources=list(shelf.sources.values()),
        told=dict(shelf.told),
        transfers=list(shelf.transfers.values()),
        places=dict(shelf.places),
        words=shelf.index.to_keep(),
        links=sorted(links.values(), key=lambda link: link.id),
        publishers=dict(shelf.publishers),
        named=dict(shelf.named),
        orders={name: array("I", (number[r.claim.id] for r in in_order(shelf, name))).tobytes() for name in ORDERS},
        register=[
            _Transfer(
                tuple(claim.id for claim in row.claims),
                tuple(statement.id for statement in row.statements),
                *(getattr(row, name) for name in ("values", "conflicts", "countries", "considered_in", "further")),
            )
            for row in listed.rows
        ],
        vague=listed.vague,
    )
    return msgspec.msgpack.encode(kept)


def _unpacked(made: bytes) -> tuple[str, Shelf] | None:
    """The shelf that was packed, and up to when decisions are in it; None where it is of another form."""
    try:
        kept = msgspec.msgpack.decode(made, type=_Kept)
    except msgspec.MsgspecError:
        return None
    rows = {row.claim.id: row for row in kept.rows}
    statements = {one.id: one for one in kept.transfers}
    once: dict[object, object] = {
        ("order", name): [kept.rows[n] for n in array("I", places)] for name, places in kept.orders.items()
    }
    once["register"] = Listed(tuple(_transfer(one, rows, statements) for one in kept.register), kept.vague)
    shelf = Shelf(
        rows=rows,
        documents={one.id: one for one in kept.documents},
        entities={one.id: one for one in kept.entities},
        sources={one.id: one for one in kept.sources},
        told=kept.told,
        claim_of={id_: row.claim.id for row in kept.rows for id_ in row.claim.statements},
        transfers=statements,
        places=kept.places,
        index=Index.kept(list(rows), kept.words),
        links=by_end(kept.links),
        statements_in=Counter(told.document for told in kept.told.values()),
        publishers=kept.publishers,
        named=kept.named,
        _once=once,
    )
    return kept.at, shelf


def _transfer(one: _Transfer, rows: Mapping[str, Row], statements: Mapping[str, Statement]) -> of_transfers.Row:
    claims = tuple(as_listed(rows[id_].claim) for id_ in one.claims)
    return of_transfers.Row(
        claims,
        tuple(statements[id_] for id_ in one.statements),
        one.values,  # type: ignore[arg-type]
        one.conflicts,  # type: ignore[arg-type]
        one.countries,  # type: ignore[arg-type]
        one.considered_in,
        one.further,
    )
