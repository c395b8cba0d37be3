"""Two reports laid side by side: how far they tell the same things, in the same order, sentence by sentence."""

from __future__ import annotations

import bisect
import datetime
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import permutations
from typing import Final, NamedTuple

from whence.model import Document
from whence.weighing.concepts import concepts, telling
from whence.weighing.features import Features
from whence.weighing.likeness import figures_agree
from whence.weighing.namings import namings
from whence.weighing.outlets import Outlets

Pair = dict[str, float]

_MOST: Final = 12
"""Reports that one is laid beside: those with which it has most claims in common."""

_FEWEST: Final = 3
"""Claims that two reports have in common before they are: any two reports of one event share the event."""

_SPREAD: Final = 40
"""Documents of a claim that are looked at: what everybody tells shows nothing."""

_NEAR: Final = 3
_NEAR_WIDE: Final = 6
_A_NAME: Final = 3.0
_LITTLE: Final = 8.0
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_BETWEEN: Final = re.compile(r"(?<=[.!?…»”\"])\s+|\n+")


class _Sentence(NamedTuple):
    """The end of a sentence in the text, its concepts and names, and how much they tell."""

    end: int
    concepts: frozenset[str]
    names: frozenset[str]
    tells: float


class Shelf:
    """The reports of a record, with the claims that they have in common; made once for a weighing."""

    def __init__(
        self,
        groups: Sequence[Sequence[Features]],
        documents: Mapping[str, Document],
        outlets: Outlets,
        named: Mapping[str, Collection[str]],
    ) -> None:
        self._documents, self._outlets, self._named = documents, outlets, named
        self._place, self._held = _places(one for group in groups for one in group)
        self._cited: dict[str, set[str]] = defaultdict(set)
        self._common: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for group in groups:
            firsts: dict[str, int] = {}
            for one in group:
                document, place = one.statement.document, self._place[one.statement.id]
                firsts[document] = min(place, firsts.get(document, place))
                self._cited[document].update(outlets.resolve(link.source) for link in one.statement.chain)
            if len(firsts) <= _SPREAD:
                for later, earlier in permutations(sorted(firsts), 2):
                    self._common[later, earlier].append((firsts[later], firsts[earlier]))
        self._beside = self._nearest()
        self._of_reports: dict[tuple[str, str], Pair] = {}
        self._sentences: dict[str, list[_Sentence]] = {}
        self._numbers: dict[str, frozenset[str]] = {}

    def have_much(self, one: Features, other: Features) -> bool:
        """Whether the reports of two statements are among those worth laying side by side."""
        return other.statement.document in self._beside[one.statement.document]

    def pair(self, later: Features, earlier: Features) -> Pair:
        """What tells whether the later of two statements of a claim has the word of the earlier, without what is 0."""
        s, t = later.statement, earlier.statement
        found = dict(self._reports(s.document, t.document))
        here, there = self._place[s.id], self._place[t.id]
        steps = [(a - here, b - there) for a, b in self._common[s.document, t.document]]
        for name, reach in (("claims: near", _NEAR), ("claims: not far", _NEAR_WIDE)):
            near = sum(1 for a, b in steps if a * b > 0 and abs(a) <= reach and abs(b) <= reach)
            found[name] = min(reach, near) / reach
        found.update(self._of_sentences(later, earlier))
        shared = telling(later.concepts & earlier.concepts)
        found["words: of the shorter"] = shared / max(min(later.tells, earlier.tells), _LITTLE / 2)
        found["figures: agree"] = float(figures_agree(later, earlier) or 0.0)
        found["modality: the same"] = float(s.modality == t.modality)
        found["later: in its own voice"] = float(s.evidential == "stated")
        found["later: an unnamed source"] = float(bool(s.chain))
        found["earlier: in its own voice"] = float(t.evidential == "stated")
        found["earlier: from elsewhere"] = float(bool(t.chain) and not self._outlets.is_unnamed(t.chain[-1].source))
        return {name: value for name, value in found.items() if value}

    def _nearest(self) -> dict[str, frozenset[str]]:
        sizes: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for (later, earlier), places in self._common.items():
            if len(places) >= _FEWEST:
                sizes[later].append((-len(places), earlier))
        nearest = {later: frozenset(other for _, other in sorted(some)[:_MOST]) for later, some in sizes.items()}
        return defaultdict(frozenset, nearest)

    def _reports(self, later: str, earlier: str) -> Pair:
        """What tells of two reports as wholes."""
        known = self._of_reports.get((later, earlier))
        if known is not None:
            return known
        common = self._common[later, earlier]
        ordered = len(in_one_order(common))
        first, second = self._documents[later], self._documents[earlier]
        publisher = self._outlets.publisher(earlier)
        numbers, before = self._numbers_of(later), self._numbers_of(earlier)
        found = {
            "claims: how many": math.log1p(len(common)),
            "claims: in order": ordered / max(1, len(common)),
            "claims: of the later": len(common) / self._held[later],
            "claims: in order, of the later": ordered / self._held[later],
            "claims: of the earlier": len(common) / self._held[earlier],
            "outlet: named": float(publisher in self._named.get(later, ())),
            "outlet: in its chains": float(publisher in self._cited[later]),
            "numbers: in common": len(numbers & before) / max(3, len(numbers)),
            "language: another": float(first.language != second.language),
            "day: the next": float(days_between(first, second) == 1),
        }
        self._of_reports[later, earlier] = found
        return found

    def _of_sentences(self, later: Features, earlier: Features) -> Pair:
        """How far the sentences of the two statements are alike, and whether no other is as much."""
        here, there = self._sentences_of(later.statement.document), self._sentences_of(earlier.statement.document)
        i, j = _at(here, later.statement.evidence.start), _at(there, earlier.statement.evidence.start)
        alike = _alike(here[i], there[j])
        likest = all(_alike(here[i], other) <= alike for other in there)
        likest = likest and all(_alike(other, there[j]) <= alike for other in here)
        return {"sentences: alike": alike, "sentences: the likest": float(likest)}

    def _sentences_of(self, document: str) -> list[_Sentence]:
        if document not in self._sentences:
            self._sentences[document] = _sentences(self._documents[document])
        return self._sentences[document]

    def _numbers_of(self, document: str) -> frozenset[str]:
        if document not in self._numbers:
            self._numbers[document] = frozenset(_NUMBER.findall(self._documents[document].text))
        return self._numbers[document]


