"""Reports that tell another over again, in other words or another language: what they have from it, statement by
statement.

Such a report shares no runs of words with the other. It tells the same things in the same order, sentence after
sentence, with the same figures. Each pair of statements of one claim is asked for by itself, since most retellings add
something of their own: a model of named features says whether the later has the word of the earlier
(``data/retold.tsv``, made by ``training/train_retelling.py``).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from whence.model import Document, Statement
from whence.weighing.features import Features
from whence.weighing.models import model
from whence.weighing.outlets import Outlets
from whence.weighing.reuse import Shared
from whence.weighing.side_by_side import Pair, Shelf, days_between
from whence.weighing.taken import First, Taken

_LARGEST: Final = 60
"""Statements of a claim that are looked at: what everybody tells shows nothing."""


class Reports(NamedTuple):
    """What is known of the reports: `named` are the outlets that each names, `rank` their places in the order in which
    they could have had it from each other, `copied` says whether a statement lies in a passage that was copied."""

    documents: Mapping[str, Document]
    outlets: Outlets
    named: Mapping[str, Collection[str]]
    rank: Mapping[str, int]
    copied: Callable[[Statement], bool]


class Retold(NamedTuple):
    """A statement and the one of an earlier report whose word it has; `odds` are the model's, 0 or more."""

    later: Statement
    earlier: Statement
    odds: float


def retellings(groups: Sequence[Sequence[Features]], reports: Reports) -> list[Retold]:
    """What the statements of claims (`groups`) have from other reports, each from one at most; by the later's id."""
    best: dict[str, Retold] = {}
    retold = model("retold")
    for later, earlier, pair in pairs(groups, reports):
        odds = retold.odds(pair)
        before = best.get(later.id)
        if odds >= 0 and (before is None or (-odds, earlier.id) < (-before.odds, before.earlier.id)):
            best[later.id] = Retold(later, earlier, odds)
    return [best[id_] for id_ in sorted(best)]


def pairs(groups: Sequence[Sequence[Features]], reports: Reports) -> Iterator[tuple[Statement, Statement, Pair]]:
    """The pairs of statements of one claim, the later first, that could be one told over again, with their features.

    Only what a report tells in its own voice, or of a source that it does not name, is asked for: all else has its
    origin in its chain.
    """
    shelf = Shelf(groups, reports.documents, reports.outlets, reports.named)
    for group in groups:
        if not 1 < len(group) <= _LARGEST:
            continue
        for one in group:
            if reports.copied(one.statement) or not _own(one.statement, reports.outlets):
                continue
            for other in group:
                if _before(other.statement, one.statement, reports) and shelf.have_much(one, other):
                    yield one.statement, other.statement, shelf.pair(one, other)


def _own(statement: Statement, outlets: Outlets) -> bool:
    """Whether a statement's origin would be its own report."""
    own = outlets.publisher(statement.document)
    chain = [source for source in (outlets.resolve(link.source) for link in statement.chain) if source != own]
    if not chain:
        return True
    return outlets.is_unnamed(chain[-1]) and not any(map(outlets.is_outlet, chain))


def _before(one: Statement, other: Statement, reports: Reports) -> bool:
    """Whether one statement's report can have been there before the other's, and is another outlet's; one without a day
    comes after those that have it, as it does in what was lost on the way."""
    first, second = (reports.documents[s.document] for s in (one, other))
    if not first.published.date or reports.rank[first.id] >= reports.rank[second.id]:
        return False
    publisher = reports.outlets.publisher(first.id)
    return publisher is None or publisher != reports.outlets.publisher(second.id)


def with_retellings(shared: Sequence[Taken], found: Sequence[Retold], reports: Reports) -> list[Taken]:
    """What documents have from each other, with what they tell over again: the stretches of the two statements."""
    spans: dict[tuple[str, str], list[tuple[int, int, int, int]]] = defaultdict(list)
    for one in found:
        spans[one.later.document, one.earlier.document].append((*one.later.evidence, *one.earlier.evidence))
    merged = []
    for taken in shared:
        more = spans.pop((taken.shared.later, taken.shared.earlier), ())
        merged.append(_with(taken, more, reports.documents) if more else taken)
    for (later, earlier), some in sorted(spans.items()):
        names_it = reports.outlets.publisher(earlier) in reports.named.get(later, ())
        known = names_it or bool(days_between(reports.documents[later], reports.documents[earlier]))
        first = First("earlier" if known else "unknown", "inferred")
        merged.append(_with(Taken(Shared(later, earlier, (), 0, 0.0), first), some, reports.documents))
    return merged


def _with(taken: Taken, more: Sequence[tuple[int, int, int, int]], documents: Mapping[str, Document]) -> Taken:
    shared = taken.shared
    letters = sum(b - a for a, b, _, _ in more)
    share = round(min(1.0, shared.share + letters / max(1, len(documents[shared.later].text))), 4)
    spans = tuple(sorted({*shared.spans, *more}))
    return dataclasses.replace(taken, shared=dataclasses.replace(shared, spans=spans, share=share))
