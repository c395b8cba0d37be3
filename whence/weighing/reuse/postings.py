"""Runs of words and where they stand: an index that says which documents have a run.

Of all runs some are taken by winnowing (Schleimer, Wilkerson and Aiken, "Winnowing", 2003): in every window of runs the
one with the least hash. Two texts that share a stretch as long as the window and a run share what is taken there.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from whence.weighing.reuse.words import Array, Words, mixed

_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
_LAST: Final = np.uint64(0xFFFFFFFFFFFFFFFF)
_INDEX_BITS: Final = 28
_INDEX: Final = np.uint64((1 << _INDEX_BITS) - 1)


class Postings(NamedTuple):
    """Where runs of `length` words stand, those of one hash together and by document, each document once.

    `documents` and `places` (of the run's first word among all words) are in that order; `group` numbers the hashes,
    `begins` says where each group begins and `sizes` how many it has. `by_place` gives the order of the text, in which
    those of document `n` are `first[n]` to `first[n + 1]`. `keys` are the hashes, one a group, of 36 bits.
    """

    length: int
    documents: Array
    places: Array
    group: Array
    begins: Array
    sizes: Array
    by_place: Array
    first: Array
    keys: Array


def postings(words: Words, length: int, window: int) -> Postings:
    """The index of the runs of so many words; one of each `window` runs or more is taken.

    Raises:
        ValueError: there are more than 268 million runs.
    """
    places, keys = _taken(words, length, window)
    if len(places) > int(_INDEX):
        raise ValueError(f"{len(places)} runs of words are too many for one index; read fewer documents at once")
    # One sort of numbers instead of an order over two columns: the hash in the upper bits, the place in the lower.
    keys &= ~_INDEX
    keys |= np.arange(len(places), dtype=np.uint64)
    keys.sort()
    order = (keys & _INDEX).astype(np.int32)
    keys >>= np.uint64(_INDEX_BITS)
    places = places[order]
    documents = (np.searchsorted(words.first, places, side="right") - 1).astype(np.int32)
    new = np.ones(len(keys), np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    once = new.copy()
    once[1:] |= documents[1:] != documents[:-1]
    del order
    places, documents, new = places[once], documents[once], new[once]
    keys = keys[once][new].astype(np.int64)
    begins = np.flatnonzero(new)
    sizes = np.diff(np.append(begins, len(new))).astype(np.int32)
    group = (np.cumsum(new) - 1).astype(np.int32)
    by_place = np.argsort(places).astype(np.int32)
    first = np.searchsorted(places[by_place], words.first)
    return Postings(length, documents, places, group, begins, sizes, by_place, first, keys)


def _taken(words: Words, length: int, window: int) -> tuple[Array, Array]:
    """The places of the runs that winnowing takes, and their hashes."""
    found = []
    # Whole documents at a time, some million words: the memory that this takes does not grow.
    bounds = np.unique(np.searchsorted(words.first, np.arange(0, len(words.numbers) + (1 << 21), 1 << 21)))
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        a, b = int(words.first[low]), int(words.first[min(high, len(words.first) - 1)])
        if b - a >= length:
            found.append(_taken_of(words, a, b, length, window))
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def _taken_of(words: Words, a: int, b: int, length: int, window: int) -> tuple[Array, Array]:
    hashes = _hashes(words.numbers[a:b], length)
    count = len(hashes)
    # A run across two documents is none. `length` is no less than `window`, so that no window sees two documents.
    ends = words.first[np.searchsorted(words.first, a) : np.searchsorted(words.first, b) + 1] - a
    inside = np.ones(count, np.bool_)
    for back in range(1, length):
        across = ends - back
        inside[across[(across >= 0) & (across < count)]] = False
    hashes[~inside] = _LAST
    least = np.concatenate([np.full(window - 1, _LAST), hashes, np.full(window - 1, _LAST)])
    windows = len(least) - window + 1
    low = least[:windows].copy()
    for k in range(1, window):
        np.minimum(low, least[k : k + windows], out=low)
    # A run is taken where it is the least of some window that lies in its document as far as windows go.
    taken = np.zeros(count, np.bool_)
    for k in range(window):
        taken |= low[k : k + count] == hashes
    taken &= inside
    places = np.flatnonzero(taken) + a
    return places.astype(np.int32 if len(words.numbers) < 1 << 31 else np.int64), hashes[taken]


def _hashes(numbers: Array, length: int) -> Array:
    """The hashes of the runs along the first axis."""
    numbers = numbers.astype(np.uint64)
    count = len(numbers) - length + 1
    hashes = numbers[:count].copy()
    for k in range(1, length):
        hashes *= _FACTOR
        hashes += numbers[k : k + count]
    return mixed(hashes)


def keys_within(words: Words, places: Array, long: int, length: int, window: int) -> Array:
    """The keys of the runs that are taken in the `long` words from each place on, whatever stands around these.

    A row for each place; a key can be there several times.
    """
    hashes = _hashes(words.numbers[places[None, :] + np.arange(long)[:, None]], length)
    least = np.lib.stride_tricks.sliding_window_view(hashes, window, axis=0).min(axis=-1)
    keys: Array = (least >> np.uint64(_INDEX_BITS)).astype(np.int64).T
    return keys


def earlier(index: Postings, low: int, high: int, kept: Array) -> tuple[Array, Array]:
    """Pairs of postings of one run: of documents `low` to `high`, and of all documents before each.

    `kept` says of each posting whether it counts. Gives the positions in the index, later and earlier.
    """
    own = index.by_place[index.first[low] : index.first[high]].astype(np.int64)
    own = own[kept[own]]
    before = own - index.begins[index.group[own]]
    own, before = own[before > 0], before[before > 0]
    later = np.repeat(own, before)
    within = np.arange(len(later)) - np.repeat(np.cumsum(before) - before, before)
    return later, np.repeat(index.begins[index.group[own]], before) + within


def kept_rare(index: Postings, most: int, one_in: int = 1) -> Array:
    """Of each posting, whether its run is had by `most` documents at most, and is, by its hash, one in so many."""
    groups = index.sizes <= most
    if one_in > 1:
        groups &= index.keys % one_in == 0
    kept: Array = groups[index.group]
    return kept
