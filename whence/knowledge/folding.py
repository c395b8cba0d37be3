"""Folding: the form under which spellings of one name are the same.

Two folds. :func:`fold` keeps every character in its place, so that offsets into the folded text are offsets into
the text; the matcher runs on it. :func:`name_key` goes on from there to one key a name, for looking names up and
for ids: words in lower case without accents, one blank between them whatever hyphen or blanks stood there.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
"""A run of letters or a run of digits, so that "S-300", "S 300" and "S300" have the same tokens."""

_APOSTROPHES = "'’‘ʼʹ´`′ʾʿ"
_HYPHENS = "-‐‑‒–—−"
_BLANKS = "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\t"


def _folded(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character in _HYPHENS:
        return "-"
    if character in _BLANKS:
        return " "
    if character in _LETTERS:
        return _LETTERS[character]
    return unicodedata.normalize("NFD", character)[0].lower()[0]


_LETTERS = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ı": "i", "đ": "d", "Đ": "d"}

_TABLE: Final = {code: _folded(chr(code)) for code in (*range(0x530), *range(0x1E00, 0x2070), 0x2212)}
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})


def fold(text: str) -> str:
    """The text in lower case, without accents, apostrophes and hyphens straightened, of the same length."""
    return text.translate(_TABLE)


@functools.lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """:func:`fold` of a single word, kept, for words come again and again."""
    return fold(word)


def spread(folded: str) -> str:
    """Folded text with its ligatures spread out (œ as oe); the length changes."""
    return folded.translate(_LIGATURES)


def gap(between: str) -> str | None:
    """What may stand between two tokens of a name, given folded text: ``" "`` for a blank, a hyphen or nothing,
    ``"'"`` for an apostrophe, else the punctuation itself; None where a name cannot go on (a blank line, a dash
    with blanks around it, a sentence's end).
    """
    if between in ("", " ", "-"):
        return " "
    if between == "'":
        return "'"
    bare = between.strip()
    if not bare:
        return " " if between.count("\n") < 2 else None
    if bare == "'" and "\n" not in between:
        return "'"
    if bare in (".", "&", "+", "/") and "\n" not in between:
        return bare
    return None


def name_key(name: str) -> str:
    """The key of a name: ``name_key("Côte d’Ivoire") == "cote d'ivoire"``, ``name_key("S300") == "s 300"``."""
    if name.isascii() and name.replace(" ", "").isalpha():  # what follows, for most names
        return " ".join(name.lower().split())
    folded = spread(fold(name))
    parts: list[str] = []
    end = 0
    for token in TOKEN.finditer(folded):
        if parts:
            between = folded[end : token.start()]
            parts.append(gap(between) or between.strip() or " ")
        parts.append(token[0])
        end = token.end()
    return "".join(parts)
