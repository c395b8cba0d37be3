"""exporting: the store -> files. One function a format, found by its name in :data:`FORMATS`."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from whence.errors import WhenceError
from whence.exporting import csv_files, parquet_files
from whence.exporting.bibliography import export_bibtex, export_csl
from whence.exporting.files import Writer, export_folder, export_zip
from whence.exporting.ftm import export_ftm
from whence.exporting.jsonl import export_jsonl
from whence.exporting.jsonld import export_jsonld
from whence.exporting.network import export_gexf, export_graphml
from whence.record import Record

TABULAR: Final[Mapping[str, tuple[Writer, str]]] = {
    "csv": (csv_files.write_csv, csv_files.SUFFIX),
    "parquet": (parquet_files.write_parquet, parquet_files.SUFFIX),
}
"""The formats that are a file a table: what writes the tables, and how their files' names end."""

FORMATS: Final[Mapping[str, Callable[[Record, BinaryIO], None]]] = {
    "jsonl": export_jsonl,
    **{name: functools.partial(export_zip, write=write, suffix=end) for name, (write, end) in TABULAR.items()},
    "ftm": export_ftm,
    "jsonld": export_jsonld,
    "graphml": export_graphml,
    "gexf": export_gexf,
    "bibtex": export_bibtex,
    "csl": export_csl,
}
"""What writes each format to a stream; those of :data:`TABULAR` as a zip."""


def export(record: Record, format: str, out: BinaryIO) -> None:
    """Writes all of a record to a binary stream in a format of :data:`FORMATS`. Two exports are the same bytes.

    Raises:
        WhenceError: there is no such format, or what it needs is not installed.
        RecordError: the record cannot be read.
    """
    if format not in FORMATS:
        raise WhenceError(f"{format}: no such format; there are {', '.join(FORMATS)}")
    FORMATS[format](record, out)


def export_tables(record: Record, format: str, folder: Path) -> None:
    """Writes all of a record into a folder, a file a table, in a format of :data:`TABULAR`.

    Raises:
        WhenceError: there is no such format, or what it needs is not installed.
        RecordError: the record cannot be read.
        OSError: the folder cannot be written to.
    """
    if format not in TABULAR:
        raise WhenceError(f"{format}: not a format of a file a table; there are {', '.join(TABULAR)}")
    export_folder(record, folder, *TABULAR[format])


__all__ = ["FORMATS", "TABULAR", "export", "export_tables"]
