"""What ``whence quotes`` finds, for spreadsheets (CSV) and for annotators (brat)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, get_args

from whence.exporting.csv_files import safe
from whence.exporting.standoff import Scheme, Standoff, file_name
from whence.model import Evidential, SourceKind
from whence.showing.parts import Row, Worked

PARTS: Final = ("source", "cue", "content")
COLUMNS: Final = (
    *("doc", "source", "source_name", "source_kind", "cue", "content", "kind", "evidential"),
    *("source_at", "cue_at", "content_at"),
)
"""The columns of the CSV: words, then where they stand as ``start end``, several parted by semicolons."""

SCHEME: Final = Scheme(
    spans={"Source": "#b3d7ff", "Cue": "#d9d9d9", "Content": "#ffe9a8"},
    relations={"HasSource": ("Content", "Source"), "HasCue": ("Content", "Cue")},
    attributes={
        "Kind": ("Content", ("direct", "indirect", "mixed")),
        "Evidential": ("Content", tuple(e for e in get_args(Evidential) if e != "stated")),
        "SourceKind": ("Content", get_args(SourceKind)),
    },
)
"""An attribution in brat: its content, with relations to its source and its cue; who the source is stands in a note."""


class QuotesCsv:
    """CSV (RFC 4180) on a binary file, safe to open in a spreadsheet, with a byte order mark; a row an attribution."""

    def __init__(self, file: BinaryIO) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", errors="backslashreplace")
        self._writer = csv.writer(self._text)
        self._writer.writerow(COLUMNS)

    def __enter__(self) -> QuotesCsv:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self._text.detach()

    def add(self, worked: Worked) -> None:
        """Writes the attributions of a text."""
        for row in worked.rows:
            self._writer.writerow([safe(cell) for cell in _cells(row, worked.given.text)])
        self._text.flush()


def _cells(row: Row, text: str) -> Iterator[str]:
    words = {part: " […] ".join(text[start:end] for start, end in row[part]) for part in PARTS}
    places = {f"{part}_at": ";".join(f"{start} {end}" for start, end in row[part]) for part in PARTS}
    for column in COLUMNS:
        yield str({**row, **words, **places}.get(column) or "")


class QuotesBrat:
    """brat standoff in a folder, which is made where there is none: ``NAME.txt`` and ``NAME.ann`` for each text, and
    the configuration. What else is in the folder is left alone.

    Raises:
        OSError: the folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._taken = folder, set[str]()
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in SCHEME.files():
            _write(folder / name, content)

    def add(self, worked: Worked) -> None:
        """Writes a text and its attributions."""
        name = file_name(worked.given.id, self._taken)
        _write(self._folder / f"{name}.txt", worked.given.text)
        _write(self._folder / f"{name}.ann", str(quotes_standoff(worked.given.text, worked.rows)))


def quotes_standoff(text: str, rows: Iterable[Row]) -> Standoff:
    """The attributions of a text in brat's form."""
    made = Standoff(text)
    for row in rows:
        content, cue, source = (made.span(part.capitalize(), row[part]) for part in reversed(PARTS))
        if content is None:
            continue
        for type_, other in (("HasSource", source), ("HasCue", cue)):
            if other is not None:
                made.relation(type_, content, other)
        for name, key in (("Kind", "kind"), ("Evidential", "evidential"), ("SourceKind", "source_kind")):
            if row.get(key):
                made.attribute(name, content, row[key])
        if row.get("source_name"):
            made.note(source or content, row["source_name"])
    return made


def _write(path: Path, text: str) -> None:
    """A file whose offsets hold: line ends are left as they are. What is no Unicode is a question mark."""
    path.write_bytes(text.encode("utf-8", errors="replace"))
