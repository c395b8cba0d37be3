"""What a name that the recogniser saw is, weighed: its verdict, the rules', the words around, the rest of the report.

The recogniser reads a few words around each name; what it says of one mention is one sign among others here. The
weights (``data/names.tsv``) are found on texts that a recogniser has not seen (``training/train_name_choice.py``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from spacy.tokens import Doc, Span

from whence.finding.linear import Choice, choice
from whence.finding.trees import dep, kids, lemma, low
from whence.knowledge.folding import fold, fold_word
from whence.knowledge.parts import surnames
from whence.language.words import words

NOTHING: Final = "O"
"""What is no name at all."""

LABELS: Final = ("PER", "LOC", "ORG", "MISC")


class Candidate(NamedTuple):
    """A stretch that may be a name: what the recogniser took it for (empty where for nothing), what the rules make of
    it (None: nothing), what a noun beside it tells; whether it does what persons and bodies do, not places."""

    span: Span
    seen: str
    ruled: str | None
    told: str | None
    acts: bool = False


class Report(NamedTuple):
    """What the report as a whole knows of its candidates: what each text was seen as, the last words of persons' full
    names, the first words, the words that it has in small letters."""

    seen: Mapping[str, Counter[str]]
    last: Mapping[str, Counter[str]]
    small: frozenset[str]

    @classmethod
    def of(cls, doc: Doc, candidates: Sequence[Candidate]) -> Report:
        """The report around the candidates."""
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        last: dict[str, Counter[str]] = defaultdict(Counter)
        for each in candidates:
            seen[each.span.text][each.seen] += 1
            if len(each.span) > 1:
                last[each.span[-1].text][each.seen] += 1
        return cls(seen, last, frozenset(t.text for t in doc if t.is_lower))


CLEARLY: Final = 0.6
"""Chance from which another label than the rules' is taken, or none."""


UNLIKE: Final = {"LOC": -3.0, "MISC": -2.0, NOTHING: -2.0}
"""By how much the odds of a kind, or of none, fall for a name that no table has and that acts as persons do."""

INITIALS: Final = {"LOC": -2.0, "PER": -3.0, NOTHING: -2.0}
"""The same for initials, which are of bodies mostly, in a sentence that has other letters too."""


SHORTEST: Final = 2
"""Initials have more letters than this: "UN", "US" are known."""


def chosen(doc: Doc, candidates: Sequence[Candidate]) -> list[Span] | None:
    """The candidates that are names, with one label for each text of the report: what a noun beside one of its mentions
    tells, or else the likeliest where that is clear, or else what the rules have most often. None in a language that
    there are no weights for."""
    model = choice("names")
    if doc.lang_ not in model.languages:
        return None
    report = Report.of(doc, candidates)
    odds: dict[str, np.ndarray] = {}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    ruled: dict[str, Counter[str]] = defaultdict(Counter)
    for each in candidates:
        text = each.span.text
        odds[text] = odds.get(text, 0) + _odds(model, features(each, report))
        ruled[text][each.ruled or NOTHING] += 1
        if each.told is not None and each.seen:
            told[text][each.told] += 1
    labels = {}
    acting = {c.span.text for c in candidates if c.acts}
    initials = {c.span.text for c in candidates if _initials(c.span)}
    for text, odd in odds.items():
        its = odd
        for texts, unlike in ((acting, UNLIKE), (initials, INITIALS)):
            if text in texts:
                its = its + np.array([unlike.get(kind, 0.0) for kind in model.kinds])
        chances = np.exp(its - its.max())
        chances /= chances.sum()
        best = model.kinds[int(np.argmax(its))]
        if chances.max() < CLEARLY and text not in acting | initials:
            best = ruled[text].most_common(1)[0][0]
        if best != NOTHING and text in told:
            best = told[text].most_common(1)[0][0]
        labels[text] = best
    return [
        Span(doc, c.span.start, c.span.end, label=labels[c.span.text])
        for c in candidates
        if labels[c.span.text] != NOTHING
    ]


def _initials(span: Span) -> bool:
    text = span.text
    return (
        len(span) == 1
        and len(text) > SHORTEST
        and text.isupper()
        and text.isalpha()
        and any(t.is_lower for t in span.sent)
    )


def _odds(model: Choice, seen: Iterator[str]) -> np.ndarray:
    chances = model.chances(seen)
    return np.log(np.array([chances[kind] for kind in model.kinds]) + 1e-6)


