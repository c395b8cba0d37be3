"""An index of runs that is kept: documents that come new are compared with those that have runs of theirs, and with no
others, and what comes out is what comparing all documents at once gives.

What two documents share changes only where one of them is new, where a run of both has become too common to lead
anywhere, or where a run of one of them has become boilerplate or is that no longer. All three begin with a run of a new
document, so that they are found by looking up its runs. A :class:`Shelf` keeps the index; how, is its own affair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as Several
from typing import Final, NamedTuple, Protocol

import numpy as np

from whence.weighing.reuse.boilerplate import ASKED, FAMILIES_OF_ONE_OUTLET, ONE_IN, printed_runs, short_keys
from whence.weighing.reuse.comparing import (
    FEWEST_RUNS,
    MOST,
    RUN,
    WINDOW,
    Alike,
    Collection,
    collection,
    each_alike,
    printed_short,
)
from whence.weighing.reuse.postings import Postings
from whence.weighing.reuse.words import Array

_REFERENCES: Final = 2
"""So many documents that have a run of boilerplate say how far it goes on at its ends."""


class Kept(NamedTuple):
    """Text that two documents share, as an index keeps it: their ids, spans, the words that agree, and the words that
    the two have (see :class:`~whence.weighing.reuse.comparing.Alike`)."""

    one: str
    other: str
    spans: tuple[tuple[int, int, int, int], ...]
    words: int
    held: tuple[int, int]


class Text(NamedTuple):
    """A document's text, and who published it."""

    text: str
    publisher: str | None


class Found(NamedTuple):
    """Text that two documents share, by their places, `one` the greater."""

    one: int
    other: int
    spans: tuple[tuple[int, int, int, int], ...]
    words: int


class Shelf(Protocol):
    """Where an index is kept. Documents go by their places; a key is that of a run, twice, and one more for a long
    run."""

    def texts(self, places: Iterable[int]) -> Mapping[int, Text]:
        """The documents at these places."""

    def holders(self, key: int, most: int | None = None) -> list[int]:
        """The documents that have a run, the least places first, no more than `most`."""

    def add_documents(self, words: Mapping[int, int]) -> None:
        """Takes in documents with their counts of words."""

    def add_runs(self, rows: Iterable[tuple[int, int]]) -> None:
        """Takes in keys with the documents that have them, in order."""

    def printed(self, keys: Several[int]) -> set[int]:
        """Those of the long runs that are boilerplate."""

    def printed_short(self, keys: Several[int]) -> set[int]:
        """Those of the short runs that lie in boilerplate."""

    def set_printed(self, key: int, short: Iterable[int] | None) -> None:
        """Says that a long run is boilerplate, in which these short runs lie, or with None that it is none."""

    def set_shared(self, places: Several[int], others: Several[int] | None, found: Iterable[Found]) -> None:
        """Puts what these documents share with `others`, or with any, in the place of what was kept of that."""


def build(shelf: Shelf, texts: Mapping[int, Text]) -> None:
    """Fills an empty index with all documents at once."""
    places, documents = _laid_out(texts)
    _take_in(shelf, places, documents)
    printed = printed_runs(documents.runs, documents.long_runs, documents.outlets)
    groups = np.flatnonzero(printed)
    for key, short in zip(documents.long_runs.keys[groups].tolist(), _short(documents, groups), strict=True):
        shelf.set_printed(_long(key), short)
    found = each_alike(documents, printed, printed_short(documents, printed))
    shelf.set_shared((), None, _placed(found, places))


def add(shelf: Shelf, texts: Mapping[int, Text]) -> None:
    """Adds new documents to an index."""
    places, documents = _laid_out(texts)
    _take_in(shelf, places, documents)
    crossing, had = [], {}
    for key, times in _times(documents.runs):
        holders = shelf.holders(2 * key, MOST + 1 + times)
        if len(holders) > MOST and MOST >= sum(holder not in texts for holder in holders) > 1:
            crossing.append((key, holders))
    for key, _ in _times(documents.long_runs):
        had[key] = shelf.holders(_long(key), ASKED)
    for key, holders in crossing:
        if key % ONE_IN == 0:
            _, some = _laid_out(shelf.texts(holders))
            for other in some.long_runs.keys[some.long_runs.sizes > 1].tolist():
                had.setdefault(other, shelf.holders(_long(other), ASKED))
    changed = set(texts) | _judge_anew(shelf, {k: h for k, h in had.items() if len(h) >= FAMILIES_OF_ONE_OUTLET}, texts)
    _compare(shelf, changed, None)
    for _, holders in crossing:
        _compare(shelf, set(holders), set(holders))


