"""The claims in the order of time, each drawn as exactly as it is dated."""

from __future__ import annotations

from typing import Any

import numpy as np

from whence.model import as_json
from whence.showing.pages.claims import choices
from whence.showing.pages.columns import columns
from whence.showing.pages.entries import entry, row_json
from whence.showing.pages.filters import PAGE, Wanted, fit
from whence.showing.pages.pictures.files import forms
from whence.showing.pages.pictures.times import axis, bar, scale, stretch, years
from whence.showing.pages.sheets import Sheet, cut
from whence.showing.pages.shelf import Shelf

_MEANS = {
    "day": "on this day",
    "period": "all through this period",
    "within": "some time within",
    "from": "from then on",
    "until": "until then",
}


def timeline(shelf: Shelf, wish: Wanted) -> Sheet:
    """The claims that fit a query in the order of time; the undated are counted, and listed elsewhere."""
    keep = shelf.once if wish == Wanted() else shelf.lately
    return keep(("timeline", wish), lambda: _timeline(shelf, wish))


def _timeline(shelf: Shelf, wish: Wanted) -> Sheet:
    of, found = columns(shelf), fit(shelf, wish)
    dated = found[of.dated[found]]
    years_, many = np.unique(of.years[dated], return_counts=True)
    begun = {year: times for year, times in zip(years_.tolist(), many.tolist(), strict=True) if year}
    part = cut(dated.tolist(), wish.page, PAGE)
    rows = [of.rows[n] for n in part.items]
    drawn = [stretch(row.claim.time) for row in rows]
    on = scale(drawn)
    items = []
    for row, one in zip(rows, drawn, strict=True):
        told = entry(row, shelf)
        picture = bar(one, on, f"{told.when}: {_MEANS[one.shape]}") if one and on else ""
        items.append((told, picture, one.shape if one else ""))
    addresses = {year: wish.address("/timeline", since=year, until=year) for year in begun}
    shown = {
        "wish": wish,
        "page": part,
        "items": items,
        "axis": axis(on) if on else "",
        "years": years(begun, addresses),
        "slim_years": years(begun, addresses, 356.0, "slim"),
        "files": {form: wish.address(f"/timeline/years.{form}") for form in forms()},
        "undated": len(found) - len(dated),
        "means": _MEANS,
        "given": choices(shelf),
    }

    def data() -> dict[str, Any]:
        return {
            **part.numbers,
            "undated": len(found) - len(dated),
            "query": as_json(wish),
            "years": {str(year): begun[year] for year in sorted(begun)},
            "claims": [
                {**row_json(row, shelf), "drawn": one.shape if one else None}
                for row, one in zip(rows, drawn, strict=True)
            ],
        }

    return Sheet("timeline.html", shown, data)
