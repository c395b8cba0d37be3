"""The documents of a record for reference managers: BibTeX, and CSL-JSON (Zotero, pandoc)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final
from urllib.parse import urlsplit

from anyascii import anyascii

from whence.model import Document
from whence.record import Record

_LATEX: Final = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}  # fmt: skip
_BLANKS: Final = re.compile(r"\s+")


def export_bibtex(record: Record, out: BinaryIO) -> None:
    """Writes an entry a document, by id, in UTF-8. A date that is not known to the day has a note that says so."""
    for document in record.documents():
        lines = [f"@misc{{{key(document)},"]
        lines += [f"  {name} = {{{value}}}," for name, value in _fields(document)]
        out.write(("\n".join([*lines, "}"]) + "\n\n").encode())


def export_csl(record: Record, out: BinaryIO) -> None:
    """Writes one JSON array, an item a document, by id (CSL 1.0.2)."""
    items = [csl(document) for document in record.documents()]
    out.write(json.dumps(items, ensure_ascii=False, indent=1).encode() + b"\n")


def key(document: Document) -> str:
    """A key to cite a document by: its outlet, its year, and as much of its id as people see."""
    outlet = re.sub(r"[^a-z0-9]+", "-", anyascii(document.publisher or "report").lower()).strip("-") or "report"
    year = (document.published.date or "")[:4] or "undated"
    return f"{outlet}-{year}-{document.id[:8]}"


def csl(document: Document) -> dict[str, Any]:
    """A document as an item of CSL-JSON. Bounds of a date become a range; an inferred date is `circa`."""
    item: dict[str, Any] = {"id": key(document), "type": "article-newspaper"}
    if document.title:
        item["title"] = document.title
    if document.publisher:
        item["container-title"] = document.publisher
    known = document.published
    bounds = [known.date] if known.date else [known.earliest, known.latest] if known.earliest and known.latest else []
    if dates := [[int(part) for part in date.split("-")] for date in bounds if date]:
        item["issued"] = {"date-parts": dates} | ({"circa": True} if known.basis == "inferred" else {})
    if address := _address(document):
        item["URL"] = address
    if document.retrieved_at:
        item["accessed"] = {"date-parts": [[int(part) for part in document.retrieved_at[:10].split("-")]]}
    if document.language:
        item["language"] = document.language
    item["note"] = _note(document)
    return item


def _fields(document: Document) -> Iterator[tuple[str, str]]:
    known = document.published
    if document.title:
        yield "title", f"{{{_escaped(document.title)}}}"  # a second pair of braces keeps the capitals
    if document.publisher:
        yield "organization", f"{{{_escaped(document.publisher)}}}"
        yield "howpublished", _escaped(document.publisher)
    if known.date:
        yield "year", known.date[:4]
        yield "month", str(int(known.date[5:7]))
        yield "date", known.date
    elif known.earliest and known.latest:
        yield "date", f"{known.earliest}/{known.latest}"
    if address := _address(document):
        yield "url", address.replace("{", "%7B").replace("}", "%7D")
    if document.retrieved_at:
        yield "urldate", document.retrieved_at[:10]
    if document.language:
        yield "langid", document.language
    yield "note", _escaped(_note(document))


def _note(document: Document) -> str:
    basis = f"; date {document.published.basis}" if document.published.basis != "metadata" else ""
    return f"{document.uri}; SHA-256 {document.sha256}{basis}"


def _address(document: Document) -> str | None:
    return document.uri if urlsplit(document.uri).scheme in ("http", "https") else None


def _escaped(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _BLANKS.sub(" ", text).strip())
