"""Weighs what makes two statements one claim, or a conflict, on the corpus's training part: whence/weighing/data/*.tsv.

    python training/train_claims.py [--dev]

Pairs are those that Whence would compare (`blocking.candidates`), among the marked statements and among those of its
own reading that lie on marked ones, which count three times: these are what the models will be asked about. Four
models: one claim within a language, one claim across languages, a denial, another value. No chance is involved. --dev
prints precision and recall of pairs on the development part by the threshold, and writes nothing.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from whence.language.meanings import look_up
from whence.measuring.annotation.loading import Part
from whence.measuring.gold_sets import corpus_set
from whence.measuring.layers import match_statements
from whence.measuring.marked_record import Things, marked_things
from whence.model import Passage, Statement
from whence.record import Record
from whence.weighing.blocking import candidates
from whence.weighing.conflicts import could_deny, could_differ
from whence.weighing.features import Features, features, in_their_documents
from whence.weighing.matching import forbidding, likely
from whence.weighing.models import ALWAYS
from whence.weighing.pairs import Pair, opposed, pair

DATA: Final = Path(__file__).parents[1] / "whence" / "weighing" / "data"
HELD: Final = 3.0  # how strongly squared weights are held down
OWN: Final = 3.0  # what a pair of Whence's own reading counts against one of marked statements
RARE: Final = 8  # pairs that a feature must be seen in
COMMON: Final = 12  # statements that a word must be in to have a weight of its own
THRESHOLD: Final = {"same_claim": -0.8, "same_claim_across": -1.8, "denial": -0.75, "other_value": -1.5}
"""The odds at which a pair is taken to be one of those looked for; set on the development part."""


class Example(NamedTuple):
    """A pair with what it is, and how much it counts."""

    features: Pair
    wanted: bool
    counts: float


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--dev", action="store_true")
    args = cli.parse_args()
    if not args.dev:
        write_word_weights(marked_things("train").statements)
    train = examples("train")
    test = examples("dev") if args.dev else {}
    for name, some in train.items():
        weights = weigh(some)
        weights[ALWAYS] -= THRESHOLD[name]
        print(f"{name}: {sum(e.wanted for e in some)} of {len(some)} pairs")
        if args.dev:
            show(test[name], weights)
        else:
            write(name, weights)


def examples(part: Part) -> dict[str, list[Example]]:
    """The pairs of a part for each model."""
    found: dict[str, list[Example]] = {name: [] for name in THRESHOLD}
    things = marked_things(part)
    for counts, (some, of) in ((1.0, marked(things)), (OWN, own(part, things))):
        in_claim = {s: claim.id for claim in things.claims for s in claim.statements}
        why = {(claim.id, c.claim): c.why for claim in things.claims for c in claim.conflicts}
        look_up(one.meaning for one in some)
        for i, j in candidates(some):
            a, b = some[i], some[j]
            if a.statement.id not in of or b.statement.id not in of or _overlap(a.statement, b.statement):
                continue
            one, other = (in_claim[of[x.statement.id]] for x in (a, b))
            if likely(a, b) and next(forbidding(a, b), None) is None:
                name = "same_claim" if a.statement.language == b.statement.language else "same_claim_across"
                found[name].append(Example(pair(a, b), one == other, counts))
            if could_deny(a, b):
                found["denial"].append(Example(opposed(a, b), why.get((one, other)) == "denial", counts))
            elif could_differ(a, b):
                found["other_value"].append(Example(opposed(a, b), why.get((one, other)) == "value", counts))
    return found


def marked(things: Things) -> tuple[list[Features], Mapping[str, str]]:
    """The marked statements, each its own."""
    published = {d.id: d.published.date for d in things.documents}
    some = [features(s, things.entities, published[s.document]) for s in things.statements]
    return in_their_documents(some), {s.id: s.id for s in things.statements}


def own(part: Part, things: Things) -> tuple[list[Features], Mapping[str, str]]:
    """The statements of Whence's own reading, and the marked one on which each lies."""
    gold_set = corpus_set(part)
    assert gold_set is not None, "the corpus is not there"
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "claims.db") as record:
        reports = Path(folder) / "reports"
        reports.mkdir()
        for name, text in gold_set.texts.items():
            (reports / name).write_text(text, encoding="utf-8")
        record.read([str(reports)], weigh=False)
        documents, statements, entities = record.documents(), record.statements(), record.entities()
    published = {d.id: d.published.date for d in documents}
    of: dict[str, str] = {}
    for document in documents:
        name = document.uri.rsplit("/", 1)[-1].removesuffix(".txt")
        gold = [_placed(s, document.text) for s in things.statements if s.document == name]
        mine = [s for s in statements if s.document == document.id]
        of |= {mine[j].id: gold[i].id for i, j in match_statements(gold, mine)}
    return in_their_documents([features(s, entities, published[s.document]) for s in statements]), of


