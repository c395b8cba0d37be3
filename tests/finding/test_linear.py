"""Sums of weights are the same each time the program runs."""

from __future__ import annotations

from whence.finding.linear import BIAS, Linear


def test_features_count_once_and_in_the_order_given() -> None:
    # floating point: 1 is lost beside 1e16, so that the order shows; a set has another order in each run
    model = Linear({BIAS: 0.0, "large": 1e16, "small": 1.0, "minus": -1e16}, frozenset({"en"}))
    assert model.score(["large", "small", "minus", "large"]) == 0.0
    assert model.score(["large", "minus", "small", "minus"]) == 1.0
