"""Gold claims against those of an export: which statements are one claim, its origins, what contradicts it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations

from whence.measuring.statements import Export, Json, Rate


@dataclasses.dataclass(frozen=True, slots=True)
class ClaimScore:
    """`pairs`: statements that are one claim, among the gold statements that were found. `independent`: claims with the
    right number of origins, of those with at least two statements found."""

    pairs: Rate
    exact: int
    judged: int


def score_claims(
    gold: Sequence[Json],
    lines: Sequence[Json],
    served: Mapping[str, str],
    among: Callable[[str, str], bool] = lambda a, b: True,
) -> ClaimScore:
    """Scores claims over the gold statements that exported statements serve (see :class:`~.statements.Score`).

    `among` says which pairs of gold statements count (those of one language, say).
    """
    export = Export(lines)
    claim_of = {s: c for c in export.claims for s in c["statements"]}
    gold_of = {s: c["id"] for c in gold for s in c["statements"]}
    known = [g for g in gold_of if g in served and served[g] in claim_of]
    hits = predicted = wanted = 0
    for a, b in combinations(sorted(known), 2):
        if not among(a, b):
            continue
        together = gold_of[a] == gold_of[b]
        merged = claim_of[served[a]]["id"] == claim_of[served[b]]["id"]
        hits += together and merged
        predicted += merged
        wanted += together
    exact = judged = 0
    for c in gold:
        mine = [claim_of[served[s]] for s in c["statements"] if s in served and served[s] in claim_of]
        if len(c["statements"]) < 2 or len(mine) < 2 or "independent" not in c:
            continue
        judged += 1
        best = max(mine, key=lambda m: (sum(served.get(s) in m["statements"] for s in c["statements"]), m["id"]))
        exact += best["independent"] == c["independent"]
    return ClaimScore(Rate(hits, predicted, wanted), exact, judged)


def score_conflicts(gold: Sequence[Json], lines: Sequence[Json], served: Mapping[str, str]) -> Rate:
    """Pairs of claims that cannot both hold, among the claims of which a statement was found."""
    export = Export(lines)
    claim_of = {s: c["id"] for c in export.claims for s in c["statements"]}
    ours = {c["id"]: {claim_of[served[s]] for s in c["statements"] if s in served} for c in gold}
    known = {x for some in ours.values() for x in some}
    theirs = {
        frozenset((c["id"], x["claim"]))
        for c in export.claims
        for x in c.get("conflicts") or ()
        if c["id"] in known and x["claim"] in known
    }
    wanted = {
        frozenset((c["id"], x["claim"]))
        for c in gold
        for x in c.get("conflicts") or ()
        if ours.get(c["id"]) and ours.get(x["claim"])
    }
    met = {pair for pair in theirs if any(_meets(pair, ours, tuple(want)) for want in wanted if len(want) == 2)}
    found = {want for want in wanted if len(want) == 2 and any(_meets(pair, ours, tuple(want)) for pair in theirs)}
    return Rate(len(found), len(theirs) - len(met) + len(found), len(wanted))


def score_losses(
    gold: Iterable[tuple[str, str, str]],
    found: Iterable[tuple[str, str, str]],
    served: Mapping[str, str],
    whats: Collection[str] = ("hedge", "source"),
) -> Rate:
    """What later tellings lost (earlier statement, later statement, what) among the gold statements that were found.

    Gold marks only what matters, so that the recall tells more than the precision.
    """
    wanted = {(served[a], served[b], w) for a, b, w in gold if a in served and b in served and w in whats}
    known = set(served.values())
    theirs = {(a, b, w) for a, b, w in found if w in whats and a in known and b in known}
    return Rate(len(wanted & theirs), len(theirs), len(wanted))


def _meets(pair: frozenset[str], ours: Mapping[str, set[str]], want: tuple[str, ...]) -> bool:
    """Whether a conflict of the export is between claims that hold statements of two gold claims."""
    if len(pair) != 2:
        return False
    a, b = pair
    x, y = ours[want[0]], ours[want[1]]
    return (a in x and b in y) or (b in x and a in y)
