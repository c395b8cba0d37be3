"""The letters of a text made plain, one for one or without their accents. Light: it loads no spaCy."""

from __future__ import annotations

import unicodedata

# One character for one character, so that offsets hold.
STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
)


def straighten(text: str) -> str:
    """The text with typographic apostrophes and blanks made plain; of the same length."""
    return text.translate(STRAIGHT)


def fold_accents(word: str) -> str:
    """The word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
