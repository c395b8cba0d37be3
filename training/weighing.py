"""Logistic regression over named features, for the models of ``whence/finding/data``.

Squared weights are held down, and L-BFGS finds the best ones; no chance is involved, so that the same examples give the
same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from whence.finding.linear import BIAS

RARE = 3  # examples that a feature must be seen in
APART = "¦"
"""In the name of a feature that is for other texts than the corpus: how common a thing is there, and how far the
encoder is to be trusted, is found beside what is found for the corpus, and left out of what is written."""


def table_of(examples: Sequence[Collection[str]]) -> tuple[dict[str, int], csr_matrix]:
    """The columns of the features that are not rare, and which example has which."""
    counts = Counter(f for e in examples for f in set(e))
    columns = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE and f.isprintable()))}
    rows = [sorted({columns[f] for f in e if f in columns}) for e in examples]
    ends = np.cumsum([0, *map(len, rows)])
    seen = csr_matrix((np.ones(ends[-1]), np.concatenate(rows).astype(int), ends), shape=(len(rows), len(columns)))
    return columns, seen


def weigh(
    examples: Sequence[Collection[str]],
    kinds: Sequence[str],
    held: float,
    steps: int = 300,
    counts: Sequence[float] | None = None,
    beside: Sequence[tuple[str, np.ndarray]] = (),
) -> tuple[list[str], dict[str, np.ndarray]]:
    """The kinds in their order and, by feature, a weight for each. `examples` are features, `kinds` what each is;
    `held` is how strongly squared weights are held down; `counts` says how often each example counts (once);
    `beside` are, for each, the log chances that an encoder gives the kinds, in their order, and by which feature: how
    much they count is found too, for each such feature."""
    columns, seen = table_of(examples)
    names = sorted(set(kinds))
    often = np.ones(len(kinds)) if counts is None else np.asarray(counts)
    wanted = np.zeros((len(kinds), len(names)))
    wanted[np.arange(len(kinds)), [names.index(k) for k in kinds]] = 1
    voices = sorted({name for name, _ in beside})
    logs = np.stack([row for _, row in beside]) if beside else np.zeros((1, 1))
    of = [[name == voice for name, _ in beside] for voice in voices]
    size = len(columns) * len(names)

    def parts(flat: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return flat[:size].reshape(-1, len(names)), flat[size : size + len(names)], flat[size + len(names) :]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w, bias, shares = parts(flat)
        odds = seen @ w + bias
        for rows, share in zip(of, shares, strict=True):
            odds[rows] += share * logs[rows]
        odds -= odds.max(1, keepdims=True)
        chance = np.exp(odds)
        chance /= chance.sum(1, keepdims=True)
        cost = -(often * np.log(chance[wanted > 0] + 1e-12)).sum() + held / 2 * (w**2).sum()
        wrong = often[:, None] * (chance - wanted)
        slopes = [(seen.T @ wrong + held * w).ravel(), wrong.sum(0), [(wrong[r] * logs[r]).sum() for r in of]]
        return float(cost), np.concatenate(slopes)

    start = np.zeros(size + len(names) + len(voices))
    w, bias, shares = parts(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x)
    found = {BIAS: bias, **{f: w[i] for f, i in columns.items()}}
    return names, found | {voice: np.full(len(names), share) for voice, share in zip(voices, shares, strict=True)}


def weigh_lists(
    lists: Sequence[Sequence[Collection[str]]], right: Sequence[Collection[int]], held: float, steps: int = 200
) -> dict[str, float]:
    """Weights by feature, so that in each list of things those at the `right` positions are chosen before the others.
    `lists` hold the features of each thing; `held` is how strongly squared weights are held down."""
    flat = [features for each in lists for features in each]
    columns, seen = table_of(flat)
    owner = np.repeat(np.arange(len(lists)), [len(each) for each in lists])
    starts = np.cumsum([0, *(len(each) for each in lists)])[:-1]
    wanted = np.concatenate(
        [[float(n in marked) for n in range(len(each))] for each, marked in zip(lists, right, strict=True)]
    )

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds = seen @ w
        odds = np.exp(odds - np.maximum.reduceat(odds, starts)[owner])
        chance = odds / np.add.reduceat(odds, starts)[owner]
        hit = np.add.reduceat(chance * wanted, starts)
        cost = -np.log(hit + 1e-12).sum() + held / 2 * (w**2).sum()
        return float(cost), seen.T @ (chance - chance * wanted / hit[owner]) + held * w

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return {f: float(found[i]) for f, i in columns.items()}


def write_weights(out: Path, made_by: str, weights: Mapping[str, float], least: float) -> int:
    """Writes a model of one weight a feature, those below `least` left out; gives how many there are."""
    rows = [f"{f}\t{w:.2f}" for f, w in sorted(weights.items()) if (abs(w) >= least or f == BIAS) and f.isprintable()]
    _write(out, made_by, "Feature, weight (log odds).", rows)
    return len(rows)


def write_choices(
    out: Path, made_by: str, kinds: Sequence[str], weights: Mapping[str, Sequence[float]], beside: str = ""
) -> int:
    """Writes a model of a weight for each kind, in hundredths, features that hardly weigh left out; gives how many.
    `beside` says what else it was weighed on."""
    rounded = {f: [round(float(w) * 100) for w in some] for f, some in sorted(weights.items())}
    rows = ["\t".join((f, *map(str, some))) for f, some in rounded.items() if max(map(abs, some)) >= 5 or f == BIAS]
    _write(out, made_by, f"{beside}Weights are in hundredths.", ["\t".join(("feature", *kinds)), *rows])
    return len(rows)


def _write(out: Path, made_by: str, what: str, rows: Sequence[str]) -> None:
    head = f"# Languages: en fr\n# Made by training/{made_by} from the corpus's training part. {what}\n"
    out.parent.mkdir(exist_ok=True)
    out.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
