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

import numpy as np
from numpy.typing import NDArray

from whence.weighing.features import Features
from whence.weighing.matching import fewest_in_common, one_affair
from whence.weighing.overlap import HUNDREDTHS, Numbers, Overlap, Rows, begins_of, different

_LARGEST_BLOCK: Final = 60
_NEIGHBOURS: Final = 8
_RAREST: Final = 8
_NAMES: Final = 6
_DAYS: Final = 30
_KEPT: Final = 12
_A_NAME: Final = 3.0
_A_TYPE: Final = 2.0
_A_SHARE: Final = 10.0
_WORD_FOR_WORD: Final = 1 << 40

_NEAR: Final = 8
"""Reports that each is compared with, and statements of one that each statement of the other is."""
_OF_EACH: Final = 3
_AT_ONCE: Final = 100
"""Reports whose neighbours are looked at together: enough to be quick, few enough for the memory."""
_EVERYWHERE: Final = 200
"""Reports that may name a thing for it to bring them together."""
_FEW_NAMED: Final = 5.0
_PARTS: Final = 1 << 24
_LITTLE: Final = 4.0


def candidates(all_features: Sequence[Features]) -> list[tuple[int, int]]:
    """The pairs worth comparing, in order; far fewer than all.

    They share a rare word, a name with a word, two names or a figure, or lie in reports of one affair.
    """
    if not all_features:
        return []
    many, overlap = len(all_features), Overlap(all_features)
    types = _numbered(one.statement.event_type for one in all_features)
    codes = np.concatenate(
        [
            _likeliest(_in_blocks(all_features), all_features, overlap, types),
            *_in_near_documents(all_features, overlap, types),
        ]
    )
    first, second = np.divmod(different(codes), many)
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _in_blocks(all_features: Sequence[Features]) -> Numbers:
    """The pairs of which both have something rare, each as one number (see :func:`_codes`), in order."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    words, names = _ranks(one.concepts for one in all_features), _ranks(one.named for one in all_features)
    for n, one in enumerate(all_features):
        for key in _keys(one, words, names):
            block = blocks[key]
            if not block or block[-1] != n:
                block.append(n)
    many = len(all_features)
    by_size: dict[int, list[list[int]]] = defaultdict(list)
    codes = []
    for block in blocks.values():
        if len(block) <= _LARGEST_BLOCK:
            by_size[len(block)].append(block)
        else:
            # The likest are neighbours when sorted by their day (the sorted neighbourhood of Hernández and Stolfo).
            block.sort(key=lambda n: (all_features[n].told or 0, all_features[n].folded, n))
            places = np.array(block)
            codes += [_codes(places[:-width], places[width:], many) for width in range(1, _NEIGHBOURS + 1)]
    for size, some in by_size.items():
        if size > 1:
            places = np.array(some)
            left, right = np.triu_indices(size, 1)
            codes.append(_codes(places[:, left].ravel(), places[:, right].ravel(), many))
    return different(np.concatenate(codes)) if codes else np.array([], dtype=np.int64)


def _codes(one: Numbers, other: Numbers, many: int) -> Numbers:
    """Pairs of places among `many` as one number each, so that they sort by the lower place and then the higher."""
    return np.minimum(one, other) * many + np.maximum(one, other)


def _numbered(values: Iterable[Hashable]) -> Numbers:
    """A number for each value, equal ones the same."""
    met: dict[Hashable, int] = {}
    return np.array([met.setdefault(value, len(met)) for value in values], dtype=np.int64)


def _likeliest(codes: Numbers, all_features: Sequence[Features], overlap: Overlap, types: Numbers) -> Numbers:
    """The pairs that are among the likeliest of one of their two statements, by a quick look."""
    many = len(all_features)
    first, second = np.divmod(codes, many)
    folded = _numbered(one.folded for one in all_features)
    word_for_word = folded[first] == folded[second]
    kept = word_for_word | _of_one_affair(first, second, all_features)
    codes, first, second, word_for_word = codes[kept], first[kept], second[kept], word_for_word[kept]
    common = overlap.of(first, second)
    alike = common.tells + _hundredths(_A_NAME) * common.names + _hundredths(_A_TYPE) * (types[first] == types[second])
    alike[word_for_word] = _WORD_FOR_WORD
    owner, place = np.concatenate([first, second]), np.tile(np.arange(len(codes)), 2)
    return codes[place[_best(owner, -alike[place], place, _KEPT)]]


def _hundredths(much: float) -> int:
    return round(much * HUNDREDTHS)


def _best(owner: Numbers, score: Numbers, tie: Numbers, most: int) -> Numbers:
    """The places of the `most` with the lowest score that each owner has, equal scores in the order of `tie`."""
    order = np.lexsort((tie, score, owner))
    owners = owner[order]
    begins = begins_of(owners)
    rank = np.arange(len(owners)) - np.repeat(begins, np.diff(np.r_[begins, len(owners)]))
    return np.asarray(order[rank < most], dtype=np.int64)


def _of_one_affair(first: Numbers, second: Numbers, all_features: Sequence[Features]) -> NDArray[np.bool_]:
    """Which pairs could tell of one affair: what :func:`~.matching.one_affair` says, of all at once."""
    numbers: dict[frozenset[str], int] = {}
    affair = np.array([numbers.setdefault(one.affair, len(numbers)) for one in all_features], dtype=np.int64)
    size = np.array([len(one.affair) for one in all_features], dtype=np.int64)
    smaller = np.minimum(size[first], size[second])
    reports = _codes(affair[first], affair[second], len(numbers))
    asked = different(reports)
    common = Rows(list(numbers), weighed=False).of(*np.divmod(asked, len(numbers)))
    found = common[np.searchsorted(asked, reports)] >= fewest_in_common(smaller)
    for n in np.flatnonzero(smaller == 0).tolist():
        found[n] = one_affair(all_features[first[n]], all_features[second[n]])
    return np.asarray(found, dtype=np.bool_)


def _keys(one: Features, words: Mapping[str, int], names: Mapping[str, int]) -> Iterator[Hashable]:
    """What brings a statement together with others; `words` and `names` are the ranks of those that more than one has,
    the rarest first."""
    yield one.folded
    rare = sorted(one.concepts & words.keys(), key=words.__getitem__)[:_RAREST]
    named = sorted(one.named & names.keys(), key=names.__getitem__)[:_NAMES]
    for term in rare:
        yield "word", term
    yield from itertools.product(named, rare)
    kind = one.statement.event_type or one.statement.relation or one.statement.kind
    for name in named:
        yield name, kind, (one.told or 0) // _DAYS
    for quantity in one.values:
        yield "figure", quantity.unit, quantity.value


def _ranks(sets: Iterable[Iterable[str]]) -> dict[str, int]:
    """The ranks of the terms that more than one set has, the rarest first."""
    counts = Counter(itertools.chain.from_iterable(sets))
    in_order = sorted((many, term) for term, many in counts.items() if many > 1)
    return {term: rank for rank, (_, term) in enumerate(in_order)}


def _in_near_documents(all_features: Sequence[Features], overlap: Overlap, types: Numbers) -> Iterator[Numbers]:
    """The likeliest pairs of each statement with those of the reports nearest to its own, and of its own."""
    of_document: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(all_features):
        of_document[one.statement.document].append(n)
    places = {document: np.array(some) for document, some in of_document.items()}
    nearest = _nearest({document: all_features[some[0]].affair for document, some in of_document.items()})
    tells = np.array([one.tells for one in all_features])
    documents = sorted(nearest)
    for n in range(0, len(documents), _AT_ONCE):
        beside = [(places[d], places[other]) for d in documents[n : n + _AT_ONCE] for other in (d, *nearest[d])]
        first = np.concatenate([np.repeat(some, len(others)) for some, others in beside])
        second = np.concatenate([np.tile(others, len(some)) for some, others in beside])
        report = np.repeat(np.arange(len(beside)), [len(some) * len(others) for some, others in beside])
        other = first != second
        yield _likeliest_of_each(first[other], second[other], report[other], overlap, types, tells)


def _likeliest_of_each(
    first: Numbers, second: Numbers, report: Numbers, overlap: Overlap, types: Numbers, tells: NDArray[np.float64]
) -> Numbers:
    """Of pairs with the statements of some reports, those that are likeliest for the first, a few of each report."""
    order = np.argsort(first, kind="stable")
    first, second, report = first[order], second[order], report[order]
    common = overlap.of(first, second)
    told = common.tells / HUNDREDTHS
    alike = told + _A_NAME * common.names + _A_TYPE * (types[first] == types[second])
    alike += _A_SHARE * told / np.maximum(_LITTLE, np.minimum(tells[first], tells[second]))
    something = (common.tells > 0) | (common.names > 0)
    first, second, report = first[something], second[something], report[something]
    thousandths = np.rint(alike[something] * 1000).astype(np.int64)
    many = len(tells)
    best = _best(report * many + first, -thousandths, second, _OF_EACH)
    return _codes(first[best], second[best], many)


def _nearest(affairs: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    """The documents with which each has most of what it names in common, the rarer the more."""
    documents = sorted(affairs)
    holders: dict[str, list[int]] = defaultdict(list)
    for n, document in enumerate(documents):
        for name in affairs[document]:
            holders[name].append(n)
    # In whole parts, so that a sum is the same in whatever order it is added up.
    tells = {name: round(_PARTS * math.log((len(affairs) + 1) / len(some))) for name, some in holders.items()}
    total = np.array([_FEW_NAMED * _PARTS + sum(tells[name] for name in affairs[d]) for d in documents])
    of = {name: np.array(some) for name, some in holders.items() if 1 < len(some) <= _EVERYWHERE}
    nearest = {}
    for n, document in enumerate(documents):
        rare = [name for name in affairs[document] if name in of]
        others = np.concatenate([np.zeros(0, dtype=np.int64), *(of[name] for name in rare)])
        told = np.repeat([float(tells[name]) for name in rare], [len(of[name]) for name in rare])
        met = different(others[others != n])
        common = np.bincount(np.searchsorted(met, others[others != n]), weights=told[others != n], minlength=len(met))
        millionths = np.rint(1e6 * common / np.minimum(total[n], total[met])).astype(np.int64)
        nearest[document] = [documents[o] for o in met[np.argsort(-millionths, kind="stable")[:_NEAR]].tolist()]
    return nearest
