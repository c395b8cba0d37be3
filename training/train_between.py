"""Weighs what surrounds two parties, to type the event between them: whence/finding/data/between.tsv.

    python training/train_between.py [--dev]

Read are the events of the corpus's training part with a marked actor or recipient and our typed sentences, in French
and English, and, where they are there, the half of PLOVER's gold records that is not measured (CC BY-SA 4.0;
``../shared/data/plover``) and PETRARCH2's verb patterns (MIT; ``verb_patterns.py``). --dev prints the macro F1 of types
by the statements that were found and by these weights, on the dev part and the other half, and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from verb_patterns import patterns
from weighing import weigh, write_choices

from whence.finding.linear import Choice
from whence.measuring.layers import macro_f1
from whence.measuring.pairs import Pair, pairs_of_corpus, pairs_of_records, pairs_of_sentences, pairs_of_texts

OUT = Path(__file__).parents[1] / "whence" / "finding" / "data" / "between.tsv"
HELD = 6.0  # how strongly squared weights are held down
REPORTS, PATTERNS, RECORDS = 0.5, 0.2, 3.0  # how often an example of each counts; one of our sentences counts once


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dev", action="store_true")
    args = cli.parse_args()
    sets: list[tuple[float, Iterable[Pair]]] = [
        *((REPORTS, pairs_of_corpus("train", language, both=False)) for language in ("en", "fr")),
        *((1.0, pairs_of_sentences(language)) for language in ("en", "fr")),
        (RECORDS, pairs_of_records(held_out=False)),
        (PATTERNS, pairs_of_texts(patterns(), "en")),
    ]
    examples, kinds, counts = list[tuple[str, ...]](), list[str](), list[float]()
    for often, pairs in sets:
        for pair in pairs:
            examples.append(pair.features())
            kinds.append(pair.type)
            counts.append(often)
    names, weights = weigh(examples, kinds, HELD, counts=counts)
    if args.dev:
        model = Choice(tuple(names), weights, frozenset())
        for language in ("en", "fr"):
            show(f"dev {language}", pairs_of_corpus("dev", language, both=True), model)
        show("records", pairs_of_records(held_out=True), model)
        return
    beside = (
        "Beside it, our typed sentences, half of PLOVER's gold records (Open Event Data Alliance, CC BY-SA 4.0) and "
        "PETRARCH2's verb patterns (Open Event Data Alliance, MIT). "
    )
    print(f"{OUT.name}: {write_choices(OUT, Path(__file__).name, names, weights, beside)} features, {len(names)} kinds")


def show(name: str, pairs: Iterable[Pair], model: Choice) -> None:
    """Prints the macro F1 of types: by the statements that were found, by the weights."""
    found, weighed = list[tuple[str, str | None]](), list[tuple[str, str | None]]()
    for pair in pairs:
        chances = model.chances(pair.features())
        found.append((pair.type, next((s.event_type for _, s in pair.answers), None)))
        weighed.append((pair.type, max(chances, key=chances.__getitem__)))
    print(name, len(found), round(macro_f1(found), 3), round(macro_f1(weighed), 3))


if __name__ == "__main__":
    main()
