"""The terminal: consoles, and text that cannot play tricks on one.

What a report says is shown as it stands, never read as markup or as a command to the terminal. Styles only repeat
what words or marks say: without colours nothing is lost.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import IO, Final

from rich.console import Console, RenderableType
from rich.text import Text

PIPE_WIDTH: Final = 100
"""The width of what goes into a pipe or file, where COLUMNS does not say otherwise."""

# Control characters (a terminal obeys some) and marks that turn the direction of the writing around them (UAX 9).
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_BLANKS: Final = re.compile(r"\s+")


def console(file: IO[str] | None = None, *, width: int | None = None) -> Console:
    """A console on a file (standard output by default): coloured on a terminal, plain elsewhere."""
    made = Console(file=file, markup=False, emoji=False, highlight=False, soft_wrap=False)
    if width is not None:
        made.width = width
    elif not made.is_terminal and not os.environ.get("COLUMNS", "").isdigit():
        made.width = PIPE_WIDTH
    return made


def printed(view: RenderableType, file: IO[str]) -> Iterator[str]:
    """The lines of a view as they go to a file; where that is no terminal, without blanks at their ends."""
    made = console(file)
    with made.capture() as captured:
        made.print(view)
    for row in captured.get().splitlines(keepends=True):
        yield row if made.is_terminal else row.rstrip() + "\n"


def line(text: str) -> str:
    """The text on one line, harmless: runs of blanks as one, control characters as U+FFFD."""
    return _UNSAFE.sub("\ufffd", _BLANKS.sub(" ", text)).strip()


def styled(*parts: str | tuple[str, str]) -> Text:
    """Text of parts that are plain, or pairs of text and style. Long words are folded, never cropped."""
    text = Text(overflow="fold")
    for part in parts:
        words, style = (part, "") if isinstance(part, str) else part
        text.append(_UNSAFE.sub("\ufffd", _BLANKS.sub(" ", words)), style)
    return text


def trimmed(text: str, width: int) -> str:
    """The text on one line, cut at a blank to at most `width` characters, where " …" says so."""
    whole = line(text)
    if len(whole) <= width:
        return whole
    head = whole[: width - 2]
    at_blank = head.rsplit(" ", 1)[0] if " " in head[width // 2 :] else head
    return f"{at_blank} …"
