"""Who with whom: the pairs that claims bring together, by type and period."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from typing import Any, Final

from whence.model import as_json
from whence.showing.pages.claims import choices
from whence.showing.pages.entries import name
from whence.showing.pages.filters import Wanted, fitting
from whence.showing.pages.pictures.circle import Tied, circle
from whence.showing.pages.pictures.files import forms
from whence.showing.pages.sheets import Sheet, cut
from whence.showing.pages.shelf import Shelf

PAGE: Final = 60
"""The pairs on one page of the table; the data has all."""


def network(shelf: Shelf, wish: Wanted) -> Sheet:
    """The pairs of the claims that fit a query."""
    keep = shelf.once if wish == Wanted() else shelf.lately
    return keep(("network", wish), lambda: _network(shelf, wish))


def _network(shelf: Shelf, wish: Wanted) -> Sheet:
    types: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    directed: Counter[tuple[str, str]] = Counter()
    met = Counter(itertools.chain.from_iterable(row.pairs for row in fitting(shelf, wish)))
    for (one, other, does, type_), times in met.items():
        types[min((one, other), (other, one))][type_] += times
        directed[one, other] += times * does
    ties = [Tied(one, other, of.total(), directed[one, other]) for (one, other), of in types.items()]
    named = shelf.entities
    ties.sort(key=lambda tie: (-tie.claims, named[tie.one].name, named[tie.other].name, tie.one, tie.other))

    def address(one: str, other: str) -> str:
        return wish.address("/claims", about=[*wish.about, one, other])

    page = cut(ties, wish.page, PAGE)
    table = [
        {
            "one": name(tie.one, shelf),
            "other": name(tie.other, shelf),
            "claims": tie.claims,
            "forth": directed[tie.one, tie.other],
            "back": directed[tie.other, tie.one],
            "types": types[tie.one, tie.other].most_common(4),
            "address": address(tie.one, tie.other),
        }
        for tie in page.items
    ]
    shown = {
        "wish": wish,
        "files": {form: wish.address(f"/network/network.{form}") for form in forms()},
        "network": circle(ties, lambda id_: name(id_, shelf).name, address),
        "ties": table,
        "page": page,
        "given": choices(shelf),
    }

    def data() -> dict[str, Any]:
        return {
            "query": as_json(wish),
            "nodes": [
                {"entity": id_, "name": name(id_, shelf).name}
                for id_ in sorted({end for tie in ties for end in (tie.one, tie.other)})
            ],
            "pairs": [
                {
                    "entities": [tie.one, tie.other],
                    "claims": tie.claims,
                    "forth": directed[tie.one, tie.other],
                    "back": directed[tie.other, tie.one],
                    "types": dict(types[tie.one, tie.other].most_common()),
                }
                for tie in ties
            ],
        }

    return Sheet("network.html", shown, data)
