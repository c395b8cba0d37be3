"""Documents that share text: the passages, and who had them first.

Runs of five words are looked up in one index, so that the work grows with the words read and not with the pairs of
documents; those that few documents have lead to pairs, and shared passages grow from them, edits and all.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from whence.model import Document
from whence.weighing.reuse.boilerplate import RUN as LONG_RUN
from whence.weighing.reuse.boilerplate import WINDOW as LONG_WINDOW
from whence.weighing.reuse.boilerplate import boilerplate
from whence.weighing.reuse.passages import Passages, passages
from whence.weighing.reuse.postings import Postings, earlier, postings
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

_MOST: Final = 64
"""Documents that may have a run for it to lead anywhere: what more have is a formula, or is found by other runs."""

_WHOLE: Final = 0.9

_LONGEST_FOOT: Final = 60

_FEWEST_RUNS: Final = 2
_FEWEST_OF_BOILERPLATE: Final = 3
_BLOCK: Final = 2048


@dataclasses.dataclass(frozen=True, slots=True)
class Shared:
    """Text of a later document that an earlier one has: `spans` (later start, end, earlier start, end) in characters.

    `words` is the count of shared words, `share` their part of the later document.
    """

    later: str
    earlier: str
    spans: tuple[tuple[int, int, int, int], ...]
    words: int
    share: float


def shared_passages(documents: Sequence[Document]) -> list[Shared]:
    """What each document shares with each earlier one; `documents` are in the order in which they could have copied.

    Set aside: boilerplate, and passages that are a speaker's words in both documents with nothing of the report around
    them.
    """
    return list(each_shared([d.text for d in documents], [d.publisher for d in documents], [d.id for d in documents]))


def each_shared(texts: Sequence[str], publishers: Sequence[str | None], ids: Sequence[str]) -> Iterator[Shared]:
    """The same for texts with their publishers and ids, as they are found."""
    words = words_of(texts)
    runs = postings(words, RUN, WINDOW)
    number = {name: n for n, name in enumerate(sorted({p for p in publishers if p}))}
    outlets = np.array([number[p] if p else -1 for p in publishers], np.int64)
    printed = boilerplate(words, runs, postings(words, LONG_RUN, LONG_WINDOW), outlets)
    numbers = words.numbers.copy()
    own = _summed(np.where(words.named, np.int8(_NAMED), np.int8(_OTHER)) * ~words.quoted)
    quoted = _summed(words.quoted)
    for low in range(0, len(texts), _BLOCK):
        seeds = _seeds(runs, printed, low, min(low + _BLOCK, len(texts)))
        if len(seeds[0]):
            numbers[printed] = np.flatnonzero(printed)  # words of boilerplate are like no other
            found = _without_feet(passages(words, numbers, seeds, RUN), words, outlets)
            found = _telling(found, own, quoted)
            yield from _shared(found, words, ids)


def _seeds(runs: Postings, printed: Array, low: int, high: int) -> tuple[Array, Array, Array, Array]:
    """Rare runs that the documents from `low` to `high` share with earlier ones, of pairs that have several of them.

    Garbled or edited boilerplate is known by what it shares with that which is known: it is added to `printed`.
    """
    later, before = earlier(runs, low, high, _MOST)
    places, other_places = runs.places[later], runs.places[before]
    here, there = printed[places], printed[other_places]
    uneven = np.flatnonzero(here ^ there)
    if len(uneven):
        uneven = uneven[_times(runs, later[uneven], before[uneven]) >= _FEWEST_OF_BOILERPLATE]
        unmarked = np.unique(np.where(here[uneven], other_places[uneven], places[uneven]))
        near = np.flatnonzero(np.diff(unmarked) <= 2 * RUN)
        for k in range(2 * RUN):
            printed[np.minimum(unmarked[near] + k, unmarked[near + 1])] = True
        for k in range(RUN):
            printed[unmarked + k] = True
    own = ~(printed[places] | printed[other_places] | printed[places + RUN - 1] | printed[other_places + RUN - 1])
    later, before = later[own], before[own]
    kept = _times(runs, later, before) >= _FEWEST_RUNS
    later, before = later[kept], before[kept]
    return runs.documents[later], runs.documents[before], runs.places[later], runs.places[before]


def _times(runs: Postings, later: Array, before: Array) -> Array:
    """For each pair of postings, how many the same two documents have."""
    pair = (runs.documents[later].astype(np.int64) << 32) | runs.documents[before]
    _, which, times = np.unique(pair, return_inverse=True, return_counts=True)
    of_each: Array = times[which]
    return of_each


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


def _shared(found: Passages, words: Words, ids: Sequence[str]) -> Iterator[Shared]:
    pair = (found.later.astype(np.int64) << 32) | found.earlier
    begins = np.flatnonzero(np.diff(pair, prepend=-1)).tolist()
    columns = (words.starts[found.a], words.ends[found.a_end - 1], words.starts[found.b], words.ends[found.b_end - 1])
    spans = list(zip(*(column.tolist() for column in columns), strict=True))
    counts = found.agreeing.tolist()
    for low, high in itertools.pairwise([*begins, len(spans)]):
        later, before = int(found.later[low]), int(found.earlier[low])
        total = sum(counts[low:high])
        held = int(words.first[later + 1] - words.first[later])
        yield Shared(ids[later], ids[before], tuple(spans[low:high]), total, round(min(1.0, total / held), 4))


def laid_to_first(shared: Sequence[Shared]) -> list[Shared]:
    """Of what documents share with several earlier ones, what each passage is laid to: the earliest that has it whole.

    `shared` is in the order of :func:`shared_passages`. A later document that has more of a passage (nine tenths of it,
    where the earliest has less) comes first: a copy of an edited copy is that one's.
    """
    kept = []
    for _, group in itertools.groupby(shared, key=lambda one: one.later):
        left = list(group)
        taken: list[tuple[int, int]] = []
        while left:
            new = [_outside(one, taken) for one in left]
            most = max(map(_letters, new))
            if most == 0:
                break
            first = next(n for n, spans in enumerate(new) if _letters(spans) >= _WHOLE * most)
            one, spans = left.pop(first), new[first]
            taken += [(a, b) for a, b, _, _ in spans]
            if len(spans) == len(one.spans):
                kept.append(one)
            else:
                part = _letters(spans) / _letters(one.spans)
                kept.append(
                    dataclasses.replace(
                        one, spans=spans, words=round(part * one.words), share=round(part * one.share, 4)
                    )
                )
    return kept


def _outside(one: Shared, taken: Sequence[tuple[int, int]]) -> tuple[tuple[int, int, int, int], ...]:
    """The spans of which less than half is in what is `taken`."""
    return tuple(
        span
        for span in one.spans
        if 2 * sum(max(0, min(span[1], b) - max(span[0], a)) for a, b in taken) < span[1] - span[0]
    )


def _letters(spans: Sequence[tuple[int, int, int, int]]) -> int:
    return sum(b - a for a, b, _, _ in spans)


def counterpart(shared: Mapping[str, Sequence[Shared]], document: str, start: int, end: int) -> list[Shared]:
    """The shared texts of a document that cover most of the stretch from `start` to `end`, most covering first."""
    covering = []
    for one in shared.get(document, ()):
        covered = sum(max(0, min(end, b) - max(start, a)) for a, b, _, _ in one.spans)
        if 2 * covered >= end - start:
            covering.append((-covered, one.earlier, one))
    return [one for _, _, one in sorted(covering, key=lambda c: c[:2])]
