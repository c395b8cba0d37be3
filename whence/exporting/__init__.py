"""exporting: the store -> files. One function a format, found by its name in :data:`FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

from whence.errors import WhenceError
from whence.exporting.jsonl import export_jsonl
from whence.record import Record

FORMATS: Final[Mapping[str, Callable[[Record, BinaryIO], None] | None]] = {
    "jsonl": export_jsonl,
    "csv": None,
    "parquet": None,
    "ftm": None,
    "jsonld": None,
    "graphml": None,
}
"""The formats of the contract: what writes each, None for one that cannot be written yet."""


def export(record: Record, format: str, out: BinaryIO) -> None:
    """Writes all of a record to a binary stream in a format of :data:`FORMATS`. Two exports are the same bytes.

    Raises:
        WhenceError: there is no such format, or it cannot be written yet.
        RecordError: the record cannot be read.
    """
    if format not in FORMATS:
        raise WhenceError(f"{format}: no such format; there are {', '.join(FORMATS)}")
    write = FORMATS[format]
    if write is None:
        ready = ", ".join(name for name, writer in FORMATS.items() if writer)
        raise WhenceError(f"{format}: this format cannot be written yet; use {ready}")
    write(record, out)


__all__ = ["FORMATS", "export"]
