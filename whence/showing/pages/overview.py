"""The overview: what is in the record, what is new, and what deserves a second look."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from whence.model import Document, Review, as_json
from whence.showing.pages import beside
from whence.showing.pages.columns import columns
from whence.showing.pages.entries import entry, row_json
from whence.showing.pages.filters import Wanted, fit, in_order
from whence.showing.pages.sheets import Sheet
from whence.showing.pages.shelf import Row, Shelf
from whence.showing.pages.transfers import told_in

SHOWN: Final = 6
"""The items of each list; the rest is a link away."""


class News(NamedTuple):
    """A document that came last: how many claims it tells, and how many of these no other report tells."""

    document: Document
    claims: int
    alone: int


class Decision(NamedTuple):
    """A decision that people took last, in words, with the claim that it is on, or on a `statement` of, where that is
    in the record."""

    told: beside.Told
    row: Row | None
    statement: bool


def overview(shelf: Shelf, decided: Sequence[Review] = ()) -> Sheet:
    """The first page; `decided` are the last decisions of people, the last one first."""
    made = shelf.once("overview", lambda: _overview(shelf))
    told = [
        Decision(one, _row_of(one.review, shelf), one.review.on in shelf.told)
        for review in decided
        for one in beside.told([review])
    ]

    def data() -> dict[str, Any]:
        return {**made.data(), "decided": [as_json(review) for review in decided]}

    return Sheet(made.template, {**made.shown, "decided": told}, data)


def _row_of(review: Review, shelf: Shelf) -> Row | None:
    return shelf.rows.get(shelf.claim_of.get(review.on, review.on))


def _overview(shelf: Shelf) -> Sheet:
    few_origins = list(itertools.islice((row for row in in_order(shelf, "excess") if row.excess > 0), SHOWN))
    hedges = list(itertools.islice((row for row in in_order(shelf, "reports") if row.firmer), SHOWN))
    new = _news(shelf, newest(shelf)[:SHOWN])
    counts = _counts(shelf)
    pairs = list(itertools.islice(_pairs(shelf), SHOWN))

    def data() -> dict[str, Any]:
        return {
            "counts": counts,
            "new": [
                document_json(one.document, shelf) | {"claims": one.claims, "told_only_here": one.alone} for one in new
            ],
            "few_origins": [row_json(row, shelf) for row in few_origins],
            "conflicts": [
                {"why": why, "claims": [one.claim.id, other.claim.id], "gists": [one.claim.gist, other.claim.gist]}
                for one, other, why in pairs
            ],
            "hedges_lost": [
                {"hedged": pair[0], "firmer": pair[1], **row_json(row, shelf)} for row in hedges if (pair := row.firmer)
            ],
        }

    shown = {
        "counts": counts,
        "languages": Counter(document.language or "unknown" for document in shelf.documents.values()).most_common(),
        "new": new,
        "few_origins": [entry(row, shelf) for row in few_origins],
        "conflicts": [(entry(one, shelf), entry(other, shelf), why) for one, other, why in pairs],
        "hedges": [_hedge(row, shelf) for row in hedges],
    }
    return Sheet("overview.html", shown, lambda: shelf.once("overview as data", data))


def newest(shelf: Shelf) -> list[Document]:
    """The documents, those that came last first: by when they were fetched, then by when they were published."""

    def found() -> list[Document]:
        return sorted(
            shelf.documents.values(),
            key=lambda d: (d.retrieved_at or "", d.published.date or d.published.latest or "", d.id),
            reverse=True,
        )

    return shelf.once("newest documents", found)


def _news(shelf: Shelf, documents: Sequence[Document]) -> list[News]:
    claims: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    wanted = {document.id for document in documents}
    for row in shelf.rows.values():
        if not wanted.isdisjoint(row.documents):
            claims.update(row.documents)
            alone.update(row.documents if len(row.documents) == 1 else ())
    return [News(document, claims[document.id], alone[document.id]) for document in documents]


def document_json(document: Document, shelf: Shelf) -> dict[str, Any]:
    """A document as RECORD.md has it, without its text, with how many statements are in it."""
    known = {key: value for key, value in as_json(document).items() if key != "text"}
    return {"type": "document", **known, "statements": shelf.statements_in.get(document.id, 0)}


def _counts(shelf: Shelf) -> dict[str, int]:
    of, claims = columns(shelf), fit(shelf, Wanted())
    return {
        "documents": len(shelf.documents),
        "statements": len(shelf.told),
        "claims": len(claims),
        "told_by_several": int((of.documents[claims] > 1).sum()),
        "several_origins": int((of.independent[claims] > 1).sum()),
        "conflicts": int(of.conflicting[claims].sum()),
        "circular": int(of.circular[claims].sum()),
        "sources": len(shelf.carried),
        "transfers": len(told_in(shelf)),
        "reviewed": int((~of.mask("status", ["unreviewed"])[claims]).sum()),
    }


def _pairs(shelf: Shelf) -> Iterator[tuple[Row, Row, str]]:
    """Claims that cannot both hold, each pair once, those of most reports first."""
    met: set[frozenset[str]] = set()
    for row in in_order(shelf, "reports"):
        for other in row.claim.conflicts:
            pair = frozenset((row.claim.id, other.claim))
            if other.claim in shelf.rows and pair not in met:
                met.add(pair)
                yield row, shelf.rows[other.claim], other.why


def _hedge(row: Row, shelf: Shelf) -> dict[str, Any]:
    assert row.firmer is not None
    hedged, firmer = (shelf.told[id_] for id_ in row.firmer)
    return {
        "entry": entry(row, shelf),
        "told": [(shelf.outlet(one.document), one.document, id_, one.certainty)
                 for one, id_ in zip((hedged, firmer), row.firmer, strict=True)],
    }  # fmt: skip
