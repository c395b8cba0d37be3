"""Weighs the features of attributions on the corpus's training part, and on the reports of which attributions are
marked: whence/finding/data/attributions.tsv.

    python training/train_attributions.py [--dev]

A candidate is an attribution where it overlaps by half with the content of one that was marked, and its cue lies in
the one that was marked. --dev prints the F1 of contents on the dev part by threshold and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from attributed_texts import attributed_texts
from folds import unseen
from weighing import APART, weigh, write_weights

import whence
from whence.finding.attributions import by_rules
from whence.finding.candidate_features import features, tokens_quoted
from whence.finding.candidates import candidates
from whence.finding.linear import BIAS
from whence.measuring.annotation.loading import Part

OUT = Path(__file__).parents[1] / "whence" / "finding" / "data" / "attributions.tsv"
HELD = 2.0  # how strongly squared weights are held down
SMALL = 0.02  # weights below this are left out
HALF = 0.5
WORSE = 0.1  # a candidate that overlaps by half, and by this less than the best of its cue, is no example of either


class Example(NamedTuple):
    """A candidate: the letters of its content, where its cue begins, its features, how near it is to a marked one."""

    letters: frozenset[int]
    cue: int
    features: tuple[str, ...]
    nearness: float


class Report(NamedTuple):
    """The candidates of a report, the letters of each content that was marked, by cue how near its best candidate is,
    and whether it is one of the corpus."""

    examples: list[Example]
    marked: list[frozenset[int]]
    best: dict[int, float]
    ours: bool


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dev", action="store_true")
    args = cli.parse_args()
    train = [r for language in ("en", "fr") for r in reports("train", language)]
    weights = fit([(e, r.ours) for r in train for e in r.examples if not second_best(e, r)])
    if args.dev:
        for language in ("en", "fr"):
            held_out = list(reports("dev", language))
            for threshold in (-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.5):
                print(language, threshold, round(f1(held_out, weights, threshold), 3))
        return
    print(f"{OUT.name}: {write_weights(OUT, Path(__file__).name, weights, SMALL)} weights")


def reports(part: Part, language: str) -> Iterator[Report]:
    """The reports of a part of the corpus in a language."""
    nlp = whence.pipeline(language)
    for text in attributed_texts(part, language):
        unseen(language, text.origin, part)
        doc = nlp(text.text)
        gold = text.attributions
        marked = [frozenset(i for p in g.content for i in range(p.start, p.end)) for g in gold]
        cues = [frozenset(i for p in g.cue for i in range(p.start, p.end)) for g in gold]
        voices, stances = by_rules(doc)
        examples, quoted = [], tokens_quoted(doc)
        for c in candidates(doc, [*voices, *stances]):
            letters = frozenset(i for a, b in c.content for i in range(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])))
            fitting = [m for m, q in zip(marked, cues, strict=True) if c.how == "rule" or not q or c.cue.idx in q]
            nearness = max((near(letters, m) for m in fitting), default=0.0)
            examples.append(Example(letters, c.cue.idx, tuple(set(features(c, quoted))), nearness))
        best = dict[int, float]()
        for e in examples:
            best[e.cue] = max(best.get(e.cue, 0.0), e.nearness)
        yield Report(examples, marked, best, text.ours)


def near(one: frozenset[int], other: frozenset[int]) -> float:
    """What two contents share, of the longer one."""
    return len(one & other) / max(len(one), len(other), 1)


def second_best(example: Example, report: Report) -> bool:
    """Whether a candidate is near to a marked content, and another of its cue is nearer."""
    best = report.best.get(example.cue, 0.0)
    return HALF <= example.nearness < best - WORSE


def fit(examples: list[tuple[Example, bool]]) -> dict[str, float]:
    """Weights by feature: the log odds that a candidate is an attribution. How common attributions are, and how far the
    encoder is to be trusted, is found for the corpus and for the other reports apart, and given for the corpus."""
    kinds = ["yes" if e.nearness >= HALF else "no" for e, _ in examples]
    names, weights = weigh(
        [e.features if ours else (*map(apart, e.features), APART) for e, ours in examples], kinds, HELD
    )
    yes, no = names.index("yes"), names.index("no")
    return {f: float(w[yes] - w[no]) for f, w in weights.items() if APART not in f}


def apart(feature: str) -> str:
    """A feature of what the encoder reads, in a report that is not of the corpus; any other as it is."""
    return APART + feature if feature.startswith("read") else feature


def f1(held_out: list[Report], weights: dict[str, float], threshold: float) -> float:
    """F1 of contents that overlap by half, where each cue takes its best candidate."""
    hits = marked = taken = 0
    for report in held_out:
        scored = sorted(
            ((weights[BIAS] + sum(weights.get(f, 0.0) for f in e.features), n) for n, e in enumerate(report.examples)),
            reverse=True,
        )
        chosen: list[Example] = []
        cues = set[int]()
        for score, n in scored:
            example = report.examples[n]
            if score >= threshold and example.cue not in cues:
                cues.add(example.cue)
                chosen.append(example)
        pairs = sorted(
            ((near(m, c.letters), a, b) for a, m in enumerate(report.marked) for b, c in enumerate(chosen)),
            reverse=True,
        )
        left, right = set[int](), set[int]()
        for nearness, a, b in pairs:
            if nearness >= HALF and a not in left and b not in right:
                left.add(a)
                right.add(b)
        hits, marked, taken = hits + len(left), marked + len(report.marked), taken + len(chosen)
    return 2 * hits / max(1, marked + taken)


if __name__ == "__main__":
    main()
