"""Statements -> groups that say the same."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from whence.weighing.concepts import telling
from whence.weighing.decided import Decided
from whence.weighing.features import Features
from whence.weighing.matching import Comparison, compare, likely, one_affair

_LARGEST_BLOCK: Final = 60
_NEIGHBOURS: Final = 8
_RAREST: Final = 8
_NAMES: Final = 6
_CHECKED: Final = 6
_DAYS: Final = 30
_KEPT: Final = 24
_A_NAME: Final = 3.0
_A_TYPE: Final = 2.0
_MOST_ODDS: Final = 5.0
_WITHIN_ONE: Final = 0.85
"""Two statements of one document are one claim only if the model is surer of it: most documents say a thing once."""


def groups(
    all_features: Sequence[Features],
    worth_comparing: Iterable[tuple[int, int]] | None = None,
    decided: Decided | None = None,
) -> list[list[Features]]:
    """The statements in groups that say the same, in the order of `all_features`.

    `worth_comparing` are the pairs that :func:`candidates` gives, found here where they are not given.

    The likest pairs are joined first; two groups become one where their statements are alike on the average (Sokal and
    Michener 1958), so that no chain of small steps leads from one thing to another. No group holds two statements that
    cannot hold together (another figure, another day). What people have `decided` holds first.
    """
    decided = decided or Decided()
    worth = candidates(all_features) if worth_comparing is None else worth_comparing
    pairs = [(i, j) for i, j in worth if likely(all_features[i], all_features[j])]
    compared = {(i, j): compare(all_features[i], all_features[j], reasons=False) for i, j in pairs}
    same = sorted((-c.score, i, j) for (i, j), c in compared.items() if c.same)
    group_of = _begun(all_features, decided)
    for _, i, j in same:
        one, other = group_of[i], group_of[j]
        if one is other or not _may_join(all_features[i], all_features[j], compared[i, j]):
            continue
        if _kept_apart(one, other, all_features, decided) or not _fit(one, other, all_features, compared):
            continue
        one.extend(other)
        one.sort()
        for k in other:
            group_of[k] = one
    return [[all_features[i] for i in group] for n, group in sorted(group_of.items()) if group[0] == n]


def _begun(all_features: Sequence[Features], decided: Decided) -> dict[int, list[int]]:
    """Each statement in a group of its own, or in that which people have put it in."""
    group_of = {i: [i] for i in range(len(all_features))}
    if decided.groups:
        place = {f.statement.id: i for i, f in enumerate(all_features)}
        for group in decided.groups:
            together = sorted(place[id_] for id_ in group if id_ in place)
            group_of.update(dict.fromkeys(together, together))
    return group_of


def _kept_apart(one: Sequence[int], other: Sequence[int], all_features: Sequence[Features], decided: Decided) -> bool:
    if not decided.apart:
        return False
    there = {all_features[j].statement.id for j in other}
    return any(not decided.apart.get(all_features[i].statement.id, frozenset()).isdisjoint(there) for i in one)


def candidates(all_features: Sequence[Features]) -> list[tuple[int, int]]:
    """The pairs worth comparing: those that share a rare word, a name with a word, two names, or a figure. Far fewer
    than all.
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
    return _likeliest(pairs, all_features)


def _likeliest(pairs: Iterable[tuple[int, int]], all_features: Sequence[Features]) -> list[tuple[int, int]]:
    """The pairs that are among the likeliest of one of their two statements, by a quick look; in order."""
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
    return sorted({(i, j) for heap in best for _, i, j in sorted(heap)[:_KEPT]})


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


def _may_join(a: Features, b: Features, comparison: Comparison) -> bool:
    """Whether two statements may be the first that join two groups: two of one document have to be surely the same."""
    if a.statement.document != b.statement.document:
        return True
    (start, end), (other_start, other_end) = a.statement.evidence, b.statement.evidence
    return (end <= other_start or other_end <= start) and comparison.score >= _WITHIN_ONE


def _fit(
    one: Sequence[int],
    other: Sequence[int],
    all_features: Sequence[Features],
    compared: dict[tuple[int, int], Comparison],
) -> bool:
    """Whether two groups can be one: alike on the average, and nothing in one speaks against the other."""
    odds = []
    for i, j in itertools.product(one[:_CHECKED], other[:_CHECKED]):
        pair = (min(i, j), max(i, j))
        comparison = compared.get(pair)
        if comparison is None:
            comparison = compared[pair] = compare(all_features[i], all_features[j], reasons=False)
        if comparison.against or not _may_join(all_features[i], all_features[j], comparison):
            return False
        odds.append(max(-_MOST_ODDS, min(_MOST_ODDS, comparison.odds)))
    return sum(odds) >= 0
