"""Claims against gold claims: which statements are one claim, on how many origins."""

from __future__ import annotations

from typing import Any

from measuring_builders import lines

from whence.measuring.claims import score_claims
from whence.measuring.statements import Rate

SERVED = {"g1": "x1", "g2": "x2", "g3": "x3", "g4": "x4"}
GOLD = [
    {"id": "c1", "statements": ["g1", "g2", "g3"], "independent": 2},
    {"id": "c2", "statements": ["g4"], "independent": 1},
]


def claim(id_: str, independent: int, *statements: str) -> dict[str, Any]:
    return {"type": "claim", "id": id_, "statements": list(statements), "independent": independent}


def test_claims_that_are_as_in_the_gold_have_all_pairs_and_their_number_of_origins() -> None:
    result = score_claims(GOLD, lines(claims=(claim("a", 2, "x1", "x2", "x3"), claim("b", 1, "x4"))), SERVED)
    assert result.pairs == Rate(3, 3, 3)
    assert (result.exact, result.judged) == (1, 1)


def test_a_claim_that_is_split_loses_pairs_and_one_too_wide_adds_them() -> None:
    result = score_claims(GOLD, lines(claims=(claim("a", 2, "x1", "x2"), claim("b", 1, "x3", "x4"))), SERVED)
    assert result.pairs == Rate(1, 2, 3)


def test_a_wrong_number_of_origins_is_not_exact() -> None:
    result = score_claims(GOLD, lines(claims=(claim("a", 3, "x1", "x2", "x3"), claim("b", 1, "x4"))), SERVED)
    assert (result.exact, result.judged) == (0, 1)


def test_a_claim_of_which_fewer_than_two_statements_were_found_is_not_judged() -> None:
    result = score_claims(GOLD, lines(claims=(claim("a", 2, "x1"), claim("b", 1, "x4"))), {"g1": "x1", "g4": "x4"})
    assert result.pairs == Rate(0, 0, 0)
    assert result.judged == 0
