"""Statements -> groups that say the same."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Final

from whence.weighing.decided import Decided
from whence.weighing.features import Features
from whence.weighing.matching import Comparison, compare, likely

_LARGEST_BLOCK: Final = 40
_NEIGHBOURS: Final = 8
_RAREST: Final = 5
_CHECKED: Final = 8


def groups(
    all_features: Sequence[Features], decided: Decided | None = None, pairs: Sequence[tuple[int, int]] | None = None
) -> list[list[Features]]:
    """The statements in groups that say the same, in the order of `all_features`.

    What people have `decided` holds first. Then the likest pairs are joined, of `pairs`, else of :func:`candidates`. A
    group holds one statement of a document, unless the document says it twice in the same words; and no two that
    cannot hold together (another figure, another day).
    """
    decided = decided or Decided()
    worth = candidates(all_features) if pairs is None else pairs
    worth = [(i, j) for i, j in worth if likely(all_features[i], all_features[j])]
    compared = [(i, j, compare(all_features[i], all_features[j])) for i, j in worth]
    same = sorted((-c.score, i, j) for i, j, c in compared if c.same and _may_join(all_features[i], all_features[j]))
    group_of = _begun(all_features, decided)
    for _, i, j in same:
        one, other = group_of[i], group_of[j]
        if one is other or _kept_apart(one, other, all_features, decided) or not _fit(one, other, all_features):
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
    """The pairs worth comparing: those that share a rare word, a figure, or parties and type. Far fewer than all."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    frequency = Counter(stem for f in all_features for stem in f.terms)
    for n, one in enumerate(all_features):
        for key in _keys(one, frequency):
            blocks[key].append(n)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= _LARGEST_BLOCK:
            pairs.update(itertools.combinations(block, 2))
        else:
            # The likest are neighbours when sorted by their words (the sorted neighbourhood of Hernández and Stolfo).
            block.sort(key=lambda n: (all_features[n].folded, n))
            for width in range(1, _NEIGHBOURS + 1):
                pairs.update((min(a, b), max(a, b)) for a, b in zip(block, block[width:], strict=False))
    return sorted(pairs)


def _keys(one: Features, frequency: Mapping[str, int]) -> Iterator[Hashable]:
    kind = one.statement.kind
    yield kind, one.folded
    stems = sorted(one.terms, key=lambda stem: (frequency[stem], stem))
    for stem in [s for s in stems if frequency[s] > 1][:_RAREST]:
        yield kind, "word", stem
    parties = sorted({p.country or p.key for p in one.who})
    for pair in itertools.combinations(parties, 2):
        yield kind, "parties", pair, one.statement.event_type or one.statement.relation, one.first
    for quantity in one.values:
        yield kind, "figure", quantity.unit, quantity.value


def _may_join(a: Features, b: Features) -> bool:
    if a.statement.document != b.statement.document:
        return True
    (start, end), (other_start, other_end) = a.statement.evidence, b.statement.evidence
    return a.folded == b.folded and (end <= other_start or other_end <= start)


def _fit(one: Sequence[int], other: Sequence[int], all_features: Sequence[Features]) -> bool:
    """Whether two groups can be one."""
    of_document: dict[str, list[Features]] = defaultdict(list)
    for i in one:
        of_document[all_features[i].statement.document].append(all_features[i])
    for j in other:
        if not all(_may_join(f, all_features[j]) for f in of_document.get(all_features[j].statement.document, ())):
            return False
    pairs = itertools.product(one[:_CHECKED], other[:_CHECKED])
    return not any(_hinders(compare(all_features[i], all_features[j])) for i, j in pairs)


def _hinders(comparison: Comparison) -> bool:
    return any(reason != "words" for reason in comparison.against)
