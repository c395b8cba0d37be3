"""Weighs when a capital's name means its government: whence/finding/data/seats.tsv.

    python training/train_seats.py [--dev]

Each capital that is marked in the corpus's training part is an example: marked as a state, or as a place. --dev prints
how many of the dev part's are right and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc
from weighing import weigh, write_weights

import whence
from whence.finding.linear import BIAS
from whence.finding.seats import acts, features, state_of
from whence.measuring.annotation.loading import layers_of, load
from whence.measuring.layers import Layers

OUT = Path(__file__).parents[1] / "whence" / "finding" / "data" / "seats.tsv"
HELD = 1.0  # how strongly squared weights are held down
SMALL = 0.02  # weights below this are left out

Example = tuple[frozenset[str], bool, bool]
"""The features of a capital's name, whether its government is meant, whether the rules say so."""


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dev", action="store_true")
    args = cli.parse_args()
    train = [e for language in ("en", "fr") for e in examples("train", language)]
    weights = weighed(train)
    if args.dev:
        for language in ("en", "fr"):
            held_out = list(examples("dev", language))
            print(language, len(held_out), "by the rules", sum(ruled == state for _, state, ruled in held_out))
            print(language, "weighed", sum((score(e, weights) > 0) == state for e, state, _ in held_out))
        return
    print(f"{OUT.name}: {write_weights(OUT, Path(__file__).name, weights, SMALL)} weights")


def weighed(train: list[Example]) -> dict[str, float]:
    """Log odds by feature that the government is meant."""
    kinds, weights = weigh([e for e, _, _ in train], ["state" if state else "place" for _, state, _ in train], HELD)
    state, place = kinds.index("state"), kinds.index("place")
    return {f: float(w[state] - w[place]) for f, w in weights.items()}


def score(example: frozenset[str], weights: dict[str, float]) -> float:
    """The log odds of an example."""
    return weights[BIAS] + sum(weights.get(f, 0.0) for f in example)


def examples(part: str, language: str) -> Iterator[Example]:
    """The capitals of a part of the corpus that are marked with one meaning and found as known names."""
    nlp = whence.pipeline(language)
    for story, short in load(part).reports(language):
        yield from of_doc(nlp(story.reports[short].text), layers_of(story, short))


def of_doc(doc: Doc, gold: Layers) -> Iterator[Example]:
    """The examples of one report."""
    marked = {(a, b): e for a, b, e in gold.mentions}
    for name in doc._.names:
        span = doc.char_span(name.start, name.end)
        meant = marked.get((name.start, name.end))
        if span is not None and meant is not None and (code := state_of(name.entity)) is not None:
            yield frozenset(features(span)), meant == code, acts(span)


if __name__ == "__main__":
    main()
