"""Weighs what makes a statement one told over again, on the corpus's training part: whence/weighing/data/retold.tsv.

    python training/train_retelling.py [--folds]

Pairs are those that Whence would ask about (`retelling.pairs`) among the marked statements: in the marked claims, and
in those that Whence makes of them. A statement is another told over again where both have one marked origin. --folds
prints, for each threshold, how many statements are laid to another report, and how many rightly, each story asked of a
model that has not seen it; and writes nothing.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from train_claims import DATA, Example, weigh

from whence.measuring.marked_record import Things, marked_things
from whence.model import Statement
from whence.weighing.bench import lay_out
from whence.weighing.citing import cited
from whence.weighing.clustering import groups
from whence.weighing.features import Features
from whence.weighing.models import ALWAYS, Model
from whence.weighing.retelling import pairs
from whence.weighing.reuse import laid_to_first, shared_passages

FOLDS: Final = 8
THRESHOLD: Final = 0.75
"""The odds at which a statement is taken to be told over again: a third asked about are missed, one in ten is wrong."""


class Asked(NamedTuple):
    """A pair that was asked about: its later statement, its story, and what it is."""

    later: str
    story: str
    example: Example


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--folds", action="store_true")
    args = cli.parse_args()
    asked = asked_of(marked_things("train"))
    if args.folds:
        show(asked)
        return
    weights = weigh([one.example for one in asked])
    weights[ALWAYS] -= THRESHOLD
    lines = [f"# Made by training/{Path(__file__).name} on the corpus's training part (CC BY 4.0). Feature, weight."]
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
    (DATA / "retold.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def asked_of(things: Things) -> list[Asked]:
    """The pairs of a part, in the marked claims and in Whence's own."""
    bench = lay_out(things.documents, things.documents, things.entities, things.sources)
    shared = bench.taken(laid_to_first(shared_passages(bench.in_order(things.documents))))
    reports = bench.reports(shared, cited(bench.documents, bench.outlets))
    compared = bench.features(things.statements)
    origin = {s: (claim.id, n) for claim in things.claims for n, o in enumerate(claim.origins) for s in o.statements}
    found = []
    for claims in (marked_groups(things, compared), groups(compared)):
        for later, earlier, pair in pairs(claims, reports):
            one, other = origin.get(later.id), origin.get(earlier.id)
            if one and other and one[0] == other[0]:
                found.append(Asked(later.id, story_of(later), Example(pair, one == other, 1.0)))
    return found


def marked_groups(things: Things, compared: Sequence[Features]) -> list[list[Features]]:
    """The statements by their marked claims."""
    claim = {s: claim.id for claim in things.claims for s in claim.statements}
    found: dict[str, list[Features]] = defaultdict(list)
    for one in compared:
        found[claim.get(one.statement.id, one.statement.id)].append(one)
    return list(found.values())


def story_of(statement: Statement) -> str:
    """The story that a marked statement is of."""
    return statement.document.split("-", 1)[0]


def show(asked: Sequence[Asked]) -> None:
    """Prints how many statements are laid to another report, and how many rightly, by the odds from which they are."""
    stories = sorted({one.story for one in asked})
    odds: dict[int, float] = {}
    for fold in range(FOLDS):
        own = set(stories[fold::FOLDS])
        model = Model(weigh([one.example for one in asked if one.story not in own]))
        odds |= {n: model.odds(one.example.features) for n, one in enumerate(asked) if one.story in own}
    best: dict[str, tuple[float, bool]] = {}
    wanted: Mapping[str, bool] = {one.later: True for one in asked if one.example.wanted}
    for n, one in enumerate(asked):
        best[one.later] = max(best.get(one.later, (-99.0, False)), (odds[n], one.example.wanted))
    print(f"{len(best)} statements, {len(wanted)} of them told over again")
    for least in (-0.5, 0.0, 0.5, 0.75, 1.0, 1.5):
        taken = [right for o, right in best.values() if o >= least]
        print(f"  {least:5.2f} laid to another report {len(taken)}, rightly {sum(taken)}")


if __name__ == "__main__":
    main()
