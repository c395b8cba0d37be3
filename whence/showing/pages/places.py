"""The map: where claims are said to have happened."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from whence.model import Place, as_json
from whence.showing.pages.claims import choices
from whence.showing.pages.filters import Wanted, fitting
from whence.showing.pages.pictures.chart import Point, capitals, chart
from whence.showing.pages.sheets import Sheet
from whence.showing.pages.shelf import Shelf


def places(shelf: Shelf, wish: Wanted) -> Sheet:
    """The places of the claims that fit a query, those with most claims first."""
    if wish != Wanted():
        return _places(shelf, wish)
    return shelf.once("places", lambda: _places(shelf, wish))


def _places(shelf: Shelf, wish: Wanted) -> Sheet:
    claims: dict[str, set[str]] = defaultdict(set)
    kept: dict[str, Place] = {}
    for row in fitting(shelf, wish):
        for place in row.places:
            key = place.entity or place.text
            kept.setdefault(key, place)
            claims[key].add(row.claim.id)
    points, nowhere = [], []
    for key in sorted(kept, key=lambda key: (-len(claims[key]), _name(kept[key], shelf))):
        place, many = kept[key], len(claims[key])
        address = wish.address("/claims", place=key)
        if where := _degrees(place):
            points.append(Point(_name(place, shelf), *where, many, place.latitude is None, address))
        else:
            nowhere.append((_name(place, shelf), many, address))
    shown = {"wish": wish, "picture": chart(points), "points": points, "nowhere": nowhere, "given": choices(shelf)}

    def data() -> dict[str, Any]:
        found = [
            {"place": as_json(place), "name": _name(place, shelf), "claims": sorted(claims[key])}
            for key, place in kept.items()
        ]
        return {"query": as_json(wish), "places": found}

    return Sheet("map.html", shown, data)


def _name(place: Place, shelf: Shelf) -> str:
    entity = shelf.entities.get(place.entity or "")
    return entity.name if entity else place.text


def _degrees(place: Place) -> tuple[float, float] | None:
    """Where to draw a place; a state, of which no degrees are on record, at its capital."""
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    return capitals().get(place.country or "")
