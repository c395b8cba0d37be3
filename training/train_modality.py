"""Weighs the features of modality on the corpus's training part: whence/finding/data/modality.tsv.

    python training/train_modality.py [--dev]

An example is a statement found that fits one that was marked, as `make eval` measures it; what is to be told is the
modality that was marked. --dev prints how many are right, by the rules and by how sure the model must be, in five parts
of the training part each left out once and on the dev part, and writes nothing.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from weighing import weigh, write_choices

import whence
from whence.finding.certainty import features
from whence.finding.drafts import uttered, with_holders, written
from whence.finding.linear import Choice
from whence.finding.recasting import recast
from whence.finding.statements import Finder
from whence.measuring.annotation.loading import layers_of, load
from whence.measuring.layers import match_statements
from whence.model import Statement

OUT = Path(__file__).parents[1] / "whence" / "finding" / "data" / "modality.tsv"
HELD = 3.0  # how strongly squared weights are held down
FOLDS = 5


class Example(NamedTuple):
    """A statement: its features, the rules' verdict, the one that was marked, and the number of its report."""

    features: tuple[str, ...]
    ruled: str
    marked: str
    report: int


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dev", action="store_true")
    args = cli.parse_args()
    train = [e for language in ("en", "fr") for e in examples("train", language)]
    if args.dev:
        folds = [[e for e in train if e.report % FOLDS == n] for n in range(FOLDS)]
        left_out = [(fit([e for m, f in enumerate(folds) if m != n for e in f]), folds[n]) for n in range(FOLDS)]
        show("training part, left out", left_out)
        model = fit(train)
        for language in ("en", "fr"):
            show(f"dev, {language}", [(model, list(examples("dev", language)))])
        return
    names, weights = weigh([e.features for e in train], [e.marked for e in train], HELD)
    print(f"{OUT.name}: {write_choices(OUT, Path(__file__).name, names, weights)} features, {len(names)} kinds")


def fit(examples: list[Example]) -> Choice:
    """The model that examples make."""
    names, weights = weigh([e.features for e in examples], [e.marked for e in examples], HELD)
    return Choice(tuple(names), weights, frozenset())


def examples(part: str, language: str) -> Iterator[Example]:
    """The examples of a part of the corpus in a language."""
    nlp = whence.pipeline(language)
    for number, (story, short) in enumerate(load(part).reports(language)):
        doc = nlp(story.reports[short].text)
        marked = layers_of(story, short).statements
        found: dict[str, tuple[Statement, tuple[str, ...], str]] = {}
        for draft in recast(doc, Finder(doc).propose()):
            statement = written(doc, draft)
            if statement is not None:
                told = uttered(dataclasses.replace(draft, voices=with_holders(doc, draft)))
                found.setdefault(statement.id, (statement, tuple(set(features(told))), draft.hedge.modality))
        listed = list(found.values())
        for a, b in match_statements(marked, [s for s, _, _ in listed]):
            yield Example(listed[b][1], listed[b][2], marked[a].modality, number)


def show(name: str, parts: list[tuple[Choice, list[Example]]]) -> None:
    """How many are right, by the rules and by how sure the model must be."""
    total = sum(len(some) for _, some in parts)
    print(name, total, "by the rules", round(sum(e.ruled == e.marked for _, s in parts for e in s) / total, 3))
    for least in (0.0, 0.4, 0.5, 0.6, 0.7):
        good = 0
        for model, some in parts:
            for e in some:
                chances = model.chances(e.features)
                best = max(chances, key=chances.__getitem__)
                good += (best if chances[best] >= least else e.ruled) == e.marked
        print(name, least, round(good / total, 3))


if __name__ == "__main__":
    main()
