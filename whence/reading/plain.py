"""Plain text: its header block, where it has one, and its title."""

from __future__ import annotations

import functools
import re
from typing import Final

from whence.reading.dating import from_metadata, from_text, header_keys
from whence.reading.encoding import decode
from whence.reading.parts import Parts

PARSER: Final = "whence.reading/text 1"

_LONGEST_TITLE: Final = 200
_HEADER_LINE: Final = re.compile(r"[ \t]*([^\W\d_][^\n:]{1,24}?)[ \t\xa0\u202f]*:[ \t\xa0\u202f]*(\S[^\r\n]*)\r?\n")
_EMPTY_LINE: Final = re.compile(r"[ \t]*(?:\r?\n|\Z)")


def read(raw: bytes, name: str) -> Parts:
    """The parts of a plain text.

    It may begin with a header block: lines "Outlet: ...", "Date: 2021-05-03", "Title: ..." (or their French), up to
    the first empty line. They become metadata and are no part of the text.

    Raises:
        Unreadable: the bytes are no text.
    """
    text = decode(raw, name)
    header, body = _header(text)
    date = header.get("published")
    return Parts(
        text=body,
        parser=PARSER,
        title=header.get("title"),
        publisher=header.get("publisher"),
        published=from_metadata(date, header.get("language")) if date else None,
        language=header.get("language"),
        address=header.get("address"),
    )


def title(text: str) -> str | None:
    """The title of a clean text: its first line, where that is short, ends no sentence, and longer text follows.

    A line that is only a date is stepped over.
    """
    lines = [line for line in text.split("\n") if line]
    if lines and from_text(lines[0], None) and len(lines[0]) < 60:
        lines = lines[1:]
    if len(lines) < 2 or len(lines[0]) > _LONGEST_TITLE or lines[0].endswith((".", "…", ",", ";", ":")):
        return None
    first, *rest = lines
    return first if max(map(len, rest)) > len(first) and any(c.isalpha() for c in first) else None


def _header(text: str) -> tuple[dict[str, str], str]:
    fields: dict[str, str] = {}
    end = 0
    while line := _HEADER_LINE.match(text, end):
        field = _fields().get(line[1].casefold())
        if field is None or field in fields:
            return {}, text
        fields[field] = line[2].strip()
        end = line.end()
    if not fields or not _EMPTY_LINE.match(text, end):
        return {}, text
    return fields, text[end:]


@functools.cache
def _fields() -> dict[str, str]:
    return {key: field for field, keys in header_keys().items() for key in keys}
