"""Linear models over named features: weights as a table that people can read, sums at run time."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Final, NamedTuple

BIAS: Final = "(always)"
"""The feature that everything has."""


class Linear(NamedTuple):
    """Weights by feature."""

    weights: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """The log odds that the thing with these features is one of those looked for."""
        weights = self.weights
        return weights[BIAS] + sum(weights.get(feature, 0.0) for feature in set(features))


@functools.cache
def linear(name: str) -> Linear:
    """The model of a name: ``data/NAME.tsv`` beside this module, a feature and its weight a line, ``#`` for comments.

    Raises FileNotFoundError where there is no such model.
    """
    text = resources.files("whence.finding").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return Linear({feature: float(weight) for feature, weight in rows})
