"""The runs that documents share -> the passages that each two of them share, to the character.

What two documents share depends on these two, on how many have each run (not on which), and on which runs are
boilerplate; so that those that have come new can be compared with the few that have runs of theirs.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from whence.weighing.reuse.boilerplate import RUN as LONG_RUN
from whence.weighing.reuse.boilerplate import WINDOW as LONG_WINDOW
from whence.weighing.reuse.boilerplate import inside, short_keys
from whence.weighing.reuse.passages import Passages, passages
from whence.weighing.reuse.postings import Postings, earlier, kept_rare, postings
from whence.weighing.reuse.words import Array, Words, words_of

RUN: Final = 5
WINDOW: Final = 4
"""Words in a run, and runs of which one is taken: what is the same over eight words on end is always seen."""

LONGEST_AT_LEAST: Final = 14
TOGETHER_AT_LEAST: Final = 22
"""Two documents share text where one passage has fourteen words that tell, or all passages together twenty-two: a title
with a name, or a figure with its source, comes out alike in eight to twelve words without any copying."""

_NAMED: Final = 1
_OTHER: Final = 2
"""What a word with a capital or a digit tells, against others: two reports of one affair name the same people, places
and figures."""

_FEWEST_OWN: Final = 5
"""A passage with less outside quotation marks is a speaker's, whom both have heard."""

_QUOTED: Final = 0.5
"""What the words in quotation marks tell, against those around them: they can make up half as much at most."""

MOST: Final = 64
"""Documents that may have a run for it to lead anywhere: what more have is a formula, or is found by other runs."""

_LONGEST_FOOT: Final = 60

FEWEST_RUNS: Final = 2
_BLOCK: Final = 2048


class Collection(NamedTuple):
    """Documents in the order of their places: their words, the runs that are looked up, the long runs that tell
    boilerplate, and a number for each one's outlet, or -1."""

    words: Words
    runs: Postings
    long_runs: Postings
    outlets: Array


class Alike(NamedTuple):
    """Text that two documents share, `one` and `other` by their numbers, `one` the greater. `spans` (start, end in the
    one; in the other) are in characters, `words` counts what agrees."""

    one: int
    other: int
    spans: tuple[tuple[int, int, int, int], ...]
    words: int


