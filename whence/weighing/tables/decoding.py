"""Bytes of a table -> its text. Registers come in UTF-8, windows-1252 and Mac Roman, and do not say in which."""

from __future__ import annotations

import codecs
import re
from typing import Final

from whence.errors import Unreadable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN: Final = ("cp1252", "mac_roman")
"""The encodings of one byte a character that a table may be in; of two that fit equally the first is taken."""

_WITHIN: Final = re.compile(
    r"(?<=[^\W\d_])[^\x00-\x7f](?=[^\W\d_])|(?<=[^\W\d_])[^\x00-\x7f]\b|\b[^\x00-\x7f](?=[a-z])"
)
_SPELT: Final = frozenset("àâäáãåçèéêëìíîïñòóôöõøùúûüÿæœßÀÂÄÁÃÅÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÆŒ’")
_ODD: Final = re.compile(r"[a-z][ÀÂÄÁÃÅÈÊËÌÍÎÏÒÓÔÖÕÙÚÛÜÆŒ]|[^\W\d_][‡†ˆ‰Œ„‚‹›•¤¢£¥§¶ß©®™´¨≠±≤≥∂∑∏π∫ªº◊ˇ][a-z]")


def decode(raw: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a table. Without an `encoding`: a byte order mark, UTF-8, then that of :data:`WESTERN` that spells.

    Raises:
        Unreadable: the bytes are no text, or the encoding is none that is known.
    """
    if encoding is not None:
        try:
            return raw.decode(encoding, errors="replace")
        except LookupError:
            raise Unreadable(name, f"“{encoding}” is no encoding", "say utf-8, cp1252 or mac_roman") from None
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            return raw.decode(marked, errors="replace")
    if b"\x00" in raw[:4096]:
        raise Unreadable(name, "is no text", "save the table as CSV, or as the RTF of the register")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return western(raw)


def western(raw: bytes, first: str = WESTERN[0]) -> str:
    """The text of bytes in one of :data:`WESTERN`: the one in which letters stand where letters stand in words.

    `first` is taken where nothing tells them apart.
    """
    texts = {encoding: raw.decode(encoding, errors="replace") for encoding in WESTERN}
    return max(texts.items(), key=lambda item: (_spells(item[1]), item[0] == first))[1]


def _spells(text: str) -> int:
    """How many characters above ASCII are letters of a word, less those that stand in words and cannot."""
    good = sum(match[0] in _SPELT for match in _WITHIN.finditer(text))
    return good - 2 * len(_ODD.findall(text)) - text.count("\ufffd")
