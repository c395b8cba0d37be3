"""Blocks: keys of which two spellings of one name share at least one, so that few names need be compared.

A name has a handful of keys, made of its coarse consonants (:func:`whence.knowledge.sounds.consonants`) in each of
its readings; the vowels, on which spellings differ most, are in none of them.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Final

from whence.knowledge import sounds, spelling
from whence.knowledge.sounds import Word
from whence.knowledge.spelling import Group

_LONGEST: Final = 5
"""So many consonants of a word are looked at: word ends are spelt in more ways than beginnings."""


@functools.lru_cache(maxsize=1 << 16)
def blocks(group: Group, name: str) -> frozenset[str]:
    """The keys of a name. A person's pair each word with the first sound of another, so that neither the Mohammeds
    nor the Hasanovs make one block. Empty for a name without a letter or digit.
    """
    if group == "person":
        return frozenset(_person(spelling.person(name).words))
    if group == "system":
        return frozenset(_system(spelling.parts(name)))
    words = spelling.place(name) if group == "place" else spelling.organisation(name)
    keys = {"".join(map(_key, codes))[: 2 * _LONGEST] for codes, _ in spelling.readings(words)}
    if group == "organisation":
        keys.add("=" + (spelling.acronym(words) if len(words) > 1 else words[0].latin if words else ""))
    return frozenset(keys - {"", "="})


def _key(sound: str) -> str:
    return sounds.consonants(sound.replace("w", ""))[:_LONGEST]


def _person(words: tuple[Word, ...]) -> Iterator[str]:
    for codes, _ in spelling.readings(words):
        whole = [code for word, code in zip(words, codes, strict=True) if len(word.latin) > 1]
        if len(codes) == 1:
            yield _key(codes[0]) or codes[0]
        run_together = [(a + b, [c for c in codes if c not in (a, b)]) for a, b in itertools.pairwise(codes)]
        for code, others in [*((c, [o for o in codes if o is not c]) for c in whole), *run_together]:
            yield from (f"{_key(code) or '*'}/{sounds.first(other)}" for other in others)


def _system(parts: tuple[Word, ...]) -> Iterator[str]:
    for before, part in zip((None, *parts), parts, strict=False):
        if part.text.isdigit():
            yield f"{before.text[:1] if before else ''}{part.text}"
        elif len(part.text) > 3:
            yield from (_key(codes[0]) for codes, _ in spelling.readings((part,)))