def _placed(statement: Statement, text: str) -> Statement:
    start = text.find(statement.quote)
    return dataclasses.replace(statement, evidence=Passage(start, start + len(statement.quote)))


def _overlap(s: Statement, t: Statement) -> bool:
    return s.document == t.document and s.evidence.start < t.evidence.end and t.evidence.start < s.evidence.end


def weigh(some: Sequence[Example]) -> dict[str, float]:
    """Weights of a logistic regression by L-BFGS, squares held down."""
    seen = Counter(name for e in some for name in e.features)
    columns = {name: i for i, name in enumerate(sorted(n for n, k in seen.items() if k >= RARE))}
    entries = [(i, columns[n], v) for i, e in enumerate(some) for n, v in e.features.items() if n in columns]
    rows, places, values = zip(*entries, strict=True)
    x = csr_matrix((values, (rows, places)), shape=(len(some), len(columns)))
    y = np.array([e.wanted for e in some], float)
    counts = np.array([e.counts for e in some])
    counts /= counts.mean()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds = x @ w[:-1] + w[-1]
        cost = (counts * (np.logaddexp(0, odds) - y * odds)).sum() + HELD / 2 * (w[:-1] ** 2).sum()
        wrong = counts * (1 / (1 + np.exp(-odds)) - y)
        return float(cost), np.append(x.T @ wrong + HELD * w[:-1], wrong.sum())

    found = minimize(loss, np.zeros(len(columns) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {ALWAYS: float(found[-1]), **{name: float(found[i]) for name, i in columns.items()}}


def show(some: Sequence[Example], weights: Mapping[str, float]) -> None:
    """Prints precision, recall and F1 of pairs by the odds at which they are taken."""
    odds = [weights[ALWAYS] + sum(weights.get(n, 0) * v for n, v in e.features.items()) for e in some]
    for which, counts in (("marked", 1.0), ("own", OWN)):
        of = [(o, e.wanted) for o, e in zip(odds, some, strict=True) if e.counts == counts]
        wanted = sum(w for _, w in of)
        for least in (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0):
            taken = [w for o, w in of if o >= least]
            p, r = sum(taken) / max(1, len(taken)), sum(taken) / max(1, wanted)
            print(f"  {which:>7} {least:5.1f} {p:.3f} {r:.3f} {2 * p * r / max(1e-9, p + r):.3f}")


def write(name: str, weights: Mapping[str, float]) -> None:
    """Writes a model's table."""
    lines = [f"# Made by training/{Path(__file__).name} on the corpus's training part (CC BY 4.0). Feature, weight."]
    lines += [f"{n}\t{w:.3f}" for n, w in sorted(weights.items()) if n == ALWAYS or abs(w) >= 0.0005]
    (DATA / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_word_weights(statements: Sequence[Statement]) -> None:
    """Writes how much each common word tells: the logarithm of one in how many statements has it."""
    every = [features(s, {}) for s in statements]
    seen = Counter(term for one in every for term in one.concepts)
    lines = [f"# Made by training/{Path(__file__).name} on the corpus's training part (CC BY 4.0). Word, weight."]
    lines += [f"{t}\t{math.log((len(every) + 1) / (n + 1)):.2f}" for t, n in sorted(seen.items()) if n >= COMMON]
    (DATA / "word_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
