"""Linear models over named features: weights as a table that people can read, sums at run time."""

from __future__ import annotations

import functools
from bisect import bisect
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Final, NamedTuple

import numpy as np

BIAS: Final = "(always)"
"""The feature that everything has."""


LEVELS: Final = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96)


def level(chance: float) -> int:
    """A chance, coarsely, as models of features have it: from 0 to 10."""
    return bisect(LEVELS, chance)


def bucket(n: int) -> str:
    """A count, coarsely."""
    return next((str(top) for top in (1, 2, 3, 5, 8, 13, 21, 40) if n <= top), "more")


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


class Choice:
    """A model that chooses among `kinds`: weights by feature, one for each kind; `languages` are those that they were
    found in. Weights are divided by `scale` once they are summed: whole numbers make sums that are exact, whatever the
    order, so that of two kinds that are as likely the first is chosen everywhere."""

    def __init__(
        self,
        kinds: tuple[str, ...],
        weights: Mapping[str, np.ndarray],
        languages: frozenset[str],
        scale: float = 1.0,
    ) -> None:
        self.kinds, self.languages, self.scale = kinds, languages, scale
        self._rows = {feature: n for n, feature in enumerate(weights)}
        self._weights = np.array([*weights.values(), np.zeros(len(kinds))])  # the last for what has no known feature

    def chances(self, features: Iterable[str], beside: tuple[str, np.ndarray] | None = None) -> dict[str, float]:
        """The chance of each kind, from 0 to 1, together 1. `beside` are the log chances that an encoder gives the
        kinds, in their order, and the feature that says how much they count."""
        odds = self.odds([[BIAS, *features]])[0]
        if beside is not None and (row := self._rows.get(beside[0])) is not None:
            odds = odds + self._weights[row] / self.scale * beside[1]
        odds = np.exp(odds - odds.max())
        return dict(zip(self.kinds, (odds / odds.sum()).tolist(), strict=True))

    def odds(self, things: Iterable[Iterable[str]]) -> np.ndarray:
        """The log odds of each kind for each of the things, a row for each: what the features of a thing weigh, each
        counted once."""
        rows, starts = list[int](), list[int]()
        known = self._rows
        for features in things:
            starts.append(len(rows))
            rows += [known[feature] for feature in dict.fromkeys(features) if feature in known] or (-1,)
        return np.asarray(np.add.reduceat(self._weights.take(rows, 0), starts) / self.scale)


@functools.cache
def choice(name: str) -> Choice:
    """The model of a name: ``data/NAME.tsv`` with the kinds in its header and a feature with its weights, in hundredths
    a line. Raises FileNotFoundError where there is no such model.
    """
    text = resources.files("whence.finding").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    _, *kinds = lines[0].split("\t")
    features, _, numbers = zip(*(line.partition("\t") for line in lines[1:]), strict=True)
    weights = np.fromstring("\t".join(numbers), sep="\t").reshape(len(features), len(kinds))
    return Choice(tuple(kinds), dict(zip(features, weights, strict=True)), _languages(text), scale=100)
