"""Searching the words of claims: folded, one blank between them, so that looking for them is quick."""

from __future__ import annotations

import re
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
