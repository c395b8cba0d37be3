"""Documents that share text: the passages, and who had them first.

Runs of five words are looked up in one index, so that the work grows with the words read and not with the pairs of
documents; those that few documents have lead to pairs, and shared passages grow from them, edits and all.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from whence.model import Document
from whence.weighing.reuse.boilerplate import printed_runs
from whence.weighing.reuse.comparing import Alike, collection, each_alike, place, printed_short
from whence.weighing.reuse.index import Kept

_WHOLE: Final = 0.9


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


def each_shared(texts: Sequence[str], publishers: Sequence[str | None], ids: Sequence[str]) -> list[Shared]:
    """The same for texts with their publishers and ids."""
    order = sorted(range(len(ids)), key=lambda n: (place(ids[n]), n))
    documents = collection([texts[n] for n in order], [publishers[n] for n in order])
    printed = printed_runs(documents.runs, documents.long_runs, documents.outlets)
    found = each_alike(documents, printed, printed_short(documents, printed))
    held = np.empty(len(ids), np.int64)
    held[order] = np.diff(documents.words.first)
    return in_order_of_copying(
        (one._replace(one=order[one.one], other=order[one.other]) for one in found), ids, held.tolist()
    )


def kept_shared(kept: Iterable[Kept], documents: Sequence[Document]) -> list[Shared]:
    """What :func:`shared_passages` gives of the same documents, from what an index has kept of them."""
    rank = {document.id: n for n, document in enumerate(documents)}
    words = [0] * len(documents)
    found = []
    for one in kept:
        a, b = rank[one.one], rank[one.other]
        words[a], words[b] = one.held
        found.append(Alike(a, b, one.spans, one.words))
    return in_order_of_copying(found, [document.id for document in documents], words)


def in_order_of_copying(found: Iterable[Alike], ids: Sequence[str], words: Sequence[int]) -> list[Shared]:
    """What documents share as text that a later one has of an earlier. Numbers, `ids` and counts of `words` are in the
    order in which documents could have copied."""
    ordered = [one if one.one > one.other else _turned(one) for one in found]
    ordered.sort(key=lambda one: one[:2])
    return [
        Shared(ids[later], ids[before], spans, total, round(min(1.0, total / words[later]), 4))
        for later, before, spans, total in ordered
    ]


def _turned(one: Alike) -> Alike:
    return Alike(one.other, one.one, tuple(sorted((c, d, a, b) for a, b, c, d in one.spans)), one.words)


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
