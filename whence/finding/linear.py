"""Linear models over named features: weights as a table that people can read, sums at run time."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Final, NamedTuple

import numpy as np

BIAS: Final = "(always)"
"""The feature that everything has."""


class Linear(NamedTuple):
    """Weights by feature, for the `languages` that they were found in."""

    weights: Mapping[str, float]
    languages: frozenset[str]

    def score(self, features: Iterable[str]) -> float:
        """The log odds that the thing with these features is one of those looked for."""
        weights = self.weights
        return weights[BIAS] + sum(weights.get(feature, 0.0) for feature in dict.fromkeys(features))


@functools.cache
def linear(name: str) -> Linear:
    """The model of a name: ``data/NAME.tsv`` beside this module, a feature and its weight a line, ``#`` for comments.

    Raises FileNotFoundError where there is no such model.
    """
    text = resources.files("whence.finding").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return Linear({feature: float(weight) for feature, weight in rows}, _languages(text))


def _languages(text: str) -> frozenset[str]:
    """What the first line of a model says: "# Languages: en fr"."""
    return frozenset(text.partition("\n")[0].removeprefix("# Languages:").split())


class Choice(NamedTuple):
    """A model that chooses among kinds: weights by feature, one for each of `kinds`."""

    kinds: tuple[str, ...]
    weights: Mapping[str, np.ndarray]
    languages: frozenset[str]

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """The chance of each kind, from 0 to 1, together 1."""
        weights = self.weights
        rows = [weights[BIAS], *(weights[feature] for feature in dict.fromkeys(features) if feature in weights)]
        odds = np.sum(rows, axis=0)
        odds = np.exp(odds - odds.max())
        return dict(zip(self.kinds, (odds / odds.sum()).tolist(), strict=True))


@functools.cache
def choice(name: str) -> Choice:
    """The model of a name: ``data/NAME.tsv`` with the kinds in its header and a feature with its weights, in hundredths
    a line. Raises FileNotFoundError where there is no such model.
    """
    text = resources.files("whence.finding").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    _, *kinds = lines[0].split("\t")
    rows = (line.partition("\t") for line in lines[1:])
    return Choice(
        tuple(kinds),
        {feature: np.fromstring(numbers, dtype="int16", sep="\t") / np.float32(100) for feature, _, numbers in rows},
        _languages(text),
    )
