"""Words that names are made of: given names, and what organisations, companies and outlets are often called."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from typing import Final, Literal

from whence.knowledge import tables
from whence.knowledge.folding import fold

Part = Literal["given", "family", "organisation", "company", "outlet", "place"]

_OFTEN: Final = 3
"""A word in the names of so many different entities of a kind is one that names of that kind are made of."""

_FILES: Final = {
    "organisation": ("organisations.tsv", "institutes.tsv"),
    "company": ("companies.tsv",),
    "outlet": ("outlets.tsv",),
}


@functools.cache
def parts() -> Mapping[str, Part]:
    """Folded words (see :func:`~whence.knowledge.folding.fold`) -> what kind of name they are a part of."""
    found: dict[str, Part] = {}
    for row in tables.rows("name_words.tsv"):
        found.setdefault(fold(row["word"]), row["part"])  # type: ignore[arg-type]
    for file in ("people.tsv", "leaders.tsv"):
        for row in tables.rows(file):
            words = row["name"].removeprefix("~").split()
            if len(words) > 1 and len(words[0]) > 2:
                found.setdefault(fold(words[0]), "given")
    for kind, files in _FILES.items():
        counts: Counter[str] = Counter()
        for file in files:
            for row in tables.rows(file):
                spellings = f"{row['name']}|{row.get('en') or ''}|{row.get('fr') or ''}"
                spelt = (w for s in spellings.split("|") for w in s.split())
                counts.update({fold(w) for w in spelt if w[:1].isupper() and len(w) > 2})
        for word, n in counts.items():
            if n >= _OFTEN:
                found.setdefault(word, kind)  # type: ignore[arg-type]
    return found


@functools.cache
def surnames() -> frozenset[str]:
    """Folded family names that mean nothing else (``surnames.tsv``), for names of one word."""
    return frozenset(fold(row["word"]) for row in tables.rows("surnames.tsv"))
