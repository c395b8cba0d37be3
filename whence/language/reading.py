"""What an encoder of sentences makes of the words of a report: what a word tells, who takes part in it, who says it.

The vectors of the words are made once, where names are found (:mod:`whence.language.tagging`); what is asked of them
here is a small sum each. What they answer is weighed in the finding room, beside the tables and the tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from spacy.tokens import Doc

from whence.language.encoder import Array

if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)  # a Reading, where the language has an encoder that reads

ROLES: Final = ("nothing", "actor", "recipient", "object", "other")
"""What a word may be in what another tells, in the order of the columns of ``roles``."""

SAID: Final = ("content", "source")
"""What a word may be for a cue, in the order of the columns of ``said``."""


class Heads:
    """What is asked of vectors: `arrays` are those of the encoder's file, `kinds` what a word may tell, in the order of
    the columns."""

    def __init__(self, arrays: Mapping[str, Array], kinds: Sequence[str]) -> None:
        self._arrays, self.kinds = arrays, tuple(kinds)

    def told(self, words: Array) -> Array:
        """The log chance of each kind, a row for each word."""
        w = self._arrays
        h = words @ w["kinds1"] + w["kinds1.bias"]
        h = h * 0.5 * (1 + np.tanh(np.float32(0.7978845608) * (h + np.float32(0.044715) * h * h * h)))  # GELU
        odds = h @ w["kinds2"] + w["kinds2.bias"]
        odds -= odds.max(-1, keepdims=True)
        out: Array = odds - np.log(np.exp(odds).sum(-1, keepdims=True))
        return out

    def roles(self, core: Array, words: Array) -> Array:
        """The chance of each of ROLES for each word in what one word tells."""
        odds = self._asked("roles", core, words)
        odds = np.exp(odds - odds.max(-1, keepdims=True))
        out: Array = odds / odds.sum(-1, keepdims=True)
        return out

    def cues(self, words: Array) -> Array:
        """The chance of each word that it is the head of what lays words to somebody."""
        return _chance(words @ self._arrays["cue"] + self._arrays["cue.bias"])

    def said(self, cue: Array, words: Array) -> Array:
        """The chance of each of SAID for each word, where one word is a cue."""
        return _chance(self._asked("said", cue, words))

    def _asked(self, name: str, one: Array, words: Array) -> Array:
        w = self._arrays
        count = len(w[f"{name}.bias"])
        query = (one @ w[f"{name}.q"]).reshape(count, -1)
        key = (words @ w[f"{name}.k"]).reshape(len(words), count, -1)
        both = np.einsum("ld,sld->sl", query, key) / np.float32(np.sqrt(query.shape[1]))
        out: Array = both + one @ w[f"{name}.of"] + words @ w[f"{name}.by"] + w[f"{name}.bias"]
        return out


def _chance(odds: Array) -> Array:
    out: Array = 1 / (1 + np.exp(-odds))
    return out


class Reading:
    """What the heads make of the words of a Doc. `sentences` are the first and last token (exclusive) of each,
    `vectors` those of their first tokens; of what is behind them in a sentence that is too long nothing is known."""

    def __init__(
        self, heads: Heads, sentences: Sequence[tuple[int, int]], vectors: Sequence[Array], *, roles: bool = True
    ) -> None:
        self._heads, self._knows_roles = heads, roles
        self._vectors = [v.astype(np.float16) for v in vectors]
        self._starts = [a for a, _ in sentences]
        self._at: dict[int, int] = {
            a + k: n for n, ((a, _), v) in enumerate(zip(sentences, vectors, strict=True)) for k in range(len(v))
        }
        self._told: dict[int, Array] = {}
        self._roles: dict[int, Array] = {}
        self._cues: dict[int, Array] = {}
        self._said: dict[int, list[tuple[float, float]]] = {}

    @property
    def kinds(self) -> tuple[str, ...]:
        """What a word may tell, in the order of the columns of :meth:`told`."""
        return self._heads.kinds

    def told(self, token: int) -> Array | None:
        """The log chance of each kind that the token tells it; None where it was not read."""
        if (n := self._at.get(token)) is None:
            return None
        if n not in self._told:
            self._told[n] = self._heads.told(self._words(n))
        row: Array = self._told[n][token - self._starts[n]]
        return row

    def role(self, core: int, token: int) -> dict[str, float] | None:
        """The chance of each role that the token has in what the core tells; None where the two were not read
        together, or in a language of whose roles the encoder knows too little."""
        if not self._knows_roles or (n := self._at.get(core)) is None or self._at.get(token) != n:
            return None
        start = self._starts[n]
        if core not in self._roles:
            words = self._words(n)
            self._roles[core] = self._heads.roles(words[core - start], words)
        return dict(zip(ROLES, self._roles[core][token - start].tolist(), strict=True))

    def cue(self, token: int) -> float | None:
        """The chance that the token is the head of a cue; None where it was not read."""
        if (n := self._at.get(token)) is None:
            return None
        if n not in self._cues:
            self._cues[n] = self._heads.cues(self._words(n))
        return float(self._cues[n][token - self._starts[n]])

    def said(self, cue: int) -> list[tuple[float, float]]:
        """For each token that was read together with a cue the chances that it is in its content and that it is in its
        source; empty where the cue was not read."""
        if (n := self._at.get(cue)) is None:
            return []
        if cue not in self._said:
            words = self._words(n)
            self._said[cue] = [(a, b) for a, b in self._heads.said(words[cue - self._starts[n]], words).tolist()]
        return self._said[cue]

    def together(self, token: int) -> range:
        """The tokens that were read with this one; empty where it was not read."""
        if (n := self._at.get(token)) is None:
            return range(0)
        return range(self._starts[n], self._starts[n] + len(self._vectors[n]))

    def _words(self, sentence: int) -> Array:
        return self._vectors[sentence].astype(np.float32)
