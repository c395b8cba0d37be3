"""Two readings of one text, layer by layer: what a person marked against what Whence found, or two markers.

F1 is the harmonic mean of precision and recall, over all texts together. Kappa is Cohen's (1960): agreement on a label,
chance set aside, over what both have marked.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from whence.measuring.statements import Rate, measure
from whence.model import Attribution, Passage, Quantity, Statement, Time

HALF: Final = 0.5  # of the longer of two stretches: contents that overlap by half
COVERED, SHARED = 0.5, 0.4  # the measure of statements.py: of the first one's letters, of both together

Reading = TypeVar("Reading", bound="Layers")


@dataclasses.dataclass(frozen=True, slots=True)
class Layers:
    """One reading of a text. `names` are (start, end, label); `mentions` are (start, end, entity)."""

    text: str
    sentences: tuple[Passage, ...]
    names: tuple[tuple[int, int, str], ...]
    mentions: tuple[tuple[int, int, str], ...]
    times: tuple[Time, ...]
    figures: tuple[Quantity, ...]
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """One line of a comparison: a rate (F1) or a kappa, and how many things it rests on."""

    value: float
    rests_on: int


Pairs = list[tuple[int, int]]


def compare(pairs: Iterable[tuple[Layers, Layers]]) -> dict[str, Number]:
    """The numbers of all layers over texts, each read twice; the first reading counts as gold."""
    tally = _Tally()
    for gold, other in pairs:
        tally.add(gold, other)
    return tally.numbers()


class _Tally:
    def __init__(self) -> None:
        self.rates: dict[str, list[int]] = {}
        self.labels: dict[str, list[tuple[Hashable, Hashable]]] = {}

    def numbers(self) -> dict[str, Number]:
        """F1 of what was counted, and kappa of what was labelled."""
        found = {n: Number(Rate(*counts).f1, counts[2]) for n, counts in self.rates.items()}
        found |= {n: Number(kappa(labels), len(labels)) for n, labels in self.labels.items()}
        types = self.labels.get("event types, kappa", [])
        if types:
            found["event types, macro F1"] = Number(macro_f1([t for t in types if t[0] is not None]), len(types))
        return found

    def _rate(self, name: str, hits: int, predicted: int, gold: int) -> None:
        counts = self.rates.setdefault(name, [0, 0, 0])
        for i, n in enumerate((hits, predicted, gold)):
            counts[i] += n

    def _label(self, name: str, pairs: Iterable[tuple[Hashable, Hashable]]) -> None:
        self.labels.setdefault(name, []).extend(pairs)

    def add(self, gold: Layers, other: Layers) -> None:
        """Counts one text."""
        same = set(gold.sentences) & set(other.sentences)
        self._rate("sentences, F1", len(same), len(other.sentences), len(gold.sentences))
        self._names(gold, other)
        renamed = alias(gold.mentions, other.mentions)
        self._coreference(gold, other)
        self._times(gold.times, other.times)
        self._figures(gold.figures, other.figures)
        self._attributions(gold, other)
        self._statements(gold, other, renamed)

    def _names(self, gold: Layers, other: Layers) -> None:
        spans = {(a, b): label for a, b, label in other.names}
        both = [(label, spans[a, b]) for a, b, label in gold.names if (a, b) in spans]
        self._rate("names, F1 of spans", len(both), len(other.names), len(gold.names))
        self._rate("names, F1 with label", sum(x == y for x, y in both), len(other.names), len(gold.names))
        self._label("names, kappa of labels", both)

    def _coreference(self, gold: Layers, other: Layers) -> None:
        """Pairs of mentions that are one entity, among the mentions that both readings have."""
        theirs = {(a, b): e for a, b, e in other.mentions}
        both = [(e, theirs[a, b]) for a, b, e in gold.mentions if (a, b) in theirs]
        n = Counter(both)
        self._rate(
            "coreference, F1 of pairs",
            sum(k * (k - 1) // 2 for k in n.values()),
            sum(k * (k - 1) // 2 for k in Counter(e for _, e in both).values()),
            sum(k * (k - 1) // 2 for k in Counter(e for e, _ in both).values()),
        )

    def _times(self, gold: Sequence[Time], other: Sequence[Time]) -> None:
        pairs = matched(
            [Passage(t.start_char, t.end_char) for t in gold], [Passage(t.start_char, t.end_char) for t in other]
        )
        sizes = len(other), len(gold)
        strict = sum(
            (gold[i].start_char, gold[i].end_char) == (other[j].start_char, other[j].end_char) for i, j in pairs
        )
        self._rate("times, F1 relaxed", len(pairs), *sizes)
        self._rate("times, F1 strict", strict, *sizes)
        self._rate("times, F1 with value", sum(gold[i].timex == other[j].timex for i, j in pairs), *sizes)

    def _figures(self, gold: Sequence[Quantity], other: Sequence[Quantity]) -> None:
        pairs = matched([Passage(q.start, q.end) for q in gold], [Passage(q.start, q.end) for q in other])
        right = sum(
            gold[i].value == other[j].value and measure(gold[i].unit) == measure(other[j].unit) for i, j in pairs
        )
        self._rate("figures, F1 of spans", len(pairs), len(other), len(gold))
        self._rate("figures, F1 with value and unit", right, len(other), len(gold))

    def _attributions(self, gold: Layers, other: Layers) -> None:
        mine, theirs = gold.attributions, other.attributions
        words = [Passage(*m.span()) for m in re.finditer(r"\w+", gold.text)]
        a, b = (_covered(words, (p for x in some for p in x.content)) for some in (mine, theirs))
        self._rate("contents, F1 of tokens", len(a & b), len(b), len(a))
        pairs = match_contents(mine, theirs)
        self._rate("contents, F1 overlapping by half", len(pairs), len(theirs), len(mine))
        right = sum(_same_source(mine[i], theirs[j]) for i, j in pairs)
        self._rate("sources, right given content", right, len(pairs), len(pairs))
        self._label("attributions, kappa of kind", [(mine[i].kind, theirs[j].kind) for i, j in pairs])
        self._label("attributions, kappa of evidential", [(mine[i].evidential, theirs[j].evidential) for i, j in pairs])

    def _statements(self, gold: Layers, other: Layers, renamed: Mapping[str, str]) -> None:
        mine, theirs = gold.statements, other.statements
        pairs = match_statements(mine, theirs)
        self._rate("statements, F1 of evidence", len(pairs), len(theirs), len(mine))
        self._label("statements, kappa of kind", [(mine[i].kind, theirs[j].kind) for i, j in pairs])
        events = [(i, j) for i, j in pairs if mine[i].kind == "event"]
        self._label("event types, kappa", [(mine[i].event_type, theirs[j].event_type) for i, j in events])
        self._label("polarity, kappa", [(mine[i].polarity, theirs[j].polarity) for i, j in pairs])
        self._label("modality, kappa", [(mine[i].modality, theirs[j].modality) for i, j in pairs])
        self._label("evidential, kappa", [(mine[i].evidential, theirs[j].evidential) for i, j in pairs])
        for name in ("polarity", "modality", "evidential"):
            right = sum(getattr(mine[i], name) == getattr(theirs[j], name) for i, j in pairs)
            self._rate(f"{name}, right where found", right, len(pairs), len(pairs))
        for i, j in pairs:
            hits = _participants(mine[i], theirs[j], renamed)
            self._rate("participants, F1 with role", hits, _parties(theirs[j]), _parties(mine[i]))
        chained = [(i, j) for i, j in pairs if mine[i].chain or theirs[j].chain]
        sources = alias_sources(gold, other)
        right = sum(_same_chain(mine[i], theirs[j], sources) for i, j in chained)
        self._rate("chains, whole chain right", right, len(chained), len(chained))


def matched(gold: Sequence[Passage], other: Sequence[Passage]) -> Pairs:
    """One to one, those that overlap, the largest overlap first."""
    return _best(gold, other, lambda a, b: min(a.end, b.end) - max(a.start, b.start), 1)


def match_contents(gold: Sequence[Attribution], other: Sequence[Attribution]) -> Pairs:
    """One to one, contents that overlap by half of the longer, the largest overlap first."""
    return _best(
        [_letters(x.content) for x in gold],
        [_letters(x.content) for x in other],
        lambda x, y: len(x & y) / max(len(x), len(y), 1),
        HALF,
    )


def match_statements(gold: Sequence[Statement], other: Sequence[Statement]) -> Pairs:
    """One to one, by evidence: at least half of the first covered, at least 0.4 of both together shared.

    Of several that lie on one stretch, those of one type and with the same words for their participants come first.
    """

    def fit(a: Statement, b: Statement) -> float:
        common = min(a.evidence.end, b.evidence.end) - max(a.evidence.start, b.evidence.start)
        both = max(a.evidence.end, b.evidence.end) - min(a.evidence.start, b.evidence.start)
        if common <= 0 or common < COVERED * (a.evidence.end - a.evidence.start) or common < SHARED * both:
            return 0.0
        alike = (a.kind == b.kind) + (a.event_type == b.event_type)
        starts = {(p.role, p.start) for p in a.participants} & {(p.role, p.start) for p in b.participants}
        return common / both + alike + 0.5 * len(starts)

    return _best(gold, other, fit, 1e-9)


_T = TypeVar("_T")


def _best(gold: Sequence[_T], other: Sequence[_T], fit: Callable[[_T, _T], float], least: float) -> Pairs:
    scored = [(fit(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(other)]
    pairs: Pairs = []
    left, right = set(range(len(gold))), set(range(len(other)))
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score >= least and i in left and j in right:
            left.discard(i)
            right.discard(j)
            pairs.append((i, j))
    return sorted(pairs)


def alias(gold: Sequence[tuple[int, int, str]], other: Sequence[tuple[int, int, str]]) -> dict[str, str]:
    """The other reading's ids of entities by the gold reading's: each the one that it shares most words with."""
    theirs = {(a, b): e for a, b, e in other}
    votes = Counter((theirs[a, b], e) for a, b, e in gold if (a, b) in theirs)
    found: dict[str, str] = {}
    for (their, mine), _ in votes.most_common():
        found.setdefault(their, mine)
    return found


def alias_sources(gold: Layers, other: Layers) -> dict[str, str]:
    """The gold reading's entities by the other reading's ids of sources: each source is the entity of the mention that
    its words fit best, most often. A source that carries over may stand anywhere in the text, or not at all."""
    words = [(a.source_id, p.start, p.end) for a in other.attributions for p in a.source[:1] if a.source_id]
    words += [
        (x.source, x.start, x.end)
        for s in other.statements
        for x in s.chain
        if x.start is not None and x.end is not None
    ]
    votes: Counter[tuple[str, str]] = Counter()
    for source, start, end in set(words):
        fits = [
            ((min(end, b) - max(start, a)) / (max(end, b) - min(start, a)), entity)
            for a, b, entity in gold.mentions
            if a < end and start < b
        ]
        if fits:
            votes[source, max(fits)[1]] += 1
    found: dict[str, str] = {}
    for (source, entity), _ in sorted(votes.items(), key=lambda v: (-v[1], v[0])):
        found.setdefault(source, entity)
    return found


def _covered(words: Sequence[Passage], passages: Iterable[Passage]) -> set[int]:
    letters = _letters(passages)
    return {i for i, w in enumerate(words) if w.start in letters}


def _letters(passages: Iterable[Passage]) -> set[int]:
    return {i for p in passages for i in range(p.start, p.end)}


def _same_source(a: Attribution, b: Attribution) -> bool:
    """Their words overlap, or neither has any."""
    if not a.source or not b.source:
        return bool(a.source) == bool(b.source)
    return bool(_letters(a.source) & _letters(b.source))


def _parties(s: Statement) -> int:
    return sum(p.role in ("actor", "recipient") for p in s.participants)


def _participants(a: Statement, b: Statement, renamed: Mapping[str, str]) -> int:
    """Actors and recipients that both have in the same role: one entity, or words that overlap."""
    left = [p for p in b.participants if p.role in ("actor", "recipient")]
    hits = 0
    for p in a.participants:
        for q in left:
            overlap = p.start < q.end and q.start < p.end
            one = q.entity is not None and renamed.get(q.entity, q.entity) == p.entity
            if p.role == q.role and (overlap or one or (p.text == "" and q.name == p.name)):
                left.remove(q)
                hits += 1
                break
    return hits


def _same_chain(a: Statement, b: Statement, renamed: Mapping[str, str]) -> bool:
    """As many links, each with overlapping words or one and the same source."""
    if len(a.chain) != len(b.chain):
        return False
    for x, y in zip(a.chain, b.chain, strict=True):
        there = x.start is not None and y.start is not None
        overlap = there and x.start < (y.end or 0) and y.start < (x.end or 0)  # type: ignore[operator]
        if not overlap and renamed.get(y.source, y.source) != x.source:
            return False
    return True


def kappa(labels: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Cohen's kappa; 1 where both always give one and the same label."""
    n = len(labels)
    if not n:
        return 0.0
    agreed = sum(a == b for a, b in labels) / n
    first, second = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    chance = sum(first[x] * second[x] for x in first) / n**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def macro_f1(labels: Sequence[tuple[Hashable, Hashable]]) -> float:
    """The mean of the F1 of each label that gold has."""
    scores = []
    for label in {a for a, _ in labels}:
        hits = sum(a == b == label for a, b in labels)
        scores.append(Rate(hits, sum(b == label for _, b in labels), sum(a == label for a, _ in labels)).f1)
    return sum(scores) / len(scores) if scores else 0.0
