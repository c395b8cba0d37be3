"""Linear models over the features of pairs: weights as tables that people can read, sums at run time."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from importlib import resources
from typing import Final, NamedTuple

ALWAYS: Final = "(always)"
"""The feature that everything has."""


class Model(NamedTuple):
    """Weights by feature. `odds` are natural logarithms; at 0 a pair is taken to be one of those looked for."""

    weights: Mapping[str, float]

    def odds(self, pair: Mapping[str, float]) -> float:
        """How much speaks for a pair: more than 0 for, less against."""
        weights = self.weights
        parts = [weights[n] * v for n, v in pair.items() if n in weights]
        parts.append(weights[ALWAYS])
        return math.fsum(parts)

    def reasons(self, pair: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
        """What each feature adds to the odds, the weightiest first."""
        weights = {ALWAYS: 1.0, **pair}
        parts = (
            (name, round(self.weights[name] * value, 3)) for name, value in weights.items() if name in self.weights
        )
        return tuple(sorted((p for p in parts if p[1]), key=lambda p: (-abs(p[1]), p[0])))


def chance(odds: float) -> float:
    """Odds as a number from 0 to 1, four digits."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 4)


@functools.cache
def model(name: str) -> Model:
    """The model of a name: ``data/NAME.tsv``, a feature and its weight a line, ``#`` for comments.

    Raises FileNotFoundError where there is no such model.
    """
    text = resources.files("whence.weighing").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return Model({feature: float(weight) for feature, weight in rows})
