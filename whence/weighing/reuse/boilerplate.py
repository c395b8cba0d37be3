"""What many documents have that have nothing else in common: the lines an outlet prints under each report, notices.

A passage that forty outlets took from one agency stands in as many documents. What tells the two apart is the rest of
the documents: copies share that too. So documents are first put into families that share much of their text, and a
passage is boilerplate by the number of families that have it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from whence.weighing.reuse.postings import Postings, earlier
from whence.weighing.reuse.words import Array, Words

RUN: Final = 12
WINDOW: Final = 5
"""Boilerplate is printed to the letter, so that it is looked for in long runs."""

FAMILIES: Final = 12
"""So many families of documents have a passage by chance or habit, not by copying; a paragraph of an agency that is
quoted inside other reports has been seen to stand in up to nine."""

FAMILIES_OF_ONE_OUTLET: Final = 3
_ALL_BUT_ONE_OUTLET: Final = 0.6
_PART_OF_FAMILIES: Final = 0.5

_ONE_IN: Final = 4  # runs looked at for families
_SHARED: Final = 0.3
_MOSTLY_SHARED: Final = 0.7
_FEWEST_SHARED: Final = 5  # of the runs looked at: some fifty words
_MOST: Final = 64
_BLOCK: Final = 2048


def boilerplate(words: Words, runs: Postings, long_runs: Postings, outlets: Array) -> Array:
    """For each word, whether it stands in boilerplate.

    `runs` are those that families are told by, `outlets` a number for each document's outlet, or -1.
    """
    inside = np.zeros(len(words.numbers), np.bool_)
    if not len(long_runs.places):
        return inside
    family = families(runs, outlets)
    often = _often(long_runs)
    documents, sizes = long_runs.documents[often.members], often.sizes
    in_families = _distinct(often.group, family[documents], len(sizes))
    wide = (in_families >= FAMILIES) & (in_families >= _PART_OF_FAMILIES * sizes)
    most, which = _commonest(often.group, outlets[documents], len(sizes))
    of_it = outlets[documents] == which[often.group]
    in_outlet = _distinct(often.group[of_it], family[documents[of_it]], len(sizes))
    own = (in_outlet >= FAMILIES_OF_ONE_OUTLET) & (most >= _ALL_BUT_ONE_OUTLET * sizes)
    own &= in_outlet >= _PART_OF_FAMILIES * most
    printed = np.zeros(len(long_runs.group), np.bool_)
    printed[often.members] = (wide | own)[often.group]
    places = long_runs.places[printed]
    for k in range(RUN):
        inside[places + k] = True
    return _to_its_ends(words, inside, long_runs, printed)


def families(runs: Postings, outlets: Array) -> Array:
    """A number for each document, the same for those that share much of their text. `outlets`: theirs, or -1.

    What is nearly always in one outlet may be its boilerplate: it does not count, unless it is most of both documents.
    """
    count = len(outlets)
    family = np.arange(count)
    looked_at = runs.group % _ONE_IN == 0
    often = _often(runs, _ONE_IN)
    most, _ = _commonest(often.group, outlets[runs.documents[often.members]], len(often.sizes))
    everywhere = np.ones(len(runs.sizes), np.bool_)
    everywhere[often.numbers] = most < _ALL_BUT_ONE_OUTLET * often.sizes
    looked_at_everywhere = looked_at & everywhere[runs.group]
    held = np.bincount(runs.documents[looked_at], minlength=count)
    held_everywhere = np.bincount(runs.documents[looked_at_everywhere], minlength=count)
    ones, others = [], []
    for low in range(0, count, _BLOCK):
        later, before = earlier(runs, low, min(low + _BLOCK, count), _MOST, _ONE_IN)
        pairs = (runs.documents[later].astype(np.int64) << 32) | runs.documents[before]
        pairs, which, shared = np.unique(pairs, return_inverse=True, return_counts=True)
        counting = np.bincount(which[everywhere[runs.group[later]]], minlength=len(pairs))
        a, b = pairs >> 32, pairs & 0xFFFFFFFF
        near = (counting >= _FEWEST_SHARED) & (counting >= _SHARED * np.maximum(held_everywhere[a], held_everywhere[b]))
        near |= (shared >= _FEWEST_SHARED) & (shared >= _MOSTLY_SHARED * np.maximum(held[a], held[b]))
        ones.append(a[near])
        others.append(b[near])
    a, b = np.concatenate(ones), np.concatenate(others)
    while True:  # the least number among neighbours, until nothing changes
        least = np.minimum(family[a], family[b])
        after = family.copy()
        np.minimum.at(after, a, least)
        np.minimum.at(after, b, least)
        after = after[after]
        if np.array_equal(after, family):
            return family
        family = after


class _Often(NamedTuple):
    """The runs that several documents have, numbered anew: their numbers in the index, their sizes, the postings of
    them, and which of them each of these is of."""

    numbers: Array
    sizes: Array
    members: Array
    group: Array


def _often(runs: Postings, one_in: int = 1) -> _Often:
    several = runs.sizes >= FAMILIES_OF_ONE_OUTLET
    if one_in > 1:
        several &= np.arange(len(several)) % one_in == 0
    members = np.flatnonzero(several[runs.group])
    anew = np.cumsum(several, dtype=np.int32) - 1
    return _Often(np.flatnonzero(several), runs.sizes[several], members, anew[runs.group[members]])


def _distinct(group: Array, value: Array, count: int) -> Array:
    """How many values each group has."""
    pairs = np.unique((group.astype(np.int64) << 32) | value)
    return np.bincount(pairs >> 32, minlength=count)


def _commonest(group: Array, value: Array, count: int) -> tuple[Array, Array]:
    """How often each group has its commonest value that is not negative, and which that is (-2: it has none)."""
    most, which = np.zeros(count, np.int64), np.full(count, -2)
    group, value = group[value >= 0], value[value >= 0]
    pairs, times = np.unique((group.astype(np.int64) << 32) | value, return_counts=True)
    order = np.lexsort((times, pairs >> 32))
    groups = (pairs >> 32)[order]
    last = np.ones(len(groups), np.bool_)
    last[:-1] = groups[1:] != groups[:-1]
    most[groups[last]] = times[order][last]
    which[groups[last]] = (pairs & 0xFFFFFFFF)[order][last]
    return most, which


def _to_its_ends(words: Words, inside: Array, long_runs: Postings, printed: Array) -> Array:
    """The marks carried on over the few words at each end that winnowing leaves out, as far as another has them."""
    reference = long_runs.places[long_runs.begins][long_runs.group]
    reference[long_runs.begins] = long_runs.places[np.minimum(long_runs.begins + 1, len(printed) - 1)]
    for offset, sign in ((0, -1), (RUN - 1, 1)):
        here, there = long_runs.places[printed] + offset, reference[printed] + offset
        for _ in range(WINDOW):
            here, there = here + sign, there + sign
            fits = (here >= 0) & (here < len(inside)) & (there >= 0) & (there < len(inside))
            here, there = here[fits], there[fits]
            same = words.numbers[here] == words.numbers[there]
            here, there = here[same], there[same]
            inside[here] = True
    return inside
