"""The text of a table -> its lines, each cell under the field that its column means."""

from __future__ import annotations

import csv
import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from whence.errors import Unreadable
from whence.weighing.arms_words import plain, words
from whence.weighing.tables.mapping import Layout

_DELIMITERS: Final = (",", ";", "\t", "|")
_SEARCHED: Final = 60  # lines in which the column names are looked for
_JOINED: Final = 5  # lines that a quoted cell may go over
_FEWEST: Final = 4
_UNCERTAIN: Final = "_uncertain"

_RANGE: Final = re.compile(r"\b((?:19|20)\d\d)\W{1,4}(?:to|and|-|–)?\W{0,4}((?:19|20)\d\d)\b")
_ASKED: Final = (
    re.compile(r"buyer\s+'(?P<recipient>[^']*)'.*?seller\s+'(?P<supplier>[^']*)'", re.IGNORECASE),
    re.compile(r"\bfrom\s+(?P<supplier>[^.]*?)\s+to\s+(?P<recipient>[^.]*?)\s*\.", re.IGNORECASE),
)


class Line(NamedTuple):
    """A line of a table: its number, counted from 1, and its cells by field; or what is wrong with it."""

    number: int
    cells: Mapping[str, str]
    wrong: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a table, and what stands above them. `years` and the parties asked for are what that says."""

    layout: str
    lines: tuple[Line, ...]
    years: tuple[int, int] | None = None
    one_supplier: bool = False
    one_recipient: bool = False


class Preamble(NamedTuple):
    """What stands above the table: the years asked for, and whether for one supplier or recipient only."""

    years: tuple[int, int] | None
    one_supplier: bool
    one_recipient: bool


def lines_of(text: str, name: str, layout: Layout) -> Lines:
    """The lines of a table in one of the CSV layouts, or in that of a mapping file.

    Raises:
        Unreadable: no line has the names of its columns.
    """
    rows = text.splitlines()
    found = _header(rows, layout)
    if found is None:
        raise Unreadable(
            name,
            "has no line with the names of its columns (supplier, recipient, ...)",
            "give a SIPRI trade register, or say with --mapping which columns mean what (docs/checking.md)",
        )
    at, delimiter, columns = found
    above = preamble("\n".join(rows[:at]))
    lines = tuple(_lines(rows, at + 1, delimiter, columns, layout))
    told = f"CSV with “{delimiter}”" if delimiter != "\t" else "tabs"
    return Lines(f"{told}, columns named on line {at + 1}", lines, *above)


def preamble(text: str) -> Preamble:
    """What the text above a table says of what was asked for."""
    found = [(int(a), int(b)) for a, b in _RANGE.findall(text) if int(a) <= int(b)]
    one_supplier = one_recipient = False
    for pattern in _ASKED:
        match = pattern.search(" ".join(text.split()))
        if match:
            one_supplier, one_recipient = ("all" not in match[side].casefold() for side in ("supplier", "recipient"))
            break
    return Preamble(found[0] if found else None, one_supplier, one_recipient)


def _header(rows: Sequence[str], layout: Layout) -> tuple[int, str, list[str]] | None:
    """The line of the column names (from 0), the delimiter, and the field of each column ("" for none)."""
    searched = range(len(rows))[:_SEARCHED] if layout.header is None else [layout.header - 1]
    best: tuple[int, int, str, list[str]] | None = None
    for at in searched:
        for delimiter in (layout.delimiter,) if layout.delimiter else _DELIMITERS:
            if at >= len(rows):
                continue
            columns = _columns(_cells(rows[at], delimiter), layout)
            known = len({c for c in columns if c})
            needed = {"supplier", "recipient"}
            if layout.figure is not None:
                needed = {"state"} if any(map(str.isdigit, columns)) else {"state", "year", "value"}
            enough = needed <= {*columns, *layout.always} and (known >= _FEWEST or layout.columns)
            if enough and (best is None or known > best[0]):
                best = known, at, delimiter, columns
    return best[1:] if best else None


def _columns(cells: Sequence[str], layout: Layout) -> list[str]:
    """The field of each column; a column without a name after a known one holds its marks of uncertainty."""
    given = {plain(column): field for field, column in layout.columns.items()}
    meant = {name: field for field, names in words()["columns"].items() for name in names}
    fields: list[str] = []
    for cell in cells:
        name = plain(cell.strip().rstrip(";"))
        field = given.get(name, "")
        if layout.figure is not None:
            yearly = not field and "year" not in layout.columns and re.fullmatch(r"(?:19|20)\d\d", name)
            field = name if yearly else field
        elif not field and meant.get(name, "") not in layout.columns:
            field = meant.get(name, "")
        if not name and fields and fields[-1] and not fields[-1].endswith(_UNCERTAIN):
            field = fields[-1] + _UNCERTAIN
        fields.append("" if field in fields else field)
    return fields


def _lines(rows: Sequence[str], start: int, delimiter: str, columns: Sequence[str], layout: Layout) -> Iterator[Line]:
    at = start
    notes: list[Line] = []
    while at < len(rows):
        number, row = at + 1, rows[at]
        at += 1
        more = 0
        while row.count('"') % 2 and more < _JOINED and at + more < len(rows):
            more += 1
            joined = "\n".join((rows[number - 1], *rows[at : at + more]))
            if joined.count('"') % 2 == 0:
                row, at = joined, at + more
                break
        cells = [cell.strip() for cell in _cells(row, delimiter)]
        if sum(map(bool, cells)) <= 1:  # nothing, or a note: a fault only where rows follow
            notes += [Line(number, {}, "is no row of the table")] * any(cells)
            continue
        yield from notes
        notes.clear()
        extra = [cell for cell in cells[len(columns) :] if cell.strip(";")]
        if extra:
            yield Line(number, {}, f"has {len(cells)} cells, where the columns are {len(columns)}")
            continue
        found = {field: cell for field, cell in zip(columns, cells, strict=False) if field}
        if columns and columns[-1] in found:
            found[columns[-1]] = found[columns[-1]].rstrip(";").strip()
        yield Line(number, {**layout.always, **found})


def _cells(row: str, delimiter: str) -> list[str]:
    if row.count('"') % 2:  # a mark of inches, not of a quotation
        return row.split(delimiter)
    try:
        return next(csv.reader([row], delimiter=delimiter), [])
    except csv.Error:
        return row.split(delimiter)
