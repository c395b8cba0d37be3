"""The map: where claims are said to have happened."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any, Final
from urllib.parse import urlencode

import msgspec

from whence.model import Place, as_json
from whence.showing.pages.claims import choices
from whence.showing.pages.filters import Wanted, fitting
from whence.showing.pages.pictures.chart import Point, capitals, chart
from whence.showing.pages.pictures.files import forms
from whence.showing.pages.sheets import Sheet, cut
from whence.showing.pages.shelf import Shelf

PAGE: Final = 100
"""The places on one page of the table; the picture and the data have more."""


def places(shelf: Shelf, wish: Wanted) -> Sheet:
    """The places of the claims that fit a query, those with most claims first."""
    keep = shelf.once if wish == Wanted() else shelf.lately
    return keep(("places", wish), lambda: _places(shelf, wish))


def _places(shelf: Shelf, wish: Wanted) -> Sheet:
    found = fitting(shelf, wish)
    times = Counter(itertools.chain.from_iterable(row.places for row in found))
    named = {key: _name(shelf.places[key], shelf) for key in times}
    listed = sorted(times, key=lambda key: (-times[key], named[key]))
    points = {
        key: Point(named[key], *where, times[key], shelf.places[key].latitude is None, key)
        for key in listed
        if (where := _degrees(shelf.places[key]))
    }

    base = wish.address("/claims", place="")
    base += "&" if "?" in base else "?"

    def address(key: str) -> str:
        return base + urlencode({"place": key})

    page = cut(listed, wish.page, PAGE)
    shown = {
        "wish": wish,
        "map": chart(list(points.values()), address),
        "files": {form: wish.address(f"/map/map.{form}") for form in forms()},
        "page": page,
        "rows": [(named[key], times[key], address(key), points.get(key)) for key in page.items],
        "given": choices(shelf),
    }

    def data() -> dict[str, Any]:
        claims: dict[str, list[str]] = {}
        for row in found:
            for key in row.places:
                claims.setdefault(key, []).append(row.claim.id)
        told = [
            {"place": as_json(shelf.places[key]), "name": named[key], "claims": sorted(ids)}
            for key, ids in claims.items()
        ]
        return {"query": as_json(wish), "places": told}

    if wish != Wanted():
        return Sheet("map.html", shown, data)
    return Sheet("map.html", shown, lambda: shelf.once("map as data", lambda: msgspec.Raw(msgspec.json.encode(data()))))


def _name(place: Place, shelf: Shelf) -> str:
    entity = shelf.entities.get(place.entity or "")
    return entity.name if entity else place.text


def _degrees(place: Place) -> tuple[float, float] | None:
    """Where to draw a place; a state, of which no degrees are on record, at its capital."""
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    return capitals().get(place.country or "")