def _judge_anew(shelf: Shelf, had: Mapping[int, Sequence[int]], new: Several[int]) -> set[int]:
    """Says of long runs, given with the documents asked about them, whether they are boilerplate; gives the documents
    for which that changes what is boilerplate in them."""
    _, documents = _laid_out(shelf.texts({p for holders in had.values() for p in holders}))
    long_runs = documents.long_runs
    runs = _with_sizes(shelf, documents.runs, documents.runs.keys % ONE_IN == 0)
    printed = printed_runs(runs, long_runs, documents.outlets)
    before = shelf.printed([_long(key) for key in had])
    changed: set[int] = set()
    for group in np.flatnonzero(np.isin(long_runs.keys, np.array(list(had), np.int64))).tolist():
        key = int(long_runs.keys[group])
        was, now = _long(key) in before, bool(printed[group])
        if was != now:
            [short] = _short(documents, np.array([group]))
            among = shelf.printed_short(short)
            shelf.set_printed(_long(key), short if now else None)
            for other in among ^ shelf.printed_short(short):
                changed.update(shelf.holders(other))
        if was != now or (now and any(p in new for p in had[key][:_REFERENCES])):
            changed.update(shelf.holders(_long(key)))
    return changed


def _compare(shelf: Shelf, new: set[int], others: set[int] | None) -> None:
    """Finds again what `new` documents share with `others`, or with any, and keeps that."""
    wanted = set(new)
    if others is None:
        wanted |= _candidates(shelf, new)
    places, documents = _laid_out(shelf.texts(wanted))
    keys = [_long(key) for key in documents.long_runs.keys.tolist()]
    references = {p for key in shelf.printed(keys) for p in shelf.holders(key, _REFERENCES)}
    if references - wanted:
        places, documents = _laid_out(shelf.texts(wanted | references))
    long_runs, runs = documents.long_runs, documents.runs
    printed = _among(2 * long_runs.keys + 1, shelf.printed)
    short = _among(2 * runs.keys, shelf.printed_short)
    is_new = np.array([p in new for p in places], np.bool_)
    of_new = np.zeros(len(runs.keys), np.bool_)
    of_new[runs.group[is_new[runs.documents]]] = True
    documents = documents._replace(runs=_with_sizes(shelf, runs, of_new & ~short))
    found = _placed(each_alike(documents, printed, short, is_new), places)
    if others is not None:
        found = (one for one in found if one.one in others and one.other in others)
    shelf.set_shared(new, others, found)


def _candidates(shelf: Shelf, new: set[int]) -> set[int]:
    """The documents that have several rare runs of a new one."""
    _, documents = _laid_out(shelf.texts(new))
    runs = documents.runs
    of_each: dict[int, Counter[int]] = {}
    ends = [*runs.begins.tolist()[1:], len(runs.documents)]
    for key, begin, end in zip(runs.keys.tolist(), runs.begins.tolist(), ends, strict=True):
        holders = shelf.holders(2 * key, MOST + 1)
        if 1 < len(holders) <= MOST:
            for document in runs.documents[begin:end].tolist():
                of_each.setdefault(document, Counter()).update(holders)
    return {place for times in of_each.values() for place, n in times.items() if n >= FEWEST_RUNS}


def _with_sizes(shelf: Shelf, runs: Postings, asked: Array) -> Postings:
    """The runs of some documents with the sizes that they have in the whole index; of those `asked` for, where two of
    the documents have them."""
    sizes = runs.sizes.copy()
    for group in np.flatnonzero(asked & (sizes > 1) & (sizes <= MOST)).tolist():
        sizes[group] = len(shelf.holders(2 * int(runs.keys[group]), MOST + 1))
    return runs._replace(sizes=sizes)


def _laid_out(texts: Mapping[int, Text]) -> tuple[list[int], Collection]:
    places = sorted(texts)
    return places, collection([texts[p].text for p in places], [texts[p].publisher for p in places])


def _take_in(shelf: Shelf, places: Sequence[int], documents: Collection) -> None:
    shelf.add_documents(dict(zip(places, np.diff(documents.words.first).tolist(), strict=True)))
    at = np.array(places, np.int64)
    for runs, long in ((documents.runs, 0), (documents.long_runs, 1)):
        keys = 2 * runs.keys[runs.group] + long
        shelf.add_runs(zip(keys.tolist(), at[runs.documents].tolist(), strict=True))


def _times(runs: Postings) -> Iterator[tuple[int, int]]:
    return zip(runs.keys.tolist(), runs.sizes.tolist(), strict=True)


def _short(documents: Collection, groups: Array) -> list[list[int]]:
    keys = 2 * short_keys(documents.words, documents.long_runs, groups, RUN, WINDOW)
    return [sorted(set(row)) for row in keys.tolist()]


def _among(keys: Array, those: Callable[[Several[int]], set[int]]) -> Array:
    found: Array = np.isin(keys, np.array(sorted(those(keys.tolist())), np.int64))
    return found


def _placed(found: Iterable[Alike], places: Sequence[int]) -> Iterator[Found]:
    return (Found(places[one.one], places[one.other], one.spans, one.words) for one in found)


def _long(key: int) -> int:
    return 2 * key + 1
