"""Gold claims against those of an export: which statements are one claim, and how many origins it has."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from itertools import combinations

from whence.measuring.statements import Export, Json, Rate


@dataclasses.dataclass(frozen=True, slots=True)
class ClaimScore:
    """`pairs`: statements that are one claim, among the gold statements that were found. `independent`: claims with the
    right number of origins, of those with at least two statements found."""

    pairs: Rate
    exact: int
    judged: int


def score_claims(gold: Sequence[Json], lines: Sequence[Json], served: Mapping[str, str]) -> ClaimScore:
    """Scores claims over the gold statements that exported statements serve (see :class:`~.statements.Score`)."""
    export = Export(lines)
    claim_of = {s: c for c in export.claims for s in c["statements"]}
    gold_of = {s: c["id"] for c in gold for s in c["statements"]}
    known = [g for g in gold_of if g in served and served[g] in claim_of]
    hits = predicted = wanted = 0
    for a, b in combinations(sorted(known), 2):
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
