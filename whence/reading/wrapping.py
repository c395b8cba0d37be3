"""Lines that were broken at a column -> lines that run on: mail, wires and old text files break a paragraph's lines at
some 70 characters, and no sentence ends there."""

from __future__ import annotations

import itertools
import re
from typing import Final

_NARROWEST, _WIDEST = 30, 120  # characters of the longest line of a wrapped paragraph
_LEAST: Final = 3  # lines of a paragraph that shows by itself that it is wrapped
_PARAGRAPH: Final = re.compile(r"^[^\n]++(?:\n[^\n]++)+", re.MULTILINE)
_FIRST: Final = re.compile(r"(?:[«“\"(–—-]+\s?)?\S+(?:\s[»:;!?%])?")
_RUNS_ON: Final = 1 / 3
"""The share of a paragraph's lines that go on with a small letter, at least: the items of a list hardly ever do."""


def unwrapped(text: str) -> str:
    """The text with a blank for each line break inside a paragraph that was wrapped at a column; as long as it was.

    A paragraph is wrapped where no line had room for the first word of the next, up to the length of its longest.
    """
    paragraphs = list(_PARAGRAPH.finditer(text))
    widths = [w for p in paragraphs if (w := _width(p[0].split("\n"))) is not None]
    if not widths:
        return text
    width = max(widths)
    parts, at = [], 0
    for paragraph in paragraphs:
        lines = paragraph[0].split("\n")
        if _width(lines) is not None or (len(lines) < _LEAST and _wrapped(lines, width)):
            parts += [text[at : paragraph.start()], paragraph[0].replace("\n", " ")]
            at = paragraph.end()
    return "".join([*parts, text[at:]])


def _width(lines: list[str]) -> int | None:
    """The column at which the lines of a paragraph are wrapped; None where they are not, or too few to tell."""
    width = max(map(len, lines))
    if len(lines) < _LEAST or not _NARROWEST <= width <= _WIDEST:
        return None
    running = sum(line.lstrip()[:1].islower() for line in lines[1:])
    return width if running >= _RUNS_ON * (len(lines) - 1) and _wrapped(lines, width) else None


def _wrapped(lines: list[str], width: int) -> bool:
    """Whether no line but the last had room for the first word of the next."""
    for line, following in itertools.pairwise(lines):
        first = _FIRST.match(following.lstrip())
        if len(line) > width or first is None or len(line.rstrip()) + 1 + len(first[0]) <= width:
            return False
    return True
