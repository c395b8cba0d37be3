"""Reports that go step by step with one another, as a translation does with what it translates, and what a statement's
place then tells of another.

Anchors are pairs of statements, one of each report, that are each other's likeliest and surely enough the same. Where
enough of them stand in one order in both reports, what lies between two anchors here lies between them there (as in
the alignment of sentences by Gale and Church 1993), so that two statements in the same place are likelier to be one
claim, and two in other places less likely. Two reports of one event tell it in orders of their own: their anchors are
few, and go across one another.
"""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from whence.weighing.features import Features
from whence.weighing.matching import SAME, Comparison
from whence.weighing.side_by_side import in_one_order

_FEWEST: Final = 4
"""Anchors in one order that two reports have to have before they go in step."""

_SHARE: Final = 0.25
"""The same, as a share of the statements of the report that has fewer."""

_BESIDE: Final = 300
"""Letters: statements so near to each other's place are compared whatever words they share."""

_BY_PLACE: Final = ((150, 2.5), (400, 1.2), (1000, 0.0))
_ELSEWHERE: Final = -1.5
"""What a place adds to the odds, by how many letters two statements are off each other's."""

Pairs = Mapping[tuple[int, int], Comparison]


class Steps:
    """The reports that go in step, and their anchors; from pairs of places in `all_features` that were compared."""

    def __init__(self, all_features: Sequence[Features], compared: Pairs) -> None:
        self._of: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(all_features):
            self._of[one.statement.document].append(n)
        self._features = all_features
        self._anchors: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
        for (here, there), anchors in _anchors(all_features, compared).items():
            chain = in_one_order(anchors)
            fewer = min(len(self._of[here]), len(self._of[there]))
            if len(chain) >= max(_FEWEST, _SHARE * fewer):
                ends = [max(self._begin(n) for n in self._of[document]) + 1 for document in (here, there)]
                self._anchors[here, there] = (
                    [-1, *(x for x, _ in chain), ends[0]],
                    [-1, *(y for _, y in chain), ends[1]],
                )

    def __bool__(self) -> bool:
        return bool(self._anchors)

    def beside(self) -> Iterator[tuple[int, int]]:
        """The pairs of places in the features that stand beside each other, in order."""
        found = set()
        for here, there in self._anchors:
            for i, j in itertools.product(self._of[here], self._of[there]):
                off = self._off(self._features[i], self._features[j])
                if off is not None and off <= _BESIDE:
                    found.add((min(i, j), max(i, j)))
        return iter(sorted(found))

    def odds(self, a: Features, b: Features) -> float:
        """What the places of two statements add to the odds that they are one; 0 where their reports do not go in
        step."""
        off = self._off(a, b)
        if off is None:
            return 0.0
        return next((more for most, more in _BY_PLACE if off <= most), _ELSEWHERE)

    def _off(self, a: Features, b: Features) -> float | None:
        """How many letters two statements are off each other's place; None where their reports do not go in step."""
        if a.statement.document > b.statement.document:
            a, b = b, a
        anchors = self._anchors.get((a.statement.document, b.statement.document))
        if anchors is None:
            return None
        here, there = anchors
        x, y = a.statement.evidence.start, b.statement.evidence.start
        return min(abs(_across(x, here, there) - y), abs(_across(y, there, here) - x))

    def _begin(self, n: int) -> int:
        return self._features[n].statement.evidence.start


def _anchors(all_features: Sequence[Features], compared: Pairs) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Where the anchors of two reports begin in them, by the reports' ids in order."""
    likeliest: dict[tuple[int, str], tuple[float, int]] = {}
    sure = []
    for (i, j), comparison in sorted(compared.items()):
        documents = [all_features[n].statement.document for n in (i, j)]
        if comparison.against or comparison.score < SAME or documents[0] == documents[1]:
            continue
        sure.append((i, j))
        for n, document, other in ((i, documents[1], j), (j, documents[0], i)):
            before = likeliest.get((n, document))
            if before is None or (-comparison.odds, other) < (-before[0], before[1]):
                likeliest[n, document] = (comparison.odds, other)
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for i, j in sure:
        one, another = (all_features[n].statement for n in (i, j))
        if likeliest[i, another.document][1] != j or likeliest[j, one.document][1] != i:
            continue
        (here, x), (there, y) = sorted((s.document, s.evidence.start) for s in (one, another))
        found[here, there].append((x, y))
    return found


def _across(x: int, here: Sequence[int], there: Sequence[int]) -> float:
    """The place in one report that a place in the other comes to, in a straight line between two anchors."""
    n = min(max(bisect.bisect_right(here, x) - 1, 0), len(here) - 2)
    return there[n] + (there[n + 1] - there[n]) * (x - here[n]) / max(1, here[n + 1] - here[n])
