"""Which media type bytes are, and who reads it: a small registry, so that a format more is an entry more."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from whence.errors import Unreadable
from whence.reading import page, plain
from whence.reading.parts import Parts

_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

# What the first bytes give away (as the magic file of the file command has them).
_AS_TEXT: Final = "save its text as a .txt file and read that"
_MAGIC: Final = (
    (b"%PDF-", "a PDF, which is not yet read", _AS_TEXT),
    (b"PK\x03\x04", "an archive or an office document, which is not yet read", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "an office document, which is not yet read", _AS_TEXT),
    (b"{\\rtf", "an RTF document, which is not yet read", _AS_TEXT),
    (b"\x1f\x8b", "a compressed file, which is not yet read", "unpack it and read what is inside"),
    (b"SQLite format 3\x00", "a database, not a report", "give the report as plain text or HTML"),
)

Reader = Callable[[bytes, str], Parts]
"""Bytes and their name -> the parts of the report. Raises Unreadable."""


@dataclasses.dataclass(frozen=True, slots=True)
class Format:
    """A media type, the suffixes of its files, and its reader."""

    media_type: str
    suffixes: tuple[str, ...]
    read: Reader


FORMATS: Final = (
    Format("text/plain", (".txt", ".text", ".md"), plain.read),
    Format("text/html", (".htm", ".html", ".xhtml"), page.read),
)

SUFFIXES: Final = frozenset(suffix for format_ in FORMATS for suffix in format_.suffixes)
"""The suffixes of the files that count as reports in a folder."""


def format_of(raw: bytes, name: str, media_type: str | None = None) -> Format:
    """The format of the bytes: by `media_type` where it is given, else by what they begin with, else by the suffix.

    Raises:
        Unreadable: a format that is known and not read.
    """
    by_type: Mapping[str, Format] = {f.media_type: f for f in FORMATS}
    if media_type is not None:
        if media_type not in by_type:
            raise Unreadable(name, f"the media type {media_type} is not read", f"give one of {', '.join(by_type)}")
        return by_type[media_type]
    head = raw[:4096].removeprefix(_BYTE_ORDER_MARK)
    for magic, wrong, remedy in _MAGIC:
        if head.startswith(magic):
            raise Unreadable(name, wrong, remedy)
    if _PAGE.match(head.replace(b"\0", b"").lstrip(b"\xff\xfe")):
        return by_type["text/html"]
    suffix = PurePosixPath(name).suffix.lower()
    return next((f for f in FORMATS if suffix in f.suffixes), by_type["text/plain"])
