"""What a stretch of text names: its words with capitals, and the states behind their names, people and capitals.

Much quicker than looking all names up, and enough to say whether two statements could be of one affair.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Mapping
from importlib import resources
from typing import Final

from whence.knowledge.folding import fold, spread
from whence.weighing.concepts import SHORTEST, STEM, WORD

_PRINTED: Final = re.compile(r"[^\W\d_][\w’'-]*")
_COLUMNS: Final = {"states.tsv": "country", "capitals.tsv": "capital_of", "demonyms.tsv": "of"}
_NO_NAMES: Final = frozenset({"name", "kind", "sort", "country", "capital_of", "seat_of", "of", "language", "source"})
_CODE: Final = re.compile(r"[A-Z]{3}")


def namings(text: str) -> frozenset[str]:
    """The states named in a text, by code, in a word of one of their names, and the beginnings of the other words with
    a capital, but for the first word.
    """
    found: set[str] = set()
    states = _states()
    for printed in _PRINTED.finditer(text):
        for word in _words(printed[0]):
            if state := states.get(word):
                found.add(state)
            elif len(word) >= SHORTEST and printed.start() > 0 and printed[0][:1].isupper():
                found.add(f"{word[:STEM]}-")
    return frozenset(found)


@functools.lru_cache(maxsize=100_000)
def _words(printed: str) -> tuple[str, ...]:
    """The folded words of what is printed as one."""
    return tuple(WORD.findall(spread(fold(printed))))


@functools.cache
def _states() -> Mapping[str, str]:
    """The state of each name that is one word: of the state itself, its capital or its people, in any language."""
    found: dict[str, set[str]] = {}
    for name, column in _COLUMNS.items():
        data = resources.files("whence.knowledge").joinpath("data", name).read_text(encoding="utf-8")
        lines = [line for line in data.splitlines() if line.strip() and line[0] != "#"]
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not _CODE.fullmatch(row[column] or ""):
                continue
            spelt = [row[k] for k in row if k not in _NO_NAMES]
            for form in "|".join(s for s in spelt if s).split("|"):
                words = WORD.findall(spread(fold(form)))
                if len(words) == 1 and len(words[0]) >= SHORTEST:
                    found.setdefault(words[0], set()).add(row[column])
    return {word: states.pop() for word, states in found.items() if len(states) == 1}
