"""Who with whom: the pairs that claims bring together, by type and period."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import msgspec
import numpy as np

from whence.model import as_json
from whence.showing.pages.claims import choices
from whence.showing.pages.columns import Mask, Numbers, columns
from whence.showing.pages.entries import name
from whence.showing.pages.filters import Wanted, fit
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
    met = known.met_in(fit(shelf, wish))
    claims = known.claims(met)
    listed = known.listed(claims)

    def named(id_: str) -> str:
        return name(id_, shelf).name

    def address(one: str, other: str) -> str:
        return wish.address("/claims", about=[*wish.about, one, other])

    page = cut(listed, wish.page, PAGE)
    told = known.told(met, page.items)
    table = [
        {
            "one": name(one, shelf),
            "other": name(other, shelf),
            "claims": int(claims[number]),
            "forth": told[number].forth,
            "back": told[number].back,
            "types": told[number].types[:4],
            "address": address(one, other),
        }
        for number in page.items
        for one, other in (known.ends[number],)
    ]
    weight = known.weight(met)
    chosen = with_room(weight, named)
    ties = [Tied(*known.ends[number], int(claims[number])) for number in known.between(chosen, listed)]
    shown = {
        "wish": wish,
        "files": {form: wish.address(f"/network/network.{form}") for form in forms()},
        "network": circle(ties, chosen, weight, named, address),
        "ties": table,
        "page": page,
        "given": choices(shelf),
    }

    return Sheet("network.html", shown, lambda: data(shelf, wish))


def data(shelf: Shelf, wish: Wanted) -> msgspec.Raw:
    """The pairs of the claims that fit a query as JSON: of a large record tens of thousands."""
    if wish != Wanted():  # not to be remembered for every reader: it has megabytes
        return _data(shelf, wish)
    return shelf.once("network as data", lambda: _data(shelf, wish))


def _data(shelf: Shelf, wish: Wanted) -> msgspec.Raw:
    known = shelf.once("pairs", lambda: _pairs(shelf))
    met = known.met_in(fit(shelf, wish))
    claims = known.claims(met)
    listed = known.listed(claims)
    told = known.told(met, listed)
    made = {
        "query": as_json(wish),
        "nodes": [{"entity": id_, "name": name(id_, shelf).name} for id_ in sorted(known.weight(met))],
        "pairs": [
            {
                "entities": known.ends[number],
                "claims": many,
                "forth": told[number].forth,
                "back": told[number].back,
                "types": dict(told[number].types),
            }
            for number, many in zip(listed, claims[np.array(listed, dtype=np.intp)].tolist(), strict=True)
        ],
    }
    return msgspec.Raw(msgspec.json.encode(made))


class _Told(NamedTuple):
    """What claims tell of a pair: how often the one does something to the other, and back; of which types, the most
    frequent first."""

    forth: int
    back: int
    types: list[tuple[str, int]]


@dataclasses.dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of a record, numbered by their names, and all their meetings in claims, numbered through all claims.

    `ends` are the entities of each pair, `number` is its number; `first` has the number of the first meeting of each
    claim of the columns; `pair`, `forth`, `back` and `type` tell of each meeting which pair it is of, whether the one
    does something to the other, or the other to the one, and of which of the `types`. `entities` are all those in
    pairs, and `one` and `other` the places of the ends of each pair there.

    Counting in arrays is quicker by far than counting pairs, of which a large record has a hundred thousand.
    """

    ends: list[tuple[str, str]]
    number: dict[tuple[str, str], int]
    first: Numbers
    pair: Numbers
    forth: Mask
    back: Mask
    type: Numbers
    types: list[str]
    entities: list[str]
    one: Numbers
    other: Numbers

    def renewed(self, new: Sequence[Row]) -> Pairs | None:
        """The pairs with those of claims that come at the end of the columns; None where one is not known."""
        meetings = [pair for row in new for pair in row.pairs]
        if any(_ends(pair) not in self.number or pair.type not in self.types for pair in meetings):
            return None
        first = self.first[-1] + np.cumsum([len(row.pairs) for row in new], dtype=np.intp)
        return dataclasses.replace(
            self,
            first=np.concatenate((self.first, first)),
            pair=np.concatenate((self.pair, _numbers(self.number[_ends(pair)] for pair in meetings))),
            forth=np.concatenate((self.forth, _forth(meetings))),
            back=np.concatenate((self.back, _back(meetings))),
            type=np.concatenate((self.type, _numbers(self.types.index(pair.type) for pair in meetings))),
        )

    def met_in(self, claims: Numbers) -> Numbers:
        """The numbers of the meetings in these claims, in their order."""
        first, many = self.first[claims], self.first[claims + 1] - self.first[claims]
        before = np.cumsum(many) - many
        return np.repeat(first - before, many) + np.arange(many.sum())

    def claims(self, met: Numbers) -> Numbers:
        """How often each pair meets."""
        return np.bincount(self.pair[met], minlength=len(self.ends))

    def listed(self, claims: Numbers) -> list[int]:
        """The pairs that meet, those that do most often first."""
        found = np.flatnonzero(claims)
        listed: list[int] = found[np.argsort(-claims[found], kind="stable")].tolist()
        return listed

    def weight(self, met: Numbers) -> dict[str, int]:
        """How often each entity meets others."""
        pairs = self.pair[met]
        many = np.bincount(np.concatenate((self.one[pairs], self.other[pairs])), minlength=len(self.entities))
        return {self.entities[n]: int(many[n]) for n in np.flatnonzero(many)}

    def between(self, chosen: Iterable[str], listed: Sequence[int]) -> list[int]:
        """Those of the listed pairs that are between two of these entities."""
        room = np.isin(np.array(self.entities), list(chosen))
        pairs = np.array(listed, dtype=np.intp)
        inside: list[int] = pairs[room[self.one[pairs]] & room[self.other[pairs]]].tolist()
        return inside

    def told(self, met: Numbers, numbers: Sequence[int]) -> dict[int, _Told]:
        """What the meetings tell of the pairs of these numbers."""
        wanted = np.zeros(len(self.ends), dtype=bool)
        wanted[np.array(numbers, dtype=np.intp)] = True
        met = met[wanted[self.pair[met]]]
        pairs = self.pair[met]
        forth, back = (
            np.bincount(pairs[does[met]], minlength=len(self.ends)).tolist() for does in (self.forth, self.back)
        )
        both, first, many = np.unique(pairs * len(self.types) + self.type[met], return_index=True, return_counts=True)
        types: dict[int, list[tuple[str, int]]] = {number: [] for number in numbers}
        for n in np.lexsort((first, -many)).tolist():
            number, type_ = divmod(int(both[n]), len(self.types))
            types[number].append((self.types[type_], int(many[n])))
        return {number: _Told(forth[number], back[number], types[number]) for number in numbers}


