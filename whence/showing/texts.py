"""Texts for the parts that are tools of their own: files, folders, JSON lines, or the documents of a record.

Offsets that come out of a part are into :attr:`Given.text`: for JSON lines the very ``text``, for a plain text file all
that is in it (a byte order mark apart), for a page the article as ``whence read`` keeps it.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from whence.errors import Unreadable
from whence.model import Document, Published

JSON_LINES: Final = frozenset({".jsonl", ".ndjson"})
"""Suffixes of files of JSON lines; a file of another suffix is one too if its first line is an object with a text."""

_REMEDY: Final = 'give a line like {"id": "a1", "text": "…"}'
_HEAD: Final = 65_536
_SHOWN: Final = 60
"""How much of a wrong value a message shows."""

UNDATED: Final = Published()


@dataclasses.dataclass(frozen=True, slots=True)
class Given:
    """A text to work on. `id` is the given id, else the file's path as it was given, else that and the line's number.

    `actor` and `recipient` are (start, end) in the text; `series` is the outlet.
    """

    id: str
    text: str
    language: str | None = None
    published: Published = UNDATED
    series: str | None = None
    actor: tuple[int, int] | None = None
    recipient: tuple[int, int] | None = None


def given(
    sources: Iterable[str], stdin: BinaryIO, *, language: str | None, published: str | None, identify: bool = True
) -> Iterator[Given | Unreadable]:
    """The texts at the sources; "-" is JSON lines from `stdin`. What cannot be read is yielded, not raised.

    `language` and `published` (an ISO date) hold for texts that do not say. With `identify` the language of the others
    is told by their words, which takes longer than to read them.
    """
    for one in _all(sources, stdin):
        if isinstance(one, Given):
            date = published if one.published == UNDATED else None
            one = dataclasses.replace(
                one,
                language=one.language or language or (_identified(one.text) if identify else None),
                published=_published(date) if date else one.published,
            )
        yield one


def of_documents(documents: Iterable[Document]) -> Iterator[Given]:
    """The documents of a record as texts to work on."""
    return (Given(d.id, d.text, d.language, d.published, d.publisher) for d in documents)


def _all(sources: Iterable[str], stdin: BinaryIO) -> Iterator[Given | Unreadable]:
    for source in sources:
        if source == "-":
            yield from _lines(stdin, "-")
        elif _is_json_lines(Path(source)):
            with Path(source).open("rb") as file:
                yield from _lines(file, source)
        else:
            yield from _reports(source)


def _is_json_lines(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.readline(_HEAD)
        if path.suffix.lower() in JSON_LINES:
            return True
        return head.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") and "text" in json.loads(head.decode("utf-8-sig"))
    except (OSError, ValueError):
        return False


def _lines(file: BinaryIO, name: str) -> Iterator[Given | Unreadable]:
    for number, raw in enumerate(file, 1):
        if raw.strip():
            yield _line(raw, f"{name}:{number}")


def _line(raw: bytes, place: str) -> Given | Unreadable:
    try:
        row = json.loads(raw.decode("utf-8-sig"))
    except ValueError:
        return Unreadable(place, "is not JSON in UTF-8", _REMEDY)
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Unreadable(place, "is no object with a text", _REMEDY)
    text = row["text"]
    spans: dict[str, tuple[int, int] | None] = {}
    for part in ("actor", "recipient"):
        span = row.get(part)
        if span is not None and not _is_span(span, text):
            return Unreadable(
                place, f"its {part} {_misplaced(span, text)}", "count characters from 0, the end exclusive"
            )
        spans[part] = (span[0], span[1]) if span else None
    date = row.get("published")
    published = _published(str(date)) if date else UNDATED
    if date and published == UNDATED:
        return Unreadable(place, f"its published “{date}” is no date", "give YYYY-MM-DD")
    words = {key: str(row[key]) for key in ("language", "series") if row.get(key)}
    return Given(str(row["id"]) if row.get("id") is not None else place, text, published=published, **words, **spans)  # type: ignore[arg-type]


def _misplaced(span: Any, text: str) -> str:
    """What is wrong with a place that is none in the text."""
    shown = json.dumps(span, ensure_ascii=False)
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    if isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span):
        outside = span[0] < 0 or span[1] > len(text)
        return (
            f"{shown} reaches beyond its text, of {len(text)} characters" if outside else f"{shown} holds no character"
        )
    return f"{shown} is no [start, end]"


def _is_span(span: Any, text: str) -> bool:
    numbers = isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span)
    return numbers and 0 <= span[0] < span[1] <= len(text)


def _reports(source: str) -> Iterator[Given | Unreadable]:
    from whence import reading

    for found in reading.find([source]):
        if isinstance(found, Unreadable):
            yield found
            continue
        try:
            yield _report(found)
        except Unreadable as error:
            yield error


def _report(found: Any) -> Given:
    from whence import reading
    from whence.reading.encoding import decode

    report = reading.read(found)
    document = report.document
    text = decode(report.raw, found.name) if document.media_type == "text/plain" else document.text
    return Given(found.name, text, document.language, document.published, document.publisher)


def _identified(text: str) -> str | None:
    from whence.reading.identification import language_of

    return language_of(text)


def _published(date: str) -> Published:
    from whence.reading.dating import from_metadata

    return from_metadata(date) or UNDATED
