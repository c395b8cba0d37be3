"""What people's decisions come to: pure functions on reviews. They are never weighed: two that differ are a dispute.

Each person's last judgement counts, of those not taken back.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from whence.model import Claim, Rating, Review
from whence.record.anchors import is_placement, is_withdrawal

Status = Literal["unreviewed", "accepted", "corrected", "rejected", "disputed"]
ClaimStatus = Literal["unreviewed", "accepted", "rejected", "disputed"]
JUDGEMENTS: Final = ("accept", "reject", "correct")


def in_time(reviews: Iterable[Review]) -> list[Review]:
    """Reviews in the order in which they were given."""
    return sorted(reviews, key=lambda review: (review.at, review.id))


def standing(reviews: Iterable[Review]) -> list[Review]:
    """The decisions that hold, in the order of time: not what was taken back, nor what only takes back or places."""
    return [review for review in holding(reviews) if not is_placement(review)]


def holding(reviews: Iterable[Review]) -> list[Review]:
    """Those of the reviews that hold, in the order of time: not withdrawals, and not what these take back."""
    withdrawn: set[str] = set()
    left = []
    for review in reversed(in_time(reviews)):
        if review.id in withdrawn:
            continue
        if is_withdrawal(review):
            withdrawn.add(review.on)
        else:
            left.append(review)
    return left[::-1]


def verdicts(reviews: Iterable[Review]) -> dict[str, Review]:
    """Each person's last judgement among reviews that hold and are on one thing, in the order of time."""
    last: dict[str, Review] = {}
    for review in reviews:
        if review.action in JUDGEMENTS:
            last.pop(review.by, None)
            last[review.by] = review
    return last


def statement_status(judgements: Iterable[Review]) -> Status:
    """What the judgements of several people on one statement come to."""
    judgements = list(judgements)
    said = {review.action for review in judgements}
    if not said:
        return "unreviewed"
    if len(said) > 1 or (said == {"correct"} and _corrections_differ(judgements)):
        return "disputed"
    return "accepted" if said == {"accept"} else "rejected" if said == {"reject"} else "corrected"


def _corrections_differ(judgements: Iterable[Review]) -> bool:
    said: dict[str, Any] = {}
    for review in judgements:
        for name, value in (review.after or {}).items():
            if said.setdefault(name, value) != value:
                return True
    return False


@dataclasses.dataclass(frozen=True, slots=True)
class Judgement:
    """How a claim stands: what people's decisions on it and on its statements come to.

    `statuses` are those of its statements that were judged; `corrections` what people say instead, by statement.
    """

    status: ClaimStatus = "unreviewed"
    rating: Rating | None = None
    statuses: Mapping[str, Status] = dataclasses.field(default_factory=dict)
    corrections: tuple[tuple[str, Review], ...] = ()
    people: frozenset[str] = frozenset()

    @property
    def rejected(self) -> frozenset[str]:
        """The statements that no longer count."""
        return frozenset(id_ for id_, status in self.statuses.items() if status == "rejected")


def judgement(claim: Claim, on_claim: Iterable[Review], on_statements: Mapping[str, Iterable[Review]]) -> Judgement:
    """How a claim stands, from all reviews that are on it and on each of its statements."""
    on_it = standing(on_claim)
    each = {id_: standing(on_statements.get(id_, ())) for id_ in claim.statements}
    given = {id_: verdicts(reviews) for id_, reviews in each.items()}
    statuses = {id_: statement_status(by.values()) for id_, by in given.items() if by}
    return Judgement(
        status=_claim_status(claim, verdicts(on_it), given),
        rating=_rating(on_it) or _rating(in_time(review for reviews in each.values() for review in reviews)),
        statuses=statuses,
        corrections=tuple(
            (id_, review) for id_, by in given.items() for review in by.values() if review.action == "correct"
        ),
        people=frozenset(review.by for reviews in (on_it, *each.values()) for review in reviews),
    )


def _claim_status(claim: Claim, on_it: Mapping[str, Review], given: Mapping[str, Mapping[str, Review]]) -> ClaimStatus:
    """People's word on the claim itself, else what its statements come to; others' words on these can dispute it."""
    whole = {"rejected" if review.action == "reject" else "accepted" for review in on_it.values()}
    if len(whole) > 1:
        return "disputed"
    others = {id_: [review for person, review in by.items() if person not in on_it] for id_, by in given.items()}
    parts = _of_all(statement_status(others.get(id_, ())) for id_ in claim.statements)
    if not whole:
        return parts
    [word] = whole
    return "disputed" if parts not in ("unreviewed", word) else word  # type: ignore[return-value]


def _of_all(statuses: Iterable[Status]) -> ClaimStatus:
    kinds = set(statuses)
    if "disputed" in kinds:
        return "disputed"
    if kinds == {"rejected"}:
        return "rejected"
    return "unreviewed" if "unreviewed" in kinds else "accepted"


def _rating(reviews: Iterable[Review]) -> Rating | None:
    """The last rating by each of the two scales."""
    last: dict[str, str] = {}
    for review in reviews:
        if review.action == "rate" and isinstance(review.after, Mapping):
            last |= {name: str(review.after[name]) for name in ("reliability", "credibility") if review.after.get(name)}
    return Rating(last.get("reliability"), last.get("credibility")) if last else None
