"""The tables as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Any, BinaryIO, Final

from whence.exporting.tables import TABLES, rows
from whence.record import Record

SUFFIX: Final = ".csv"

_FORMULA: Final = tuple("=+-@\t\r\n'") + tuple("＝＋－＠")
"""What a spreadsheet takes as the beginning of a formula or swallows (OWASP, "CSV Injection"), and our own mark."""


def write_csv(record: Record, file: Callable[[str], BinaryIO]) -> None:
    """Writes each table to the binary file that `file` gives for its name; the files are left open, and complete.

    UTF-8 with a byte order mark, without which spreadsheets garble accents; the first row has the names of the columns.
    """
    with ExitStack() as stack:
        writers = {}
        for name, columns in TABLES.items():
            text = io.TextIOWrapper(file(name), encoding="utf-8-sig", newline="", errors="backslashreplace")
            stack.callback(text.detach)
            writers[name] = csv.writer(text)
            writers[name].writerow(columns)
        for name, row in rows(record):
            writers[name].writerow(_cells(row, TABLES[name]))


def _cells(row: Mapping[str, Any], columns: Mapping[str, str]) -> list[str]:
    return [safe(cell) if isinstance(cell, str) else _told(cell) for cell in map(row.get, columns)]


def safe(text: str) -> str:
    """A text that no spreadsheet runs: where it could begin a formula, an apostrophe stands before it.

    What begins with an apostrophe gets another: leave out the first of a cell to have the text as it was.
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return safe("; ".join(value))
    return "" if value is None else str(value)
