"""One entity: its names, what is on record about it, and with whom."""

from __future__ import annotations

from collections import Counter
from typing import Any

from whence.errors import RecordError
from whence.model import as_json
from whence.showing.pages.entries import entry, name, row_json
from whence.showing.pages.filters import PAGE, ordered
from whence.showing.pages.pictures.times import years
from whence.showing.pages.sheets import Sheet, cut
from whence.showing.pages.shelf import Row, Shelf


def entity(shelf: Shelf, id_: str, sort: str = "reports", page: int = 1) -> Sheet:
    """One entity with the claims about it.

    Raises:
        RecordError: there is no such entity.
    """
    found = shelf.entities.get(id_)
    if found is None:
        raise RecordError(f"entity {id_}: there is none in this record")
    rows = shelf.some(shelf.about.get(id_, ()))
    part = cut(ordered(rows, sort), page, PAGE)
    company = _company(rows, id_).most_common(12)
    begun = Counter(year for row in rows if (year := begins(row)))
    speaks = [source for source in shelf.sources.values() if source.entity == id_ and source.id in shelf.carried]
    shown = {
        "entity": found,
        "sort": sort,
        "page": part,
        "entries": [entry(row, shelf) for row in part.items],
        "company": [(name(other, shelf), many) for other, many in company],
        "types": Counter(row.claim.event_type or row.claim.kind for row in rows).most_common(),
        "years": years(begun, {year: f"/claims?about={id_}&since={year}&until={year}" for year in begun}, 400.0),
        "sources": [(source, shelf.carried[source.id]) for source in speaks],
    }

    def data() -> dict[str, Any]:
        return {
            "entity": {"type": "entity", **as_json(found)},
            "with": [{"entity": other, "claims": many} for other, many in company],
            "sources": [source.id for source in speaks],
            **part.numbers,
            "claims": [row_json(row, shelf) for row in part.items],
        }

    return Sheet("entity.html", shown, data)


def _company(rows: list[Row], id_: str) -> Counter[str]:
    """Those that take part in the same claims, with in how many."""
    return Counter(
        one for row in rows for one in {x for ids in row.claim.participants.values() for x in ids} if one != id_
    )


def begins(row: Row) -> int | None:
    """The year that a claim begins in; None where it is not known."""
    return int(row.year) if row.year else None
