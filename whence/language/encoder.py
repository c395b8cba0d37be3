"""A small encoder of sentences: every piece of a word gets a vector that knows the words around it.

Whole numbers of eight bits, with a scale for each column, stand for the weights on disk; what is computed is computed
in single precision, with numpy alone. Which encoders there are and where they come from is told by the card beside the
weights (``language/LANG/NAME/README.md``).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Final

import numpy as np

Array = np.ndarray
Stretch = tuple[int, int]
"""Characters of a text, the end exclusive."""

WIDTH, HEADS, LONGEST = 384, 12, 128
"""Numbers in a vector, heads of attention, and the most pieces that are read at once."""

BEGIN, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
MARKS: Final = ("[unused0]", "[unused1]")
"""The pieces that stand for the first and the second marked stretch, whoever is named there."""

_WORD: Final = re.compile(r"[^\W_]+|[^\w\s]|_")
_MARGIN: Final = 20
"""How many pieces behind the last mark are read where a text is too long."""


def pieces_of(word: str, known: Mapping[str, int]) -> list[int]:
    """A lower-case word as the numbers of its known pieces, the longest first; one UNKNOWN where a letter has none."""
    out, at = list[int](), 0
    while at < len(word):
        for end in range(len(word), at, -1):
            number = known.get(("##" if at else "") + word[at:end])
            if number is not None:
                out.append(number)
                at = end
                break
        else:
            return [known[UNKNOWN]]
    return out


def split(text: str, known: Mapping[str, int]) -> list[int]:
    """The pieces of a text, without capitals and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return [piece for word in _WORD.findall(plain) for piece in pieces_of(word, known)]


def marked(text: str, stretches: Sequence[Stretch | None], known: Mapping[str, int]) -> tuple[list[int], list[int]]:
    """The pieces of a text with a mark in place of each of the two stretches, and where each mark is: 0, the beginning,
    for one that is not there or overlaps the one before. Of a text that is too long, those around the marks."""
    ids, places, done = [known[BEGIN]], [0, 0], 0
    for start, end, n in sorted((*at, n) for n, at in enumerate(stretches) if at is not None):
        if start >= done:
            ids += split(text[done:start], known)
            places[n] = len(ids)
            ids.append(known[MARKS[n]])
            done = end
    ids += split(text[done:], known)
    if len(ids) >= LONGEST:
        first = max(0, min(max(places) - LONGEST + _MARGIN, len(ids) - LONGEST + 1))
        first = min(first, max(0, min(p for p in (*places, len(ids)) if p) - 1))
        ids = ids[first : first + LONGEST - 1]
        places = [p - first if 0 < p - first < len(ids) else 0 for p in places]
    return [*ids, known[END]], places


class Layers:
    """The layers of an encoder. `arrays` are those of its file (see the recipes, ``training/``)."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.plain = {name: arrays[name].astype(np.float32) for name in arrays if arrays[name].dtype == np.float16}
        self._words, self._scales = arrays["word"], arrays["word.scale"]
        self._matrices = {
            name: arrays[name].astype(np.float32) * arrays[f"{name}.scale"]
            for name in arrays
            if arrays[name].dtype == np.int8 and name != "word"
        }
        self._count = sum(name.endswith(".query") for name in self._matrices)

    def words(self, ids: Sequence[int] | Array) -> Array:
        """What pieces mean by themselves, a row of WIDTH numbers for each."""
        out: Array = self._words[ids].astype(np.float32) * self._scales[ids]
        return out

    def read(self, x: Array, sizes: Sequence[int]) -> Array:
        """A vector of WIDTH numbers for each row of `x`, which holds several texts, one behind the other: `sizes` rows
        each, at most LONGEST. Where in its text a piece stands is added here."""
        x = self._levelled(x + self.plain["position"][np.concatenate([np.arange(size) for size in sizes])], "norm")
        ends = np.cumsum(sizes)[:-1]
        for n in range(self._count):
            parts = [np.split(self._linear(x, f"{n}.{part}"), ends) for part in ("query", "key", "value")]
            seen = np.concatenate([_heeded(*each) for each in zip(*parts, strict=True)])
            x = self._levelled(x + self._linear(seen, f"{n}.seen"), f"{n}.seen.norm")
            h = self._linear(x, f"{n}.wide")
            h = h * 0.5 * (1 + np.tanh(np.float32(0.7978845608) * (h + np.float32(0.044715) * h * h * h)))  # GELU
            x = self._levelled(x + self._linear(h, f"{n}.narrow"), f"{n}.narrow.norm")
        return x

    def _linear(self, x: Array, name: str) -> Array:
        out: Array = x @ self._matrices[name] + self.plain[f"{name}.bias"]
        return out

    def _levelled(self, x: Array, name: str) -> Array:
        """Each vector with mean 0 and variance 1, stretched and moved as was learnt (layer normalisation)."""
        x = x - x.mean(-1, keepdims=True)
        scale, shift = self.plain[name]
        out: Array = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12) * scale + shift
        return out


def _heeded(query: Array, key: Array, value: Array) -> Array:
    """The values of one text, each a mean of those that its query heeds (attention of HEADS heads)."""
    query, key, value = (each.reshape(len(each), HEADS, -1).transpose(1, 0, 2) for each in (query, key, value))
    weights = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(WIDTH // HEADS))
    weights = np.exp(weights - weights.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True)
    out: Array = (weights @ value).transpose(1, 0, 2).reshape(-1, WIDTH)
    return out


class Encoder:
    """Weights of an encoder with a choice among `kinds` on top of it. `arrays` are those of the file (see the recipe,
    ``training/train_encoder.py``), `pieces` their pieces of words in the order of the rows of ``word``."""

    def __init__(self, arrays: Mapping[str, Array], pieces: Sequence[str], kinds: Sequence[str]) -> None:
        self.known = {piece: n for n, piece in enumerate(pieces)}
        self.kinds = tuple(kinds)
        self._layers = Layers(arrays)

    def chances(self, text: str, first: Stretch | None, second: Stretch | None) -> dict[str, float]:
        """The chance of each kind for the two marked stretches of a text, from 0 to 1, together 1."""
        ids, places = marked(text, (first, second), self.known)
        x = self._layers.read(self._layers.words(ids), [len(ids)])
        head, bias = self._layers.plain["head"], self._layers.plain["head.bias"]
        odds = np.concatenate([x[0], x.mean(0), *x[places]]) @ head + bias
        odds = np.exp(odds - odds.max())
        return dict(zip(self.kinds, (odds / odds.sum()).tolist(), strict=True))


@functools.cache
def encoder(language: str, name: str) -> Encoder | None:
    """The encoder of a language for a purpose, from ``language/LANG/NAME``; None where the language has none."""
    folder = resources.files("whence.language").joinpath(language, name)
    return Encoder(*files_of(folder)) if folder.joinpath("weights.npz").is_file() else None


def files_of(folder: Traversable) -> tuple[dict[str, Array], list[str], list[str]]:
    """What a folder of an encoder holds: the arrays, the pieces of words, the kinds that it tells apart."""
    with np.load(BytesIO(folder.joinpath("weights.npz").read_bytes())) as file:
        arrays = dict(file.items())
    pieces = folder.joinpath("pieces.txt").read_text(encoding="utf-8").split("\n")
    return arrays, pieces, folder.joinpath("kinds.txt").read_text(encoding="utf-8").split()