def _pairs(shelf: Shelf) -> Pairs:
    in_order = sorted(shelf.entities.values(), key=lambda one: (one.name, one.id))
    place = {one.id: n for n, one in enumerate(in_order)}
    rows = columns(shelf).rows
    meetings = [pair for row in rows for pair in row.pairs]
    both = [_ends(pair) for pair in meetings]
    ends = sorted(set(both), key=lambda pair: (place[pair[0]], place[pair[1]]))
    number = {pair: n for n, pair in enumerate(ends)}
    entities = sorted({end for pair in ends for end in pair})
    entity_at = {id_: n for n, id_ in enumerate(entities)}
    types = sorted({pair.type for pair in meetings})
    type_at = {type_: n for n, type_ in enumerate(types)}
    return Pairs(
        ends=ends,
        number=number,
        first=np.cumsum([0, *(len(row.pairs) for row in rows)]),
        pair=_numbers(number[pair] for pair in both),
        forth=_forth(meetings),
        back=_back(meetings),
        type=_numbers(type_at[pair.type] for pair in meetings),
        types=types,
        entities=entities,
        one=_numbers(entity_at[one] for one, _ in ends),
        other=_numbers(entity_at[other] for _, other in ends),
    )


def _forth(meetings: Iterable[Pair]) -> Mask:
    return np.array([pair.does and pair.one <= pair.other for pair in meetings], dtype=bool)


def _back(meetings: Iterable[Pair]) -> Mask:
    return np.array([pair.does and pair.one > pair.other for pair in meetings], dtype=bool)


def _numbers(some: Iterable[int]) -> Numbers:
    return np.fromiter(some, dtype=np.intp)


def _ends(pair: Pair) -> tuple[str, str]:
    return (pair.one, pair.other) if pair.one < pair.other else (pair.other, pair.one)
