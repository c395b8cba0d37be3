"""Searching the words of claims: folded, one blank between them, so that looking for them is quick."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

from whence.knowledge.folding import TOKEN, fold, spread

_WANTED: Final = re.compile(r'["“”«]([^"“”«»]*)["“”»]?|([^\s"“”«»]+)')


def tokens(text: str) -> str:
    """The words and numbers of a text without case and accents, one blank between them: "S-400 !" is "s 400"."""
    return " ".join(TOKEN.findall(spread(fold(text))))


def needles(wish: str) -> list[str]:
    """What has to occur in `f" {tokens(text)} "` for a text to have all words and "phrases" of a search.

    A word that ends in * stands for all that begin with it.
    """
    found = []
    for phrase, word in _WANTED.findall(wish):
        if key := tokens(phrase or word):
            found.append(f" {key}" if word.endswith("*") else f" {key} ")
    return found


class Index:
    """Which texts may have a needle in them: those that have all of its words.

    `texts` are as :func:`needles` looks for things in them, by id.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._ids = list(texts)
        places: dict[str, array[int]] = {}
        for number, text in enumerate(texts.values()):
            for word in dict.fromkeys(text.split()):
                if word in places:
                    places[word].append(number)
                else:
                    places[word] = array("I", (number,))
        self._places = places
        self._sorted = sorted(places)

    def having(self, needle: str) -> frozenset[str]:
        """The ids of the texts that may have this needle in them, and of few others."""
        words = needle.split()
        found = None if needle.endswith(" ") else self._beginning(words.pop())
        for word in words:
            here = set(self._places.get(word, ()))
            found = here if found is None else found & here
        return frozenset(self._ids[number] for number in found or ())

    def _beginning(self, start: str) -> set[int]:
        found: set[int] = set()
        for place in range(bisect_left(self._sorted, start), len(self._sorted)):
            if not self._sorted[place].startswith(start):
                break
            found.update(self._places[self._sorted[place]])
        return found
