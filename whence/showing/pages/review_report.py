"""What reviews tell about the machine, by the rule that found a statement, and about how far people agree."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from whence.model import Review
from whence.record.judging import in_time, standing, statement_status, verdicts
from whence.showing.pages.sheets import Sheet

if TYPE_CHECKING:
    from whence.record import Record

_Z: Final = 1.959964
"""The normal quantile of a 95 % interval."""


@dataclasses.dataclass(frozen=True, slots=True)
class OfRule:
    """How the statements of a rule were judged. `precision` is the share accepted as found, `low` and `high` its 95 %
    interval (Wilson); disputed statements are counted apart."""

    rule: str
    accepted: int
    corrected: int
    rejected: int
    disputed: int
    precision: float | None
    low: float | None
    high: float | None

    @property
    def judged(self) -> int:
        """The statements on which people agree."""
        return self.accepted + self.corrected + self.rejected


@dataclasses.dataclass(frozen=True, slots=True)
class OfPair:
    """How far two people agree on the statements that both have judged: the share, and Cohen's kappa."""

    one: str
    other: str
    statements: int
    share: float
    kappa: float | None


def wilson(right: int, of: int) -> tuple[float, float] | None:
    """The 95 % interval of a share by E. B. Wilson (1927); None of nothing."""
    if not of:
        return None
    share, square = right / of, _Z * _Z
    middle = share + square / (2 * of)
    reach = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, (middle - reach) / (1 + square / of)), min(1.0, (middle + reach) / (1 + square / of))


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (1960) of two people's labels; None where chance alone would make them agree on all."""
    many = len(pairs)
    seen = sum(a == b for a, b in pairs) / many
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[label] * other[label] for label in one) / many**2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def by_rule(given: Mapping[str, Mapping[str, Review]]) -> list[OfRule]:
    """How each rule's statements were judged, from each person's judgement on each statement; most judged first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for by in given.values():
        last = list(by.values())[-1]
        before = last.before if isinstance(last.before, Mapping) else {}
        rule = str((before.get("found") or {}).get("found_by") or "not noted")
        counts[rule][statement_status(by.values())] += 1
    rules = []
    for rule, count in counts.items():
        right, of = count["accepted"], count["accepted"] + count["corrected"] + count["rejected"]
        low, high = wilson(right, of) or (None, None)
        share = right / of if of else None
        rules.append(OfRule(rule, right, count["corrected"], count["rejected"], count["disputed"], share, low, high))
    return sorted(rules, key=lambda one: (-one.judged - one.disputed, one.rule))


def agreement(given: Mapping[str, Mapping[str, Review]]) -> list[OfPair]:
    """How far each two people agree (accept, correct or reject), those with most statements in common first."""
    both: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for by in given.values():
        for one, other in itertools.combinations(sorted(by), 2):
            both[one, other].append((by[one].action, by[other].action))
    found = [
        OfPair(one, other, len(pairs), sum(a == b for a, b in pairs) / len(pairs), kappa(pairs))
        for (one, other), pairs in both.items()
    ]
    return sorted(found, key=lambda pair: (-pair.statements, pair.one, pair.other))


def judgements(judged: Iterable[tuple[Review, str]]) -> dict[str, dict[str, Review]]:
    """Each person's judgement on each statement, from all reviews with the statements that they are on."""
    on: dict[str, list[Review]] = defaultdict(list)
    for review, statement in judged:
        on[statement].append(review)
    given = {statement: verdicts(standing(in_time(reviews))) for statement, reviews in on.items()}
    return {statement: by for statement, by in given.items() if by}


def report(record: Record) -> Sheet:
    """The page of both."""
    given = judgements(record.reviewing.judged())
    rules, pairs = by_rule(given), agreement(given)
    people = Counter(person for by in given.values() for person in by)
    shown = {"rules": rules, "pairs": pairs, "statements": len(given), "people": sorted(people.items())}

    def data() -> dict[str, Any]:
        return {
            "statements": len(given),
            "rules": [{"judged": one.judged, **dataclasses.asdict(one)} for one in rules],
            "agreement": [dataclasses.asdict(pair) for pair in pairs],
            "people": dict(people),
        }

    return Sheet("review_report.html", shown, data)
