"""What claims are filtered by, in columns.

A filter looks at all claims. Of a large record, going from one to the next in memory takes most of its time: in columns
the same is done in a hundredth of it.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from whence.showing.pages.shelf import Row, Shelf

Facet = Literal["party", "at", "kind", "language", "trait", "status", "person"]

FACETS: Final[tuple[Facet, ...]] = ("party", "at", "kind", "language", "trait", "status", "person")

Numbers = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclasses.dataclass(frozen=True, slots=True)
class Columns:
    """The claims by number. `number` is that of each claim's id; `having` has, by facet and value, the numbers of the
    claims that have it; the others have a value for each claim, an empty text or 0 where it is not known.

    Numbers are never given again: where a claim is exchanged for another, its number is that of no claim any more.
    """

    rows: list[Row]
    number: Mapping[str, int]
    having: Mapping[Facet, Mapping[str, Numbers]]
    begins: NDArray[np.str_]
    ends: NDArray[np.str_]
    years: Numbers
    dated: Mask
    documents: Numbers
    independent: Numbers
    conflicting: Mask
    circular: Mask

    def mask(self, facet: Facet, values: Iterable[str]) -> Mask:
        """Which claims have any of these values."""
        return self.at(*(self.having[facet].get(value, _NONE) for value in values))

    def at(self, *numbers: Numbers) -> Mask:
        """Which claims have any of these numbers."""
        found = np.zeros(len(self.rows), dtype=bool)
        for some in numbers:
            found[some] = True
        return found

    def of(self, claims: Iterable[str]) -> Mask:
        """Which claims have any of these ids, as far as there are claims of them."""
        known = self.number
        return self.at(np.fromiter((known[id_] for id_ in claims if id_ in known), dtype=np.intp))

    def renewed(self, new: Sequence[Row]) -> Columns:
        """The columns with more claims; one whose id is there already takes its place."""
        more = _columns(new)
        size = len(self.rows)
        having: dict[Facet, Mapping[str, Numbers]] = {}
        for facet in FACETS:
            known = self.having[facet]
            having[facet] = {
                **known,
                **{
                    value: np.concatenate((known.get(value, _NONE), numbers + size))
                    for value, numbers in more.having[facet].items()
                },
            }
        return Columns(
            [*self.rows, *new],
            {**self.number, **{id_: n + size for id_, n in more.number.items()}},
            having,
            *(np.concatenate((getattr(self, name), getattr(more, name))) for name in _EACH),
        )


_EACH: Final = ("begins", "ends", "years", "dated", "documents", "independent", "conflicting", "circular")
_NONE: Final = np.array([], dtype=np.intp)


def columns(shelf: Shelf) -> Columns:
    """The columns of all claims."""
    return shelf.once("columns", lambda: _columns(list(shelf.rows.values())))


def _columns(rows: list[Row] | Sequence[Row]) -> Columns:
    met: dict[Facet, defaultdict[str, list[int]]] = {facet: defaultdict(list) for facet in FACETS}
    for number, row in enumerate(rows):
        for facet, values in _values(row):
            by_value = met[facet]
            for value in values:
                by_value[value].append(number)
    return Columns(
        rows=list(rows),
        number={row.claim.id: n for n, row in enumerate(rows)},
        having={
            facet: {value: np.array(numbers, dtype=np.intp) for value, numbers in met[facet].items()}
            for facet in FACETS
        },
        begins=np.array([row.begins for row in rows], dtype=np.str_),
        ends=np.array([row.ends for row in rows], dtype=np.str_),
        years=np.array([int(row.year or 0) for row in rows], dtype=np.intp),
        dated=np.array([row.dated for row in rows], dtype=bool),
        documents=np.array([row.claim.documents for row in rows], dtype=np.intp),
        independent=np.array([row.claim.independent for row in rows], dtype=np.intp),
        conflicting=np.array([bool(row.claim.conflicts) for row in rows], dtype=bool),
        circular=np.array([row.claim.circular for row in rows], dtype=bool),
    )


def _values(row: Row) -> Iterator[tuple[Facet, Iterable[str]]]:
    yield "party", row.parties
    yield "at", row.at
    yield "kind", row.kinds
    yield "language", row.languages
    yield "trait", row.traits
    yield "status", (row.claim.status,)
    if row.stand.people:
        yield "person", row.stand.people
