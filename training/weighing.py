"""Logistic regression over named features, for the models of ``whence/finding/data``.

Squared weights are held down, and L-BFGS finds the best ones; no chance is involved, so that the same examples give the
same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from whence.finding.linear import BIAS

RARE = 3  # examples that a feature must be seen in


def weigh(
    examples: Sequence[Collection[str]], kinds: Sequence[str], held: float, steps: int = 300
) -> tuple[list[str], dict[str, np.ndarray]]:
    """The kinds in their order and, by feature, a weight for each. `examples` are features, `kinds` what each is;
    `held` is how strongly squared weights are held down."""
    counts = Counter(f for e in examples for f in set(e))
    columns = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE and f.isprintable()))}
    rows = [sorted({columns[f] for f in e if f in columns}) for e in examples]
    ends = np.cumsum([0, *map(len, rows)])
    seen = csr_matrix((np.ones(ends[-1]), np.concatenate(rows).astype(int), ends), shape=(len(rows), len(columns)))
    names = sorted(set(kinds))
    wanted = np.zeros((len(kinds), len(names)))
    wanted[np.arange(len(kinds)), [names.index(k) for k in kinds]] = 1

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(len(columns) + 1, len(names))
        odds = seen @ w[:-1] + w[-1]
        odds -= odds.max(1, keepdims=True)
        chance = np.exp(odds)
        chance /= chance.sum(1, keepdims=True)
        cost = -np.log(chance[wanted > 0] + 1e-12).sum() + held / 2 * (w[:-1] ** 2).sum()
        wrong = chance - wanted
        return float(cost), np.vstack([seen.T @ wrong + held * w[:-1], wrong.sum(0)]).ravel()

    start = np.zeros((len(columns) + 1) * len(names))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    found = found.reshape(len(columns) + 1, len(names))
    return names, {BIAS: found[-1], **{f: found[i] for f, i in columns.items()}}


def weigh_choices(
    groups: Sequence[Sequence[Collection[str]]], right: Sequence[Sequence[bool]], held: float, steps: int = 300
) -> dict[str, float]:
    """Weights by feature of a choice within groups: the chance of a candidate is its share of the exponentials of its
    group. `groups` are the candidates' features, `right` which of a group are right (one at least)."""
    flat = [e for group in groups for e in group]
    counts = Counter(f for e in flat for f in set(e))
    columns = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE and f.isprintable()))}
    rows = [sorted({columns[f] for f in e if f in columns}) for e in flat]
    ends = np.cumsum([0, *map(len, rows)])
    seen = csr_matrix((np.ones(ends[-1]), np.concatenate(rows).astype(int), ends), shape=(len(rows), len(columns)))
    starts = np.cumsum([0, *map(len, groups)])[:-1]
    of_group = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
    good = np.array([r for group in right for r in group], dtype=float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds = seen @ w
        odds -= np.maximum.reduceat(odds, starts)[of_group]
        some = np.exp(odds)
        of_all = some / np.add.reduceat(some, starts)[of_group]
        of_good = some * good
        total = np.add.reduceat(of_good, starts)
        of_good /= total[of_group]
        cost = -np.log(np.add.reduceat(of_all * good, starts) + 1e-12).sum() + held / 2 * (w**2).sum()
        return float(cost), seen.T @ (of_all - of_good) + held * w

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return {f: float(found[i]) for f, i in columns.items()}
