"""Statements -> the pairs of them that are worth comparing.

Two that say the same have something rare in common, or they stand in reports that name the same: of those, each
statement is compared with the few likeliest of each report. Either way alone misses one pair in six.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from whence.weighing.concepts import telling
from whence.weighing.features import Features
from whence.weighing.matching import one_affair

_LARGEST_BLOCK: Final = 60
_NEIGHBOURS: Final = 8
_RAREST: Final = 8
_NAMES: Final = 6
_DAYS: Final = 30
_KEPT: Final = 12
_A_NAME: Final = 3.0
_A_TYPE: Final = 2.0
_A_SHARE: Final = 10.0

_NEAR: Final = 8
"""Reports that each is compared with, and statements of one that each statement of the other is."""
_OF_EACH: Final = 3
_EVERYWHERE: Final = 200
"""Reports that may name a thing for it to bring them together."""
_FEW_NAMED: Final = 5.0
_LITTLE: Final = 4.0


def candidates(all_features: Sequence[Features]) -> list[tuple[int, int]]:
    """The pairs worth comparing, in order; far fewer than all.

    They share a rare word, a name with a word, two names or a figure, or lie in reports of one affair.
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    words = Counter(term for one in all_features for term in one.concepts)
    names = Counter(name for one in all_features for name in one.named)
    for n, one in enumerate(all_features):
        for key in _keys(one, words, names):
            blocks[key].append(n)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= _LARGEST_BLOCK:
            pairs.update(itertools.combinations(block, 2))
        else:
            # The likest are neighbours when sorted by their day (the sorted neighbourhood of Hernández and Stolfo).
            block.sort(key=lambda n: (all_features[n].told or 0, all_features[n].folded, n))
            for width in range(1, _NEIGHBOURS + 1):
                pairs.update((min(a, b), max(a, b)) for a, b in zip(block, block[width:], strict=False))
    return sorted({*_likeliest(pairs, all_features), *_in_near_documents(all_features)})


def _likeliest(pairs: Iterable[tuple[int, int]], all_features: Sequence[Features]) -> set[tuple[int, int]]:
    """The pairs that are among the likeliest of one of their two statements, by a quick look."""
    best: list[list[tuple[float, int, int]]] = [[] for _ in all_features]
    for i, j in pairs:
        a, b = all_features[i], all_features[j]
        if a.folded != b.folded and not one_affair(a, b):
            continue
        alike = telling(a.concepts & b.concepts) + _A_NAME * len(a.named & b.named)
        alike += _A_TYPE * (a.statement.event_type == b.statement.event_type)
        found = (-round(alike, 3) if a.folded != b.folded else -math.inf, i, j)
        for heap in (best[i], best[j]):
            heap.append(found)
            if len(heap) >= 4 * _KEPT:
                heap.sort()
                del heap[_KEPT:]
    return {(i, j) for heap in best for _, i, j in sorted(heap)[:_KEPT]}


def _keys(one: Features, words: Mapping[str, int], names: Mapping[str, int]) -> Iterator[Hashable]:
    yield one.folded
    rare = [term for term in sorted(one.concepts, key=lambda t: (words[t], t)) if words[term] > 1][:_RAREST]
    named = [name for name in sorted(one.named, key=lambda n: (names[n], n)) if names[name] > 1][:_NAMES]
    for term in rare:
        yield "word", term
    yield from itertools.product(named, rare)
    kind = one.statement.event_type or one.statement.relation or one.statement.kind
    for name in named:
        yield name, kind, (one.told or 0) // _DAYS
    for quantity in one.values:
        yield "figure", quantity.unit, quantity.value


def _in_near_documents(all_features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """The likeliest pairs of each statement with those of the reports nearest to its own, and of its own."""
    of_document: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(all_features):
        of_document[one.statement.document].append(n)
    affairs = {document: all_features[some[0]].affair for document, some in of_document.items()}
    for document, near in _nearest(affairs).items():
        for other in (document, *near):
            for i in of_document[document]:
                found = [(_quick(all_features[i], all_features[j]), j) for j in of_document[other] if i != j]
                for _, j in sorted(pair for pair in found if pair[0] < 0)[:_OF_EACH]:
                    yield (i, j) if i < j else (j, i)


def _quick(a: Features, b: Features) -> float:
    """How likely two are to say the same, by a quick look: the less, the more; 0 where they have nothing in common."""
    shared, names = a.concepts & b.concepts, len(a.named & b.named)
    if not shared and not names:
        return 0.0
    told = telling(shared)
    alike = told + _A_NAME * names + _A_TYPE * (a.statement.event_type == b.statement.event_type)
    return -round(alike + _A_SHARE * told / max(_LITTLE, min(a.tells, b.tells)), 3)


def _nearest(affairs: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """The documents with which each has most of what it names in common, the rarer the more."""
    holders: dict[str, list[str]] = defaultdict(list)
    for document in sorted(affairs):
        for name in affairs[document]:
            holders[name].append(document)
    tells = {name: math.log((len(affairs) + 1) / len(some)) for name, some in holders.items()}
    total = {document: _FEW_NAMED + math.fsum(tells[name] for name in named) for document, named in affairs.items()}
    nearest = {}
    for document in sorted(affairs):
        common: dict[str, list[float]] = defaultdict(list)
        for name in affairs[document]:
            if len(holders[name]) <= _EVERYWHERE:
                for other in holders[name]:
                    common[other].append(tells[name])
        common.pop(document, None)
        ranked = sorted((-round(math.fsum(some) / min(total[document], total[o]), 6), o) for o, some in common.items())
        nearest[document] = [other for _, other in ranked[:_NEAR]]
    return nearest
