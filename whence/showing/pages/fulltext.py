"""Searching the words of claims: folded, one blank between them, so that looking for them is quick."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
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
    """Which texts have the words of a needle in them.

    `texts` are as :func:`needles` looks for things in them, by id. An index never changes: :meth:`renewed` gives
    another one, for little where little has changed.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        places: dict[str, array[int]] = {}
        for number, text in enumerate(texts.values()):
            for word in dict.fromkeys(text.split()):
                if word in places:
                    places[word].append(number)
                else:
                    places[word] = array("I", (number,))
        self._take(list(texts), places)

    def _take(self, ids: list[str], places: Mapping[str, array[int]]) -> None:
        self._ids, self._places = ids, places
        self._sorted = sorted(places)
        self._gone: frozenset[str] = frozenset()
        self._later: _Small | None = None

    @classmethod
    def kept(cls, ids: list[str], places: Mapping[str, bytes]) -> Index:
        """The index that :meth:`to_keep` was asked of, of texts with these ids in their order."""
        made = cls.__new__(cls)
        made._take(ids, {word: array("I", numbers) for word, numbers in places.items()})
        return made

    def to_keep(self) -> dict[str, bytes]:
        """Where each word is, in a form to be kept; of an index that was not renewed."""
        return {word: numbers.tobytes() for word, numbers in self._places.items()}

    def renewed(self, gone: Iterable[str], texts: Mapping[str, str]) -> Index:
        """The index without some texts, and with others."""
        made = Index.__new__(Index)
        made._take(self._ids, self._places)
        made._sorted = self._sorted
        made._gone = self._gone.union(gone, texts)
        later = self._later.texts if self._later is not None else {}
        kept = {id_: text for id_, text in later.items() if id_ not in made._gone}
        made._later = _Small({**kept, **texts})
        return made

    def having(self, needle: str) -> set[str]:
        """The ids of the texts that have all words of a needle in them, in whatever order they stand."""
        words = needle.split()
        found = None if needle.endswith(" ") else self._beginning(words.pop())
        for word in words:
            here = self._places.get(word, ())
            found = set(here) if found is None else found.intersection(here)
        ids = {self._ids[number] for number in found or ()}
        if self._gone:
            ids -= self._gone
        return ids | self._later.having(needle) if self._later is not None else ids

    def _beginning(self, start: str) -> set[int]:
        found: set[int] = set()
        for place in range(bisect_left(self._sorted, start), len(self._sorted)):
            if not self._sorted[place].startswith(start):
                break
            found.update(self._places[self._sorted[place]])
        return found


class _Small(Index):
    """The index of a few texts, which it keeps."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(texts)
        self.texts: Final = texts