def in_one_order(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs of places that go on in both reports (patience sorting), in order."""
    points = sorted(places)
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for n, (_, there) in enumerate(points):
        length = bisect.bisect_left(ends, there)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [there]
        at[length : length + 1] = [n]
    run = []
    n = at[-1] if at else -1
    while n >= 0:
        run.append(points[n])
        n = before[n]
    return run[::-1]


def days_between(later: Document, earlier: Document) -> int | None:
    """Days from the publication of one to that of the other; None where either is not known."""
    if not later.published.date or not earlier.published.date:
        return None
    first, second = (datetime.date.fromisoformat(d.published.date or "") for d in (earlier, later))
    return (second - first).days


def _places(every: Iterable[Features]) -> tuple[dict[str, int], Counter[str]]:
    """The place of each statement among those of its document, and how many each document has."""
    of_document: dict[str, list[Features]] = defaultdict(list)
    for one in every:
        of_document[one.statement.document].append(one)
    place: dict[str, int] = {}
    for some in of_document.values():
        in_order = sorted(some, key=lambda one: (one.statement.evidence, one.statement.id))
        place.update({one.statement.id: n for n, one in enumerate(in_order)})
    return place, Counter({document: len(some) for document, some in of_document.items()})


def _sentences(document: Document) -> list[_Sentence]:
    found, start = [], 0
    ends = [*(match.end() for match in _BETWEEN.finditer(document.text)), len(document.text)]
    for end in ends:
        words = document.text[start:end]
        names = namings(words)
        meant = concepts(words, document.language or "", {name.removesuffix("-") for name in names})
        found.append(_Sentence(end, meant, names, telling(meant) + _A_NAME * len(names)))
        start = end
    return found


def _at(sentences: Sequence[_Sentence], offset: int) -> int:
    return min(bisect.bisect_right(sentences, offset, key=lambda sentence: sentence.end), len(sentences) - 1)


def _alike(one: _Sentence, other: _Sentence) -> float:
    both = telling(one.concepts & other.concepts) + _A_NAME * len(one.names & other.names)
    return both / max(_LITTLE, math.sqrt(one.tells * other.tells))
