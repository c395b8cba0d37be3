"""Paragraphs that a report prints twice: they stay in its text, for that is how it stands, but are read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_SENTENCE_END: Final = re.compile("[.!?…][\"'»”’)\\]]*$")
_NOT_ALPHANUMERIC: Final = re.compile(r"[\W_]+")

SHORTEST_REPEATED: Final = 40
"""A paragraph of fewer characters may well be printed twice on purpose ("Aucun commentaire.")."""


def repeated(text: str) -> list[tuple[int, int]]:
    """The stretches (start, end) of a text that print a paragraph for a second time, whatever its case and marks."""
    seen: set[str] = set()
    found = []
    for start, end in _paragraphs(text):
        if end - start < SHORTEST_REPEATED:
            continue
        key = _NOT_ALPHANUMERIC.sub(" ", text[start:end]).strip().casefold()
        if key in seen:
            found.append((start, end))
        elif len(key) >= SHORTEST_REPEATED / 2:
            seen.add(key)
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines, each up to an empty line or one that ends with a sentence: some texts are folded at 72 columns."""
    begin, at = None, 0
    for line in text.splitlines(keepends=True):
        end = at + len(line.rstrip())
        if not line.strip():
            if begin is not None:
                yield begin, at
            begin = None
        else:
            begin = at if begin is None else begin
            if _SENTENCE_END.search(text[at:end]):
                yield begin, end
                begin = None
        at += len(line)
    if begin is not None:
        yield begin, len(text)
