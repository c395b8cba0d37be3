"""Who with whom: the pairs that claims bring together, by type and period."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from whence.model import as_json
from whence.showing.pages.claims import choices
from whence.showing.pages.entries import name
from whence.showing.pages.filters import Wanted, fitting
from whence.showing.pages.pictures.circle import Tied, circle, with_room
from whence.showing.pages.pictures.files import forms
from whence.showing.pages.sheets import Sheet, cut
from whence.showing.pages.shelf import Pair, Row, Shelf

PAGE: Final = 60
"""The pairs on one page of the table; the data has all."""


def network(shelf: Shelf, wish: Wanted) -> Sheet:
    """The pairs of the claims that fit a query."""
    keep = shelf.once if wish == Wanted() else shelf.lately
    return keep(("network", wish), lambda: _network(shelf, wish))


def _network(shelf: Shelf, wish: Wanted) -> Sheet:
    known = shelf.once("pairs", lambda: _pairs(shelf))
    found = [row for row in fitting(shelf, wish) if row.pairs]
    claims = Counter(itertools.chain.from_iterable(known.of[row.claim.id] for row in found))
    listed = [number for _, number in sorted((-many, number) for number, many in claims.items())]

    def address(one: str, other: str) -> str:
        return wish.address("/claims", about=[*wish.about, one, other])

    page = cut(listed, wish.page, PAGE)
    told = _told(found, known, page.items)
    table = [
        {
            "one": name(one, shelf),
            "other": name(other, shelf),
            "claims": claims[number],
            "forth": told[number].forth,
            "back": told[number].back,
            "types": told[number].types.most_common(4),
            "address": address(one, other),
        }
        for number in page.items
        for one, other in (known.ends[number],)
    ]
    weight = Counter(itertools.chain.from_iterable(known.nodes[row.claim.id] for row in found))
    chosen = with_room(weight, lambda id_: name(id_, shelf).name)
    room = frozenset(chosen)
    ends = known.ends
    drawn = [number for number in listed if ends[number][0] in room and ends[number][1] in room]
    ties = [Tied(*ends[number], claims[number]) for number in drawn]
    shown = {
        "wish": wish,
        "files": {form: wish.address(f"/network/network.{form}") for form in forms()},
        "network": circle(ties, chosen, weight, lambda id_: name(id_, shelf).name, address),
        "ties": table,
        "page": page,
        "given": choices(shelf),
    }

    def data() -> dict[str, Any]:
        all_told = _told(found, known, listed)
        return {
            "query": as_json(wish),
            "nodes": [{"entity": id_, "name": name(id_, shelf).name} for id_ in sorted(weight)],
            "pairs": [
                {
                    "entities": list(known.ends[number]),
                    "claims": claims[number],
                    "forth": all_told[number].forth,
                    "back": all_told[number].back,
                    "types": dict(all_told[number].types.most_common()),
                }
                for number in listed
            ],
        }

    return Sheet("network.html", shown, data)


@dataclasses.dataclass(frozen=True, slots=True)
class _Pairs:
    """All pairs of a record, numbered by their names: `ends` by number, `of` the numbers of each claim, `nodes`
    the entities in its pairs.

    Counting numbers is quicker by far than counting pairs, of which a large record has tens of thousands.
    """

    ends: list[tuple[str, str]]
    of: dict[str, tuple[int, ...]]
    nodes: dict[str, tuple[str, ...]]


def _pairs(shelf: Shelf) -> _Pairs:
    in_order = sorted(shelf.entities.values(), key=lambda one: (one.name, one.id))
    place = {one.id: n for n, one in enumerate(in_order)}
    rows = [row for row in shelf.rows.values() if row.pairs]
    met = {_ends(pair) for row in rows for pair in row.pairs}
    ends = sorted(met, key=lambda pair: (place[pair[0]], place[pair[1]]))
    number = {pair: n for n, pair in enumerate(ends)}
    return _Pairs(
        ends,
        {row.claim.id: tuple(number[_ends(pair)] for pair in row.pairs) for row in rows},
        {row.claim.id: tuple(end for pair in row.pairs for end in _ends(pair)) for row in rows},
    )


def _ends(pair: Pair) -> tuple[str, str]:
    return (pair.one, pair.other) if pair.one < pair.other else (pair.other, pair.one)


@dataclasses.dataclass(slots=True)
class _Told:
    """What claims tell of a pair: how often the one does something to the other, and back; of which types."""

    forth: int = 0
    back: int = 0
    types: Counter[str] = dataclasses.field(default_factory=Counter)


def _told(rows: Iterable[Row], known: _Pairs, numbers: Iterable[int]) -> dict[int, _Told]:
    """What these claims tell of the pairs of these numbers."""
    told = {number: _Told() for number in numbers}
    wanted = frozenset(told)
    for row in [row for row in rows if not wanted.isdisjoint(known.of[row.claim.id])]:
        for number, pair in zip(known.of[row.claim.id], row.pairs, strict=True):
            if (one := told.get(number)) is not None:
                one.types[pair.type] += 1
                one.forth += pair.does and pair.one == known.ends[number][0]
                one.back += pair.does and pair.one != known.ends[number][0]
    return told
