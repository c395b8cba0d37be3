"""Numbers as a language writes them: "12 000", "1,6", "trente-six", "deux mille" -> their value.

What differs between languages (separators, number words) is in ``numbers.toml``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Final

from whence.language.lexicons import lexicon

_SINGLE: Final = str.maketrans(
    dict.fromkeys("’ʼ‘", "'") | dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " ") | dict.fromkeys("‑‐–", "-")
)
"""One character for one, so that offsets stay: apostrophes, blanks and hyphens made plain."""


def fold(text: str) -> str:
    """The text in lower case with plain apostrophes, blanks and hyphens, each character at its old offset."""
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals (İ) grow when they are lowered
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lower.translate(_SINGLE)


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; a blank in a word stands for any run of blanks."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) + ")"


class Numbers:
    """How one language writes numbers: `digits`, `words` and `either` are patterns over folded text."""

    def __init__(self, language: str) -> None:
        data = lexicon(language, "numbers")
        self._cardinals: dict[str, float] = data["cardinals"]
        self._times = frozenset(data["multipliers"]["words"])
        self._joiners = frozenset(data["multipliers"]["joiners"])
        group = "".join(re.escape(c) for c in data["digits"]["group"])
        decimal = "".join(re.escape(c) for c in data["digits"]["decimal"])
        self._group = re.compile(rf"(?<=\d)[{group}](?=\d\d\d(?!\d))")
        self._decimal = re.compile(f"[{decimal}]")
        self.digits = rf"(?:\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)(?:[{decimal}]\d+)?|\d+(?:[{decimal}.]\d+)?)"
        word = either(self._cardinals)
        joint = rf"(?:\s+|-|(?:\s+|-){either(self._joiners)}(?:\s+|-))" if self._joiners else r"(?:\s+|-)"
        self.words = rf"(?:\b{word}(?:{joint}{word})*\b)"
        self._word = re.compile(word)
        self._foreign = re.compile(rf"[1-9]\d{{0,2}}(?:[{decimal}]\d{{3}})+")
        self.digits = rf"(?:{self._foreign.pattern}(?![\d{decimal}])|{self.digits})"
        self.either = f"(?:{self.digits}|{self.words})"

    def value(self, text: str, *, whole: bool = False) -> float:
        """The value of a folded number, in digits or words. Raises ValueError where it is neither.

        Where only a `whole` number makes sense, a decimal sign before three digits is another language's separator of
        thousands ("12,000 people" in a translation).
        """
        text = text.strip()
        if text[:1].isdigit():
            if self._foreign.fullmatch(text) and (whole or len(re.findall(r"\D", text)) > 1):
                return float(re.sub(r"\D", "", text))
            plain = self._decimal.sub(".", self._group.sub("", text))
            return float(plain)
        total = current = 0.0
        found = False
        for match in self._word.finditer(text):
            word, found = match.group(), True
            value = float(self._cardinals[word])
            if word not in self._times:
                current += value
            elif value < 1000:
                current = (current or 1) * value
            else:
                total, current = total + (current or 1) * value, 0.0
        if not found:
            raise ValueError(f"{text!r} is no number; expected digits or number words")
        return total + current


@functools.cache
def numbers(language: str) -> Numbers:
    """How the language writes numbers. Raises UnknownLanguage where it has no ``numbers.toml``."""
    return Numbers(language)
