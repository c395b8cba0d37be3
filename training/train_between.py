"""Weighs what surrounds two parties, to type the event between them: whence/finding/data/between.tsv.

    python training/train_between.py [--dev]

Read are the events of the corpus's training part with a marked actor or recipient and our typed sentences, in French
and English, and, where they are there, the half of PLOVER's gold records that is not measured (CC BY-SA 4.0;
``../shared/data/plover``). --dev prints the macro F1 of types by the statements that were found and by these weights,
on the dev part and the other half, and writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from weighing import weigh, write_choices

from whence.finding.linear import Choice
from whence.measuring.layers import macro_f1
from whence.measuring.pairs import Pair, pairs_of_corpus, pairs_of_records, pairs_of_sentences

OUT = Path(__file__).parents[1] / "whence" / "finding" / "data" / "between.tsv"
HELD = 6.0  # how strongly squared weights are held down


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dev", action="store_true")
    args = cli.parse_args()
    examples, kinds = list[tuple[str, ...]](), list[str]()
    sets = [pairs_of_corpus("train", language, both=False) for language in ("en", "fr")]
    sets += [pairs_of_sentences(language) for language in ("en", "fr")]
    for pairs in (*sets, pairs_of_records(held_out=False)):
        for pair in pairs:
            examples.append(pair.features())
            kinds.append(pair.type)
    names, weights = weigh(examples, kinds, HELD)
    if args.dev:
        model = Choice(tuple(names), weights, frozenset())
        for language in ("en", "fr"):
            show(f"dev {language}", pairs_of_corpus("dev", language, both=True), model)
        show("records", pairs_of_records(held_out=True), model)
        return
    beside = "Beside it, half of PLOVER's gold records (Open Event Data Alliance, CC BY-SA 4.0). "
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
