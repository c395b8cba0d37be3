"""Weighs what a pronoun means: whence/finding/data/antecedents.tsv.

    python training/train_antecedents.py [--dev]

Each pronoun that is marked in the corpus's training part is an example: what was spoken of before it, and which of that
has the same mark. One that is not marked takes part in no statement; it counts as one that means nobody, and
counts less. --dev prints how many of the dev part's are right and writes nothing.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc
from weighing import weigh_lists, write_weights

import whence
from whence.finding.antecedents import Meaning, Option, Question, features, meaning, nobody, options
from whence.finding.linear import BIAS
from whence.finding.mentions import Resolver
from whence.measuring.annotation.loading import layers_of, load
from whence.measuring.layers import Layers

OUT = Path(__file__).parents[1] / "whence" / "finding" / "data" / "antecedents.tsv"
MARKED = 3  # how many pronouns without a mark one with a mark outweighs
HELD = 4.0  # how strongly squared weights are held down
SMALL = 0.02  # weights below this are left out


class Example(NamedTuple):
    """The features of nobody and of each option, which are right, which the rules take, and whether it is marked."""

    features: list[tuple[str, ...]]
    right: list[int]
    ruled: int
    marked: bool
    word: str


class Marking(Resolver):
    """A resolver that learns from the marks what each pronoun means, and goes on with that."""

    def __init__(self, doc: Doc, gold: Layers) -> None:
        super().__init__(doc)
        self.examples: list[Example] = []
        self.marked = {(a, b): e for a, b, e in gold.mentions}
        self.headed: dict[int, str] = {}
        for (a, b), entity in sorted(self.marked.items(), key=lambda m: m[0][0] - m[0][1]):
            if (span := doc.char_span(a, b)) is not None:
                self.headed[span.root.i] = entity

    def key_of(self, option: Option, votes: dict[Meaning, Counter[str]]) -> str | None:
        """The mark of what an option means: of its nearest token that has one, or else what it mostly has."""
        told = next((self.headed[t.i] for t in option.tokens if t.i in self.headed), None)
        if told is None and (its := votes.get(meaning(option.referent, self.doc.lang_))):
            told = its.most_common(1)[0][0]
        return told

    def weighed_pronoun(self, question: Question) -> None:
        token = question.pronoun
        votes: dict[Meaning, Counter[str]] = defaultdict(Counter)
        for i, key in self.headed.items():
            if i < token.i and i in self.referents:
                votes[meaning(self.referents[i], self.doc.lang_)][key] += 1
        listed = options(self.memory, question)
        told = [tuple(sorted(set(nobody(self.memory, question, listed))))]
        told += [tuple(sorted(set(features(self.memory, question, o, listed)))) for o in listed]
        key = self.marked.get((token.idx, token.idx + len(token)))
        right = [n + 1 for n, o in enumerate(listed) if key is not None and self.key_of(o, votes) == key] or [0]
        ruled = next((n + 1 for n, o in enumerate(listed) if o.ruled == 0), 0)
        self.examples.append(Example(told, right, ruled, key is not None, token.lower_))
        taken = right[0] if key is not None else ruled
        if taken:
            self.note(token, dataclasses.replace(listed[taken - 1].referent, form="pronoun"))


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dev", action="store_true")
    args = cli.parse_args()
    train = [e for language in ("en", "fr") for e in examples("train", language)]
    weights = weighed(train)
    if args.dev:
        for language in ("en", "fr"):
            held_out = [e for e in examples("dev", language) if e.marked]
            print(language, len(held_out), "by the rules", sum(e.ruled in e.right for e in held_out))
            print(language, "weighed", sum(best(e, weights) in e.right for e in held_out))
        return
    print(f"{OUT.name}: {write_weights(OUT, Path(__file__).name, {BIAS: 0.0, **weights}, SMALL)} weights")


def weighed(train: list[Example]) -> dict[str, float]:
    """Log odds by feature."""
    counted = [e for e in train for _ in range(MARKED if e.marked else 1)]
    return weigh_lists([e.features for e in counted], [e.right for e in counted], HELD)


def best(example: Example, weights: dict[str, float]) -> int:
    """Which of an example's answers the weights choose."""
    scores = [sum(weights.get(f, 0.0) for f in told) for told in example.features]
    return max(range(len(scores)), key=lambda n: (scores[n], -n))


def examples(part: str, language: str) -> Iterator[Example]:
    """The pronouns of a part of the corpus."""
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
