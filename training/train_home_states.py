"""Weighs whose government "the government" is: whence/finding/data/home_states.tsv.

    python training/train_home_states.py [--dev]

Each definite noun for the organs of a state that is marked as a state in the corpus's training part, with no name or
nationality beside it, is an example. --dev prints how many of the dev part's are right and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc, Token
from weighing import weigh_lists, write_weights

import whence
from whence.finding.home_states import State, features
from whence.finding.linear import BIAS
from whence.finding.mentions import Resolver
from whence.measuring.annotation.loading import layers_of, load
from whence.measuring.layers import Layers

OUT = Path(__file__).parents[1] / "whence" / "finding" / "data" / "home_states.tsv"
HELD = 10.0  # how strongly squared weights are held down
SMALL = 0.02  # weights below this are left out


class Example(NamedTuple):
    """The features of each state, and which is right; none where it was not spoken of."""

    features: list[tuple[str, ...]]
    right: list[int]


class Marking(Resolver):
    """A resolver that learns from the marks which state a noun means, and goes on with that."""

    def __init__(self, doc: Doc, gold: Layers) -> None:
        super().__init__(doc)
        self.examples: list[Example] = []
        self.headed: dict[int, str] = {}
        for a, b, entity in sorted(gold.mentions, key=lambda m: m[0] - m[1]):
            if (span := doc.char_span(a, b)) is not None:
                self.headed[span.root.i] = entity

    def home_of(self, token: Token, listed: list[State]) -> str | None:
        meant = self.headed.get(token.i, "")
        if not meant.isupper():
            return super().home_of(token, listed)
        told = [tuple(sorted(set(features(self.memory, token, s, listed)))) for s in listed]
        self.examples.append(Example(told, [n for n, s in enumerate(listed) if s.code == meant]))
        return meant if any(s.code == meant for s in listed) else super().home_of(token, listed)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dev", action="store_true")
    args = cli.parse_args()
    weights = weighed([e for language in ("en", "fr") for e in examples("train", language)])
    if args.dev:
        for language in ("en", "fr"):
            held_out = list(examples("dev", language))
            print(language, len(held_out), "right", sum(best(e, weights) in e.right for e in held_out))
        return
    print(f"{OUT.name}: {write_weights(OUT, Path(__file__).name, {BIAS: 0.0, **weights}, SMALL)} weights")


def weighed(train: list[Example]) -> dict[str, float]:
    """Log odds by feature."""
    usable = [e for e in train if e.right]
    return weigh_lists([e.features for e in usable], [e.right for e in usable], HELD)


def best(example: Example, weights: dict[str, float]) -> int:
    """Which of an example's states the weights choose; -1 where there are none."""
    scores = [sum(weights.get(f, 0.0) for f in told) for told in example.features]
    return max(range(len(scores)), key=lambda n: (scores[n], -n), default=-1)


def examples(part: str, language: str) -> Iterator[Example]:
    """The nouns of a part of the corpus."""
    nlp = whence.pipeline(language)
    for story, short in load(part).reports(language):
        yield from of_doc(nlp(story.reports[short].text), layers_of(story, short))


def of_doc(doc: Doc, gold: Layers) -> Iterator[Example]:
    """The examples of one report."""
    marking = Marking(doc, gold)
    marking.name_people_and_places()
    marking.resolve()
    yield from marking.examples


if __name__ == "__main__":
    main()