def place(id_: str) -> int:
    """The number of 63 bits by which a document stands in an index: the order of these has nothing to do with what the
    documents are."""
    return int.from_bytes(hashlib.sha256(id_.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1


def collection(texts: Sequence[str], publishers: Sequence[str | None]) -> Collection:
    """The documents to compare; texts and publishers are in that order."""
    words = words_of(texts)
    number = {name: n for n, name in enumerate(sorted({p for p in publishers if p}))}
    outlets = np.array([number[p] if p else -1 for p in publishers], np.int64)
    return Collection(words, postings(words, RUN, WINDOW), postings(words, LONG_RUN, LONG_WINDOW), outlets)


def printed_short(documents: Collection, printed: Array) -> Array:
    """For each short run, by its group, whether it lies in a long run that is boilerplate, which `printed` says."""
    groups = np.flatnonzero(printed)
    keys = short_keys(documents.words, documents.long_runs, groups, RUN, WINDOW)
    found: Array = np.isin(documents.runs.keys, keys)
    return found


def each_alike(documents: Collection, printed: Array, short: Array, new: Array | None = None) -> Iterator[Alike]:
    """What each two documents share; `printed` and `short` say, by group, which long runs are boilerplate, and which
    short ones lie in such.

    With `new`, which says so of each document, only pairs in which one or both are new.
    """
    words, runs, long_runs, outlets = documents
    marked = inside(words, runs, long_runs, printed, short)
    numbers = words.numbers.copy()
    numbers[marked] = np.flatnonzero(marked)  # words of boilerplate are like no other
    own = _summed(np.where(words.named, np.int8(_NAMED), np.int8(_OTHER)) * ~words.quoted)
    quoted = _summed(words.quoted)
    rare = kept_rare(runs, MOST) & ~short[runs.group]
    rare &= ~(marked[runs.places] | marked[runs.places + RUN - 1])
    for low in range(0, len(outlets), _BLOCK):
        seeds = _seeds(runs, rare, low, min(low + _BLOCK, len(outlets)), new)
        if len(seeds[0]):
            found = _without_feet(passages(words, numbers, seeds, RUN), words, outlets)
            yield from _alike(_telling(found, own, quoted), words)


def _seeds(runs: Postings, rare: Array, low: int, high: int, new: Array | None) -> tuple[Array, Array, Array, Array]:
    """Rare runs that the documents from `low` to `high` share with those before them, of pairs that have several."""
    later, before = earlier(runs, low, high, rare)
    if new is not None:
        asked = new[runs.documents[later]] | new[runs.documents[before]]
        later, before = later[asked], before[asked]
    pair = (runs.documents[later].astype(np.int64) << 32) | runs.documents[before]
    _, which, times = np.unique(pair, return_inverse=True, return_counts=True)
    kept = times[which] >= FEWEST_RUNS
    later, before = later[kept], before[kept]
    return runs.documents[later], runs.documents[before], runs.places[later], runs.places[before]


def _without_feet(found: Passages, words: Words, outlets: Array) -> Passages:
    """The passages but for those with which two documents of one outlet end, if they are short and the rest is not.

    What an outlet prints under three reports is known as boilerplate; under two it is known by its place.
    """
    length = found.a_end - found.a
    ends = words.first[1:]
    held = np.minimum(ends[found.later] - words.first[found.later], ends[found.earlier] - words.first[found.earlier])
    foot = (outlets[found.later] == outlets[found.earlier]) & (outlets[found.later] >= 0)
    foot &= (ends[found.later] - found.a_end <= 2) & (ends[found.earlier] - found.b_end <= 2)
    foot &= (length <= _LONGEST_FOOT) & (2 * length < held)
    return Passages(*(column[~foot] for column in found))


def _summed(values: Array) -> Array:
    sums = np.zeros(len(values) + 1, np.int32 if len(values) < 1 << 29 else np.int64)
    np.cumsum(values, out=sums[1:])
    return sums


def _telling(found: Passages, own: Array, quoted: Array) -> Passages:
    """The passages that are a report's, of pairs of documents in which they are long enough to tell of copying.

    `own` sums up what the words tell that stand outside quotation marks, `quoted` counts those inside.
    """
    share_a, share_b = found.agreeing / (found.a_end - found.a), found.agreeing / (found.b_end - found.b)
    outside = np.maximum((own[found.a_end] - own[found.a]) * share_a, (own[found.b_end] - own[found.b]) * share_b)
    outside /= _OTHER
    inside = np.minimum(quoted[found.a_end] - quoted[found.a], quoted[found.b_end] - quoted[found.b])
    tells = outside + np.minimum(inside, _QUOTED * outside)
    kept = outside >= _FEWEST_OWN
    found, tells = Passages(*(column[kept] for column in found)), tells[kept]
    if not len(tells):
        return found
    pair = (found.later.astype(np.int64) << 32) | found.earlier
    begins = np.flatnonzero(np.diff(pair, prepend=-1))
    enough = (np.maximum.reduceat(tells, begins) >= LONGEST_AT_LEAST) | (
        np.add.reduceat(tells, begins) >= TOGETHER_AT_LEAST
    )
    kept = np.repeat(enough, np.diff(np.append(begins, len(pair))))
    return Passages(*(column[kept] for column in found))


def _alike(found: Passages, words: Words) -> Iterator[Alike]:
    pair = (found.later.astype(np.int64) << 32) | found.earlier
    begins = np.flatnonzero(np.diff(pair, prepend=-1)).tolist()
    columns = (words.starts[found.a], words.ends[found.a_end - 1], words.starts[found.b], words.ends[found.b_end - 1])
    spans = list(zip(*(column.tolist() for column in columns), strict=True))
    counts = found.agreeing.tolist()
    for low, high in itertools.pairwise([*begins, len(spans)]):
        yield Alike(int(found.later[low]), int(found.earlier[low]), tuple(spans[low:high]), sum(counts[low:high]))
