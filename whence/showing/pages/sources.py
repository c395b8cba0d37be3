"""Sources by what rests on their word; one source with what rests on it alone, and how often it is denied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

from whence.errors import RecordError
from whence.model import Document, Source, as_json
from whence.showing.pages.entries import entry, row_json
from whence.showing.pages.filters import ordered
from whence.showing.pages.sheets import Cut, Sheet, cut
from whence.showing.pages.shelf import Carried, Row, Shelf
from whence.showing.sources import Standing, source_json

T = TypeVar("T")

PAGE: Final = 100
SHOWN: Final = 25
"""The claims, or the documents, that one page of a section about a source shows; the data has all their ids."""

ORDERS: Final = {
    "statements": "most statements first",
    "alone": "most on it alone first",
    "denied": "most denied first",
    "name": "by name",
}


def sources(shelf: Shelf, kind: str = "", sort: str = "statements", page: int = 1) -> Sheet:
    """The sources that something rests on."""
    denied = shelf.once("denied", lambda: {id_: one.denied for id_, one in shelf.carried.items()})
    standings = shelf.once("standings", lambda: _standings(shelf))
    kinds = shelf.once("kinds of sources", lambda: sorted({one.source.kind for one in standings}))
    known = sort if sort in ORDERS else "statements"
    found = shelf.once(("sources", known), lambda: _ordered(standings, known, denied))
    if kind:
        found = [one for one in found if one.source.kind == kind]
    part = cut(found, page, PAGE)
    most = max((one.statements for one in found), default=1)
    shown = {"page": part, "kind": kind, "kinds": kinds, "sort": sort, "orders": ORDERS, "denied": denied, "most": most}

    def data() -> dict[str, Any]:
        rows = [{**source_json(one), "denied": denied[one.source.id]} for one in part.items]
        return {**part.numbers, "sources": rows}

    return Sheet("sources.html", shown, data)


def source(shelf: Shelf, id_: str, section: str = "", page: int = 1) -> Sheet:
    """One source; of one of its sections the page that is asked for, of the others the first.

    Raises:
        RecordError: there is no such source.
    """
    found = shelf.sources.get(id_)
    if found is None:
        raise RecordError(f"source {id_}: there is none in this record")
    carried = shelf.carried.get(id_, Carried())
    alone = ordered(shelf.some(carried.alone), "reports")
    shared = ordered((row for row in shelf.some(carried.origin_of) if len(row.claim.origins) > 1), "origins")
    own = set(carried.origin_of)
    through = ordered((row for row in shelf.some(carried.through) if row.claim.id not in own), "reports")
    denied = denials(shelf, carried)
    publishes = sorted(
        documents_of(shelf).get(id_, []),
        key=lambda d: (d.published.date or "9999", d.id),
    )

    def part(name: str, items: Sequence[T]) -> Cut[T]:
        return cut(items, page if name == section else 1, SHOWN)

    lists = {
        name: (part(name, rows), [entry(row, shelf) for row in part(name, rows).items])
        for name, rows in (("alone", alone), ("shared", shared), ("through", through))
    }
    against = part("denied", denied)
    shown = {
        "source": found,
        "carried": carried,
        "lists": lists,
        "against": against,
        "denied": [(entry(row, shelf), [entry(other, shelf) for other in others]) for row, others in against.items],
        "publishes": part("publishes", publishes),
        "entity": shelf.entities.get(found.entity or ""),
    }

    def data() -> dict[str, Any]:
        return {
            "source": {"type": "source", **as_json(found)},
            "statements": carried.statements,
            "statements_alone": carried.statements_alone,
            "claims": {"origin_of": carried.origin_of, "alone": carried.alone, "through": carried.through},
            "denied": [{"claim": row.claim.id, "by": [other.claim.id for other in others]} for row, others in denied],
            "documents": [document.id for document in publishes],
            "alone": [row_json(row, shelf) for row in lists["alone"][0].items],
        }

    return Sheet("source.html", shown, data)


def documents_of(shelf: Shelf) -> dict[str, list[Document]]:
    """The documents of the sources that publish."""
    return shelf.once("documents of sources", lambda: _documents_of(shelf))


def _documents_of(shelf: Shelf) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for document in shelf.documents.values():
        if publisher := shelf.publishers.get(document.publisher or ""):
            found.setdefault(publisher, []).append(document)
    return found


def _standings(shelf: Shelf) -> list[Standing]:
    return [_standing(shelf.sources[id_], carried) for id_, carried in shelf.carried.items() if id_ in shelf.sources]


def _ordered(standings: Iterable[Standing], sort: str, denied: Mapping[str, int]) -> list[Standing]:
    """The sources in one of the ORDERS."""
    keys: Mapping[str, Callable[[Standing], Any]] = {
        "statements": lambda s: (-s.statements, -s.alone, s.source.name, s.source.id),
        "alone": lambda s: (-s.alone, -s.statements, s.source.name, s.source.id),
        "denied": lambda s: (-denied[s.source.id], -s.statements, s.source.name, s.source.id),
        "name": lambda s: (s.source.name.casefold(), s.source.id),
    }
    return sorted(standings, key=keys[sort])


def _standing(one: Source, carried: Carried) -> Standing:
    return Standing(one, carried.statements, carried.statements_alone, len(carried.origin_of))


def denials(shelf: Shelf, carried: Carried) -> list[tuple[Row, list[Row]]]:
    """The claims of a source that others deny, each with those others."""
    found = []
    for row in shelf.some(dict.fromkeys((*carried.origin_of, *carried.through))):
        others = shelf.some(other.claim for other in row.claim.conflicts if other.why == "denial")
        if others:
            found.append((row, others))
    return found
