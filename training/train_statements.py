"""Weighs the features of statements on the corpus's training part: whence/finding/data/statements.tsv.

    python training/train_statements.py [--dev]

A possible statement is one where its words fit those of one that was marked, as `make eval` measures it; of several
that fit the same one the best counts and the others are passed over. --dev prints, on the dev part, the F1 of evidence
and of evidence with its kind, by how sure the model must be, and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from folds import REPORT, unseen
from weighing import APART, weigh, write_choices

import whence
from whence.finding.between import Stretch
from whence.finding.linear import BIAS, Choice
from whence.finding.predications import NOTHING, Read, features, predications, read_as
from whence.measuring.annotation.loading import layers_of, load
from whence.measuring.layers import COVERED, SHARED
from whence.measuring.told_sentences import told_reports, told_sentences
from whence.measuring.typed_sentences import typed_sentences

OUT = Path(__file__).parents[1] / "whence" / "finding" / "data" / "statements.tsv"
HELD = 8.0  # how strongly squared weights are held down
BESIDE = "Beside it, our single sentences and the reports with statements marked. "
TOLD, TYPED = 1.0, 0.2  # what a statement of a single sentence counts: where all are marked, where one is
CORPUS = "corpus"  # the set of texts that the weights are given for
REPORTED = 1.0  # what one of a report counts of which statements alone are marked


class Example(NamedTuple):
    """A possible statement: its characters, its features, the log chances that an encoder gives its kinds."""

    start: int
    end: int
    features: tuple[str, ...]
    read: Read | None = None


class Report(NamedTuple):
    """The possible statements of a report, and those that were marked: characters and kind."""

    examples: list[Example]
    marked: list[tuple[int, int, str]]


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dev", action="store_true")
    args = cli.parse_args()
    learnt = [one for language in ("en", "fr") for one in (*of_reports(language), *of_sentences(language))]
    names, weights = weighed(learnt)
    if args.dev:
        for language in ("en", "fr"):
            show(language, list(reports("dev", language)), Choice(tuple(names), weights, frozenset()))
        return
    print(f"{OUT.name}: {write_choices(OUT, Path(__file__).name, names, weights, BESIDE)} features, {len(names)} kinds")


class Learnt(NamedTuple):
    """A possible statement, what it is, how often it counts, and of which set of texts it is."""

    example: Example
    kind: str
    often: float
    of: str


def weighed(learnt: Sequence[Learnt], held: float = HELD) -> tuple[list[str], dict[str, np.ndarray]]:
    """The kinds, and by feature a weight for each. How common each kind is, and how far the encoder is to be trusted,
    is found for each set of texts apart, and given for the corpus: its reports are most like what will be read, our
    sentences are rich, and an encoder that has read others of the same hand reads them better than news."""
    nothing = np.zeros(len({one.kind for one in learnt}))
    read = [
        (e.read[0] if of == CORPUS else f"{of}{APART}{e.read[0]}", e.read[1]) if e.read else (NOTHING, nothing)
        for e, *_, of in learnt
    ]
    features = [(*one.example.features, f"{one.of}{APART}") for one in learnt]
    kinds, counts = [one.kind for one in learnt], [one.often for one in learnt]
    names, weights = weigh(features, kinds, held, counts=counts, beside=read)
    found = {f: w for f, w in weights.items() if APART not in f}
    return names, found | {BIAS: found[BIAS] + weights[f"{CORPUS}{APART}"]}


def of_reports(language: str) -> Iterator[Learnt]:
    """The possible statements of the corpus's training part."""
    for report in reports("train", language):
        told, passed_over = fitted(report.marked, report.examples)
        for n, example in enumerate(report.examples):
            if n not in passed_over:
                yield Learnt(example, report.marked[told[n]][2] if n in told else NOTHING, 1.0, CORPUS)


def reports(part: str, language: str) -> Iterator[Report]:
    """The reports of a part of the corpus in a language."""
    nlp = whence.pipeline(language)
    for story, short in load(part).reports(language):
        unseen(language, story.id, part)
        doc = nlp(story.reports[short].text)
        marked = [
            (s.evidence.start, s.evidence.end, str(s.event_type) if s.kind == "event" else s.kind)
            for s in layers_of(story, short).statements
        ]
        examples = []
        for one in predications(doc):
            last = doc[one.stretch[1] - 1]
            known = tuple(set(features(one)))
            examples.append(Example(doc[one.stretch[0]].idx, last.idx + len(last), known, read_as(one)))
        yield Report(examples, marked)


def of_sentences(language: str) -> Iterator[Learnt]:
    """The possible statements of our single sentences, and of the reports with statements marked."""
    nlp = whence.pipeline(language)
    sets: list[tuple[str, bool, float, Iterator[tuple[str, list[tuple[Stretch, str]]]]]] = [
        ("told", True, TOLD, ((s.text, s.told) for s in told_sentences(language))),
        ("reports", True, REPORTED, ((s.text, s.told) for s in told_reports(language))),
        ("typed", False, TYPED, ((s.text, [(s.trigger, s.type)]) for s in typed_sentences(language))),
    ]
    for of, whole, often, texts in sets:
        for n, (text, told) in enumerate(texts):
            unseen(language, f"{language}:{REPORT if of == 'reports' else ''}{n}", "train")
            for one in predications(nlp(text)):
                kind = next((k for (a, b), k in told if a <= one.core.idx < b), NOTHING if whole else None)
                if kind is not None:
                    yield Learnt(Example(0, 0, tuple(set(features(one))), read_as(one)), kind, often, of)


def fitted(marked: list[tuple[int, int, str]], found: list[Example]) -> tuple[dict[int, int], set[int]]:
    """Which marked statement each found one is, and which found ones fit one that a better one has."""
    pairs = []
    for a, (start, end, _) in enumerate(marked):
        for b, one in enumerate(found):
            both = max(0, min(end, one.end) - max(start, one.start))
            either = end - start + one.end - one.start - both
            if both >= COVERED * (end - start) and both >= SHARED * either:
                pairs.append((both / either, a, b))
    told: dict[int, int] = {}
    for _, a, b in sorted(pairs, reverse=True):
        if b not in told and a not in told.values():
            told[b] = a
    return told, {b for _, _, b in pairs} - set(told)


def show(language: str, held_out: list[Report], model: Choice) -> None:
    """Prints the F1 of evidence, and of evidence with kind, by how sure the model must be."""
    chances = [[model.chances(e.features, e.read) for e in r.examples] for r in held_out]
    for sure in (0.3, 0.4, 0.5, 0.6, 0.7):
        hits = typed = found = marked = 0
        for report, judged in zip(held_out, chances, strict=True):
            kept = [(e, c) for e, c in zip(report.examples, judged, strict=True) if 1 - c[NOTHING] > sure]
            kinds = [max((k for k in c if k != NOTHING), key=c.__getitem__) for _, c in kept]
            told, _ = fitted(report.marked, [e for e, _ in kept])
            hits += len(told)
            typed += sum(kinds[b] == report.marked[a][2] for b, a in told.items())
            found, marked = found + len(kept), marked + len(report.marked)
        print(language, sure, *(round(2 * n / (found + marked), 3) for n in (hits, typed)))


if __name__ == "__main__":
    main()