def features(one: Candidate, report: Report) -> Iterator[str]:
    """What is known of a candidate. Words are given with their language, all else holds for all."""
    span, seen = one.span, one.seen or "-"
    lang = span.doc.lang_
    yield f"seen={seen}"
    yield f"ruled={one.ruled}"
    yield f"seen={seen}|ruled={one.ruled}"
    if one.told is not None:
        yield f"told={one.told}"
        yield f"told={one.told}|seen={seen}"
    yield from (f"{f}|seen={seen}" for f in _looks(span))
    yield from _looks(span)
    for sign in _around(span):
        yield f"{lang} {sign}"
        yield f"{lang} {sign}|seen={seen}"
    for sign in _syntax(span):
        yield f"{lang} {sign}"
    yield from _elsewhere(one, report)


def _looks(span: Span) -> Iterator[str]:
    """Its shape, its parts, its endings."""
    doc, first, last = span.doc, span[0], span[-1]
    size = min(len(span), 4)
    yield f"size={size}"
    parts = [part or "-" for part in (doc._.name_parts or [None] * len(doc))[span.start : span.end]]
    yield f"first part={parts[0]}|{size}"
    yield f"last part={parts[-1]}|{size}"
    for part in set(parts) - {"-"}:
        yield f"part={part}"
    if span.text.isupper() and len(span.text) > 1:
        yield f"capitals={min(len(span.text), 6)}"
    if any(c.isdigit() for c in span.text):
        yield "digits"
    if any(c.isupper() for c in last.text[1:]) and not last.text.isupper():
        yield "capital inside"
    yield f"suffix={fold_word(last.text)[-3:]}"
    yield f"suffix={fold_word(last.text)[-4:]}|{size}"
    yield f"prefix={fold_word(first.text)[:3]}"
    for token in span:
        yield f"word={fold_word(token.text)}"
    yield f"last={fold_word(last.text)}"
    if fold(last.text) in surnames() and all(t.text[:1].isupper() for t in span):
        yield f"family name|{min(size, 3)}"
    if span.start == 0 or doc[span.start - 1].is_space or first.is_sent_start:
        yield "begins"


def _around(span: Span) -> Iterator[str]:
    """The words around."""
    doc = span.doc
    before = [_word(doc, i) for i in (span.start - 1, span.start - 2)]
    after = [_word(doc, i) for i in (span.end, span.end + 1)]
    yield f"before={before[0]}"
    yield f"before={before[1]} {before[0]}"
    yield f"before2={before[1]}"
    yield f"after={after[0]}"
    yield f"after={after[0]} {after[1]}"
    yield f"after2={after[1]}"
    yield f"between={before[0]}_{after[0]}"
    for i, where in ((span.start - 1, "before"), (span.end, "after")):
        if 0 <= i < len(doc):
            noun = next((g for g in ("person", "honorific", "outlet", "collective", "state") if _in(doc, i, g)), None)
            yield f"{where} is {noun or doc[i].pos_}"


def _in(doc: Doc, i: int, group: str) -> bool:
    return low(doc[i]) in words(doc.lang_, "attribution", "nouns", group)


def _word(doc: Doc, i: int) -> str:
    if not 0 <= i < len(doc) or doc[i].is_space:
        return "|"
    text = low(doc[i])
    return "0" if text[:1].isdigit() else text if doc[i].is_lower or not doc[i].is_alpha else f"A{text}"


def _syntax(span: Span) -> Iterator[str]:
    """Its place in the tree."""
    root = span.root
    case = next((low(c) for c in kids(root) if dep(c) == "case"), "-")
    yield f"dep={dep(root)}"
    yield f"case={case}|{dep(root)}"
    yield f"head={lemma(root.head)}|{dep(root)}"
    yield f"pos={root.pos_}"
    if any(dep(c) == "det" and c.i < span.start for c in kids(root)):
        yield "article"
    for child in kids(root):
        if dep(child) in {"appos", "amod", "compound", "nmod"} and not span.start <= child.i < span.end:
            yield f"{dep(child)}={lemma(child)}"


def _elsewhere(one: Candidate, report: Report) -> Iterator[str]:
    """The same text, and longer names that end with it, elsewhere in the report."""
    seen = Counter(report.seen[one.span.text])
    seen[one.seen] -= 1
    for label, n in seen.items():
        if n > 0:
            yield f"elsewhere={label or '-'}"
    if not sum(seen.values()):
        yield "nowhere else"
    if len(one.span) == 1:
        for label in report.last.get(one.span.text, ()):
            yield f"ends one={label or '-'}"
        if one.span.text.lower() in report.small:
            yield "small elsewhere"
