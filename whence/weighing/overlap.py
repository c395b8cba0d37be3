"""What statements have in common, for many pairs at once: how much the words that they share tell, how many names.

Sets of words are rows of numbers here. Weights are whole hundredths, so that a sum is the same in whatever order it is
added up, on any machine.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.weighing.concepts import telling
from whence.weighing.features import Features

Numbers = NDArray[np.int64]

HUNDREDTHS: Final = 100
"""What words tell is counted in these: the table of weights has two decimals."""

_CELLS: Final = 1 << 21
"""Cells of the table that is laid out at once (16 MB): some statements by all terms."""


class Common(NamedTuple):
    """What pairs share: how much their common words tell, in hundredths, and how many names they have in common."""

    tells: Numbers
    names: Numbers


class Overlap:
    """The words and names of statements as rows of numbers."""

    def __init__(self, all_features: Sequence[Features]) -> None:
        self._words = Rows([one.concepts for one in all_features], weighed=True)
        self._names = Rows([one.named for one in all_features], weighed=False)

    def of(self, first: Numbers, second: Numbers) -> Common:
        """What each pair shares; `first` and `second` are the places of its two statements, `first` in order."""
        return Common(self._words.of(first, second), self._names.of(first, second))


class Rows:
    """Sets of terms, each a run in one long row of numbers; where it begins and its length are by the set's place."""

    def __init__(self, sets: Sequence[Collection[str]], *, weighed: bool) -> None:
        numbers = {term: n for n, term in enumerate(dict.fromkeys(itertools.chain.from_iterable(sets)))}
        self._terms = np.array([numbers[term] for some in sets for term in some], dtype=np.int64)
        self._length = np.array([len(some) for some in sets], dtype=np.int64)
        self._begins = np.cumsum(self._length) - self._length
        weights = [round(telling((term,)) * HUNDREDTHS) for term in numbers] if weighed else [1] * len(numbers)
        self._weights = np.array(weights, dtype=np.float64)

    def of(self, first: Numbers, second: Numbers) -> Numbers:
        """What the sets of each pair have in common: how many terms, or what these tell in hundredths if `weighed`;
        `first` and `second` are the places of the two sets, `first` in order."""
        found = np.zeros(len(first), dtype=np.int64)
        height = max(1, _CELLS // max(1, len(self._weights)))
        for low, high in _strips(first, height):
            found[low:high] = self._of_strip(first[low:high], second[low:high])
        return found

    def _of_strip(self, first: Numbers, second: Numbers) -> Numbers:
        """The same for pairs whose first statements are few enough to lay out."""
        begins = begins_of(first)
        table = np.zeros((len(begins), len(self._weights)))
        terms, lengths = self._run(first[begins])
        table[np.repeat(np.arange(len(begins)), lengths), terms] = self._weights[terms]
        terms, lengths = self._run(second)
        row = np.repeat(np.repeat(np.arange(len(begins)), np.diff(np.r_[begins, len(first)])), lengths)
        pair = np.repeat(np.arange(len(first)), lengths)
        sums = np.bincount(pair, weights=table[row, terms], minlength=len(first))
        return sums.astype(np.int64)

    def _run(self, places: Numbers) -> tuple[Numbers, Numbers]:
        """The terms of the sets at some places, one set after the other, and how many each has."""
        lengths = self._length[places]
        before = np.cumsum(lengths) - lengths
        at = np.repeat(self._begins[places] - before, lengths) + np.arange(lengths.sum())
        return self._terms[at], lengths


def _strips(first: Numbers, height: int) -> Iterator[tuple[int, int]]:
    """The bounds of runs of pairs with at most `height` different first statements, which come in order."""
    yield from itertools.pairwise([*begins_of(first)[::height].tolist(), len(first)])


def different(numbers: Numbers) -> Numbers:
    """Each number once, in order."""
    in_order = np.sort(numbers)
    return in_order[begins_of(in_order)]


def begins_of(in_order: Numbers) -> Numbers:
    """Where each run of equal numbers begins."""
    return np.flatnonzero(np.r_[True, in_order[1:] != in_order[:-1]][: len(in_order)])
