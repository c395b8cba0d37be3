"""What many documents have that have nothing else in common: the lines an outlet prints under each report, notices.

A passage that forty outlets took from one agency stands in as many documents. What tells the two apart is the rest of
the documents: copies share that too. So the documents that have a passage are put into families that share much of
their text, and it is boilerplate by the number of families.

Whether a run is boilerplate depends on the documents that have it and on nothing else (of many, on those whose places
are least), so that an index can say it of the runs of one document.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from whence.weighing.reuse.postings import Postings, earlier, kept_rare, keys_within
from whence.weighing.reuse.words import Array, Words

RUN: Final = 12
WINDOW: Final = 5
"""Boilerplate is printed to the letter, so that it is looked for in long runs."""

FAMILIES: Final = 12
"""So many families of documents have a passage by chance or habit, not by copying; a paragraph of an agency that is
quoted inside other reports has been seen to stand in up to nine."""

FAMILIES_OF_ONE_OUTLET: Final = 3
ASKED: Final = 64
"""Documents that are asked about a run: of more, those whose places are least."""

_ALL_BUT_ONE_OUTLET: Final = 0.6
_PART_OF_FAMILIES: Final = 0.5

ONE_IN: Final = 4  # runs looked at for families
_SHARED: Final = 0.3
_MOSTLY_SHARED: Final = 0.7
_FEWEST_SHARED: Final = 5  # of the runs looked at: some fifty words
_FEWEST_OF_BOILERPLATE: Final = 3
_MOST: Final = 64
_BLOCK: Final = 2048


def printed_runs(runs: Postings, long_runs: Postings, outlets: Array) -> Array:
    """For each long run, by its group, whether it is boilerplate.

    `runs` are those that families are told by, `outlets` a number for each document's outlet, or -1. Documents are in
    the order of their places.
    """
    count = len(long_runs.sizes)
    rank = np.arange(len(long_runs.group)) - long_runs.begins[long_runs.group]
    asked = (long_runs.sizes >= FAMILIES_OF_ONE_OUTLET)[long_runs.group] & (rank < ASKED)
    family = _families(long_runs, asked, near(runs, outlets), len(outlets))
    members = np.flatnonzero(asked)
    group, documents = long_runs.group[members], long_runs.documents[members]
    sizes = np.bincount(group, minlength=count)
    in_families = _distinct(group, family[members], count)
    wide = (in_families >= FAMILIES) & (in_families >= _PART_OF_FAMILIES * sizes)
    most, which = _commonest(group, outlets[documents], count)
    of_it = outlets[documents] == which[group]
    in_outlet = _distinct(group[of_it], family[members[of_it]], count)
    own = (in_outlet >= FAMILIES_OF_ONE_OUTLET) & (most >= _ALL_BUT_ONE_OUTLET * sizes)
    own &= in_outlet >= _PART_OF_FAMILIES * most
    printed: Array = wide | own
    return printed


def short_keys(words: Words, long_runs: Postings, groups: Array, length: int, window: int) -> Array:
    """The keys of the short runs that lie in each of these long runs, wherever it stands; a row for each."""
    return keys_within(words, long_runs.places[long_runs.begins[groups]].astype(np.int64), RUN, length, window)


def inside(words: Words, runs: Postings, long_runs: Postings, printed: Array, printed_short: Array) -> Array:
    """For each word, whether it stands in one of the long runs that are `printed`, or in several of the short runs that
    lie in such: there it is garbled or edited."""
    marked = np.zeros(len(words.numbers), np.bool_)
    postings_ = printed[long_runs.group]
    places = long_runs.places[postings_]
    for k in range(RUN):
        marked[places + k] = True
    _to_its_ends(words, marked, long_runs, postings_)
    short = np.flatnonzero(printed_short[runs.group])
    several = np.bincount(runs.documents[short], minlength=len(words.first)) >= _FEWEST_OF_BOILERPLATE
    short = short[several[runs.documents[short]]]
    order = np.argsort(runs.places[short])
    places, documents = runs.places[short][order], runs.documents[short][order]
    close = np.flatnonzero((np.diff(places) <= 2 * runs.length) & (documents[1:] == documents[:-1]))
    for k in range(2 * runs.length):
        marked[np.minimum(places[close] + k, places[close + 1])] = True
    for k in range(runs.length):
        marked[places + k] = True
    return marked


def _to_its_ends(words: Words, marked: Array, long_runs: Postings, printed: Array) -> None:
    """Carries the marks on over the few words at each end that winnowing leaves out, as far as the first document that
    has the run has them too (for that one itself, the second)."""
    first = long_runs.begins[long_runs.group[printed]]
    of = np.flatnonzero(printed)
    reference = np.where(of == first, np.minimum(first + 1, len(printed) - 1), first)
    for offset, sign in ((0, -1), (RUN - 1, 1)):
        here, there = long_runs.places[of] + offset, long_runs.places[reference] + offset
        room = np.minimum(
            *(
                (place - words.first[documents] if sign < 0 else words.first[documents + 1] - 1 - place)
                for place, documents in ((here, long_runs.documents[of]), (there, long_runs.documents[reference]))
            )
        )
        for step in range(1, WINDOW + 1):
            here, there = here + sign, there + sign
            fits = room >= step
            here, there, room = here[fits], there[fits], room[fits]
            same = words.numbers[here] == words.numbers[there]
            here, there, room = here[same], there[same], room[same]
            marked[here] = True


def near(runs: Postings, outlets: Array) -> Array:
    """The pairs of documents that share much of their text, in order: the later's number above 32 bits, the earlier's
    below. Two of one outlet may share its boilerplate: they have to share most."""
    rare = kept_rare(runs, _MOST, ONE_IN)
    held = np.bincount(runs.documents[runs.keys[runs.group] % ONE_IN == 0], minlength=len(outlets))
    found = [np.zeros(0, np.int64)]
    for low in range(0, len(outlets), _BLOCK):
        later, before = earlier(runs, low, min(low + _BLOCK, len(outlets)), rare)
        pairs, shared = np.unique(
            (runs.documents[later].astype(np.int64) << 32) | runs.documents[before], return_counts=True
        )
        a, b = pairs >> 32, pairs & 0xFFFFFFFF
        one_outlet = (outlets[a] == outlets[b]) & (outlets[a] >= 0)
        asked = np.where(one_outlet, _MOSTLY_SHARED, _SHARED) * np.maximum(held[a], held[b])
        found.append(pairs[(shared >= _FEWEST_SHARED) & (shared >= asked)])
    return np.concatenate(found)


def _families(long_runs: Postings, asked: Array, pairs: Array, documents: int) -> Array:
    """For each posting of a long run, a number that is the same for those of documents of one family, among those that
    have the run."""
    family = np.arange(len(long_runs.group))
    ones, others = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for low in range(0, documents, _BLOCK):
        later, before = earlier(long_runs, low, min(low + _BLOCK, documents), asked)
        if not len(later) or not len(pairs):
            continue
        pair = (long_runs.documents[later].astype(np.int64) << 32) | long_runs.documents[before]
        together = pairs[np.minimum(np.searchsorted(pairs, pair), len(pairs) - 1)] == pair
        ones.append(later[together])
        others.append(before[together])
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
