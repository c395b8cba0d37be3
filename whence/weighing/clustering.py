"""Statements -> groups that say the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Final

from whence.language.meanings import look_up
from whence.weighing.blocking import candidates
from whence.weighing.decided import Decided
from whence.weighing.features import Features
from whence.weighing.in_step import Steps
from whence.weighing.matching import Comparison, compare, likely

_CHECKED: Final = 6
_MOST_ODDS: Final = 5.0
_WITHIN_ONE: Final = 0.75
"""Two statements of one document are one claim only if the model is surer of it: most documents say a thing once."""


def groups(
    all_features: Sequence[Features],
    worth_comparing: Iterable[tuple[int, int]] | None = None,
    decided: Decided | None = None,
) -> list[list[Features]]:
    """The statements in groups that say the same, in the order of `all_features`.

    `worth_comparing` are the pairs that :func:`~.blocking.candidates` gives, found here where they are not given.

    The likest pairs are joined first; two groups become one where their statements are alike on the average (Sokal and
    Michener 1958), so that no chain of small steps leads from one thing to another. No group holds two statements that
    cannot hold together (another figure, another day). What people have `decided` holds first.
    """
    decided = decided or Decided()
    compared, steps = compared_in_step(all_features, worth_comparing)
    same = sorted((-c.score, i, j) for (i, j), c in compared.items() if c.same)
    group_of = _begun(all_features, decided)
    for _, i, j in same:
        one, other = group_of[i], group_of[j]
        if one is other or not _may_join(all_features[i], all_features[j], compared[i, j]):
            continue
        if _kept_apart(one, other, all_features, decided) or not _fit(one, other, all_features, compared, steps):
            continue
        one.extend(other)
        one.sort()
        for k in other:
            group_of[k] = one
    return [[all_features[i] for i in group] for n, group in sorted(group_of.items()) if group[0] == n]


def compared_in_step(
    all_features: Sequence[Features], worth_comparing: Iterable[tuple[int, int]] | None = None
) -> tuple[dict[tuple[int, int], Comparison], Steps]:
    """The pairs that could be the same, compared, and the reports that go in step, whose statements' places count."""
    worth = candidates(all_features) if worth_comparing is None else worth_comparing
    compared = _compared(all_features, worth)
    steps = Steps(all_features, compared)
    compared |= _compared(all_features, (pair for pair in steps.beside() if pair not in compared))
    if steps:
        compared = {(i, j): c.told_at(steps.odds(all_features[i], all_features[j])) for (i, j), c in compared.items()}
    return compared, steps


def _compared(all_features: Sequence[Features], pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Comparison]:
    asked = [(i, j) for i, j in pairs if likely(all_features[i], all_features[j])]
    look_up(all_features[i].meaning for i in sorted({i for pair in asked for i in pair}))
    return {(i, j): compare(all_features[i], all_features[j], reasons=False) for i, j in asked}


def _begun(all_features: Sequence[Features], decided: Decided) -> dict[int, list[int]]:
    """Each statement in a group of its own, or in that which people have put it in."""
    group_of = {i: [i] for i in range(len(all_features))}
    if decided.groups:
        place = {f.statement.id: i for i, f in enumerate(all_features)}
        for group in decided.groups:
            together = sorted(place[id_] for id_ in group if id_ in place)
            group_of.update(dict.fromkeys(together, together))
    return group_of


def _kept_apart(one: Sequence[int], other: Sequence[int], all_features: Sequence[Features], decided: Decided) -> bool:
    if not decided.apart:
        return False
    there = {all_features[j].statement.id for j in other}
    return any(not decided.apart.get(all_features[i].statement.id, frozenset()).isdisjoint(there) for i in one)


def _may_join(a: Features, b: Features, comparison: Comparison) -> bool:
    """Whether two statements may be the first that join two groups: two of one document have to be surely the same."""
    if a.statement.document != b.statement.document:
        return True
    (start, end), (other_start, other_end) = a.statement.evidence, b.statement.evidence
    return (end <= other_start or other_end <= start) and comparison.score >= _WITHIN_ONE


def _fit(
    one: Sequence[int],
    other: Sequence[int],
    all_features: Sequence[Features],
    compared: dict[tuple[int, int], Comparison],
    steps: Steps,
) -> bool:
    """Whether two groups can be one: alike on the average, and nothing in one speaks against the other."""
    odds = []
    for i, j in itertools.product(one[:_CHECKED], other[:_CHECKED]):
        pair = (min(i, j), max(i, j))
        comparison = compared.get(pair)
        if comparison is None:
            a, b = all_features[pair[0]], all_features[pair[1]]
            comparison = compared[pair] = compare(a, b, reasons=False).told_at(steps.odds(a, b))
        if comparison.against or not _may_join(all_features[i], all_features[j], comparison):
            return False
        odds.append(max(-_MOST_ODDS, min(_MOST_ODDS, comparison.odds)))
    return sum(odds) >= 0
