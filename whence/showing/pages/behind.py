"""All that stands behind a claim as data, put together from the JSON that the record has of each thing.

Of what hundreds of reports say nothing is taken apart that is only handed on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from whence.model import Document, Evidential, Modality, as_json
from whence.showing.pages.shelf import Row, Shelf
from whence.weighing import losses

if TYPE_CHECKING:
    from whence.record import Record


class _Evidence(msgspec.Struct, order=True):
    start: int
    end: int
    quote: str = ""


class _Part(msgspec.Struct):
    entity: str | None = None


class _Named(msgspec.Struct):
    source: str
    name: str


class _Figure(msgspec.Struct):
    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False


class _Time(msgspec.Struct):
    start: str | None = None


class _Said(msgspec.Struct):
    """A statement, as far as anything is concluded from it."""

    id: str
    document: str
    language: str
    evidence: _Evidence
    modality: Modality
    evidential: Evidential
    participants: list[_Part] = []
    chain: list[_Named] = []
    quantities: list[_Figure] = []
    time: _Time | None = None

    @property
    def quote(self) -> str:
        return self.evidence.quote


class _Ends(msgspec.Struct, rename={"from_": "from"}):
    """A link, as far as it leads to anything."""

    from_: str
    to: str | None = None


_SAID: Final = msgspec.json.Decoder(_Said)
_ENDS: Final = msgspec.json.Decoder(_Ends)


def behind(record: Record, shelf: Shelf, row: Row) -> Iterator[tuple[str, Any]]:
    """The claim and all that is behind it, with the fields of RECORD.md, one after the other, the claim at once;
    documents without their text.

    It is what ``whence trace --json`` gives without the `merges`, for which each two statements are compared, with the
    `reviews` of people.
    """
    claim = row.claim
    yield "claim", as_json(dataclasses.replace(claim, origins=())) | {"origins": claim.origins}
    said = {
        one.id: (one, kept) for kept in record.statements_as_kept(claim.statements) for one in (_SAID.decode(kept),)
    }
    statements = [said[id_] for id_ in claim.statements if id_ in said]
    yield "statements", [msgspec.Raw(kept.encode()) for _, kept in statements]
    own = {one.document for one, _ in statements}
    links = record.links_as_kept(own)
    far = {end for kept in links for link in (_ENDS.decode(kept),) for end in (link.from_, link.to) if end}
    documents = {id_: shelf.documents[id_] for id_ in sorted(own | far) if id_ in shelf.documents}
    yield "documents", [_without_text(document) for document in documents.values()]
    used = {origin.source for origin in claim.origins} | {link.source for one, _ in statements for link in one.chain}
    sources = [shelf.sources[id_] for id_ in sorted(used | far) if id_ in shelf.sources]
    yield "sources", as_json(sources)
    entities = {part.entity for one, _ in statements for part in one.participants if part.entity}
    entities |= {source.entity for source in sources if source.entity}
    yield "entities", as_json([shelf.entities[id_] for id_ in sorted(entities) if id_ in shelf.entities])
    yield "links", [msgspec.Raw(kept.encode()) for kept in links]
    yield "conflicts", as_json([shelf.rows[one.claim].claim for one in claim.conflicts if one.claim in shelf.rows])
    yield "lost", _lost((one for one, _ in statements if one.document in documents), documents)
    yield "reviews", as_json(record.reviewing.around(claim.statements))


def _without_text(document: Document) -> dict[str, Any]:
    known: dict[str, Any] = as_json(document)
    del known["text"]
    return known


def _lost(statements: Iterable[_Said], documents: Mapping[str, Document]) -> msgspec.Raw:
    """The losses as JSON: a claim of hundreds of reports has tens of thousands, between the same statements again and
    again."""
    said = losses.in_time(statements, documents)
    ids = [msgspec.json.encode(one.id).decode() for one in said]
    ends = [f'{id_},"what":"{what}"}}' for id_ in ids for what in losses.WHATS]
    told = []
    for one, later in losses.places(said, documents):
        begin = f'{{"earlier":{ids[one]},"later":'
        told.append(begin + f",{begin}".join([ends[at] for at in later]))
    return msgspec.Raw(f"[{','.join(told)}]".encode())
