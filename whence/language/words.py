"""Lexicons as sets: a language's word lists, looked up by name."""

from __future__ import annotations

import functools
from typing import Any

from whence.language.lexicons import has, lexicon


@functools.cache
def words(language: str, file: str, *path: str) -> frozenset[str]:
    """The words under `path` in a lexicon: a list, or one string of words divided by blanks.

    ``s'`` and ``se_`` forms name a reflexive verb; an underscore stands for a blank inside one entry.
    Gives the empty set where the language has nothing there.
    """
    here: Any = lexicon(language, file)
    for step in path:
        here = here.get(step, {})
    entries = here.split() if isinstance(here, str) else list(here)
    return frozenset(e.replace("_", " ") for e in entries)


def words_if_any(language: str, file: str, *path: str) -> frozenset[str]:
    """The same; empty too where the language has no such lexicon, for what it can do beyond finding statements."""
    return words(language, file, *path) if has(language, file) else frozenset()


@functools.cache
def phrases(language: str, file: str, *path: str) -> tuple[tuple[str, ...], ...]:
    """The same as sequences of tokens (an elided word is a token of its own: "d'", "après"), longest first."""
    return tuple(
        sorted((tuple(p.replace("'", "' ").split()) for p in words(language, file, *path)), key=lambda p: (-len(p), p))
    )
