"""Words -> concepts that are the same in every language, and how much each tells.

The table is ``data/words.tsv``. A word that is not in it stands for itself by its beginning, so that kindred words of
two languages still meet ("uranium", "missile"), and forms of one word always do.
"""

from __future__ import annotations

import csv
import functools
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from importlib import resources
from typing import Final

from whence.knowledge.folding import fold, spread

STEM: Final = 5
"""Letters of a word that are compared: enough to hold a word's forms together, and its cousins in other languages."""

SHORTEST: Final = 4
WORD: Final = re.compile(r"[^\W_]+")

_FEWEST: Final = 3
_UNKNOWN: Final = 7.0
"""What a word tells that the corpus has hardly ever: as much as one in a thousand statements (natural logarithm)."""


def concepts(text: str, language: str, but: Collection[str] = ()) -> frozenset[str]:
    """The concepts of a text's words, its numbers, and the beginnings of words that no concept has, but for those
    beginnings in `but` (names, say)."""
    found: set[str] = set()
    for word in WORD.findall(spread(fold(text))):
        if word.isdigit():
            found.add(word)
        elif known := concepts_of(word, language):
            found.update(known)
        elif len(word) >= SHORTEST and word not in common_words() and word[:STEM] not in but:
            found.add(f"{word[:STEM]}-")
    return frozenset(found)


@functools.lru_cache(maxsize=100_000)
def concepts_of(word: str, language: str) -> tuple[str, ...]:
    """The concepts of one folded word; none where the table has no word that it begins with."""
    table = _table().get(language, {})
    if whole := table.get(f"{word}."):
        return whole
    return next((table[word[:n]] for n in range(len(word), _FEWEST - 1, -1) if word[:n] in table), ())


@functools.cache
def common_words() -> frozenset[str]:
    """The folded words that tell nothing of what a statement is about, in all languages."""
    file = resources.files("whence.weighing").joinpath("data/common_words.toml")
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(word for words in lists.values() for word in words.split())


def telling(terms: Iterable[str]) -> float:
    """How much concepts tell together: the rarer in news, the more (inverse document frequency, Spärck Jones 1972)."""
    return math.fsum(map(_weights().__getitem__, terms))


class _Weights(dict[str, float]):
    """What each term tells; one that is not in the table as much as a rare one."""

    def __missing__(self, term: str) -> float:
        return _UNKNOWN


@functools.cache
def _table() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The concepts of each entry, by language."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in csv.DictReader(_lines("words.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE):
        concept = row.pop("concept")
        for language, entries in row.items():
            for entry in (entries or "").split():
                found[language][entry] = (*found[language].get(entry, ()), concept)
    return found


@functools.cache
def _weights() -> _Weights:
    rows = (line.split("\t") for line in _lines("word_weights.tsv"))
    return _Weights((term, float(weight)) for term, weight in rows)


def _lines(name: str) -> list[str]:
    text = resources.files("whence.weighing").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and line[0] != "#"]
