"""One report: its bytes -> a document."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from pathlib import PurePosixPath
from typing import Final

from whence.errors import Unreadable
from whence.model import Document, Published, Report, content_id
from whence.reading import dating, plain
from whence.reading.addresses import is_web, same_site
from whence.reading.cleaning import clean
from whence.reading.identification import language_of
from whence.reading.media import format_of
from whence.reading.search import Fetched, Found, unreadable

LARGEST: Final = 20_000_000
"""The most bytes that one report may have: a long novel has one million."""

_PAGES: Final = ("text/html", "application/xhtml+xml")
_WORD: Final = re.compile(r"[^\W_]+")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


def read(found: Found | Fetched) -> Report:
    """The report at a path, or that was fetched.

    Raises:
        Unreadable: it cannot be opened, or is no report; the message says why, in one line.
    """
    if isinstance(found, Fetched):
        return _read_fetched(found)
    try:
        size = found.path.stat().st_size
        if size > LARGEST:
            raise _too_large(found.name, size)
        with found.path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise unreadable(found.name, error) from error
    return read_bytes(raw, found.name)


def read_bytes(
    raw: bytes,
    name: str,
    *,
    media_type: str | None = None,
    language: str | None = None,
    published: str | None = None,
) -> Report:
    """The report that the bytes are. `name` is its path or id; the other arguments overrule what the bytes say.

    `published` is an ISO date. The document's id comes from the bytes and the address: the page's own canonical
    address where it has one, else the base name of `name`. Where `name` is an address itself, it is the address, unless
    the page gives another on the same site.

    Raises:
        Unreadable: no text, not a format that is read, or more than :data:`LARGEST` bytes.
    """
    if len(raw) > LARGEST:
        raise _too_large(name, len(raw))
    if not raw.strip():
        raise Unreadable(name, "is empty", "give a file with a report in it")
    format_ = format_of(raw, name, media_type)
    parts = format_.read(raw, name)
    text = clean(parts.text)
    if not any(c.isalpha() for c in text):
        raise Unreadable(name, "has no words in it", "give a file with a report in it")
    declared = parts.language if parts.language and _LANGUAGE.fullmatch(parts.language) else None
    language = language or language_of(text) or declared
    sha256 = hashlib.sha256(raw).hexdigest()
    address = _address(parts.address, name)
    document = Document(
        id=content_id(sha256, address or PurePosixPath(name).name),
        uri=address or name,
        text=text,
        sha256=sha256,
        media_type=format_.media_type,
        language=language,
        title=_line(parts.title) or plain.title(text),
        publisher=_line(parts.publisher),
        published=_published(published) or parts.published or dating.published(text, name, language),
        words=len(_WORD.findall(text)),
        parser=parts.parser,
    )
    return Report(document, raw)


def _read_fetched(found: Fetched) -> Report:
    """The report at an address. Where the page does not say when it was published, the feed's word holds."""
    html = found.media_type in _PAGES
    report = read_bytes(found.raw, found.name, media_type="text/html" if html else None)
    document = dataclasses.replace(report.document, retrieved_at=found.retrieved_at)
    said = _published(found.published)
    if said is not None and document.published.basis != "metadata":
        document = dataclasses.replace(document, published=said)
    return Report(document, report.raw)


def _address(said: str | None, name: str) -> str | None:
    """The address of a report: where it was fetched from one, no page can say that it is another site's."""
    if not is_web(name):
        return said
    return said if said and same_site(said, name) else name


def _published(date: str | None) -> Published | None:
    return dating.from_metadata(date) if date else None


def _line(value: str | None) -> str | None:
    """A metadata field cleaned like the text, on one line."""
    return " ".join(clean(value).split()) or None if value else None


def _too_large(name: str, size: int) -> Unreadable:
    wrong = f"is too large for one report ({size / 1e6:.0f} MB, at most {LARGEST / 1e6:.0f} MB)"
    return Unreadable(name, wrong, "cut it into one file a report")
