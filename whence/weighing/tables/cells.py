"""Cells of a table -> values. A cell that cannot be understood raises ValueError, with what it is."""

from __future__ import annotations

import functools
import re
from typing import Final

from whence.weighing.tables.deals import Number, Year

_NOTHING: Final = frozenset({"", "..", ".", "-", "–", "—", "?", "n/a", "na", "none", "null"})
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_YEARS: Final = re.compile(r"((?:1[89]|20)\d\d)(?:\s*[-–—/]\s*((?:1[89]|20)?\d\d))?")
_GROUPED: Final = re.compile(r"(?<=\d)[ \u00a0\u202f',](?=\d{3}(?!\d))")
_TRUE: Final = frozenset({"yes", "true", "y", "1", "?", "oui", "x"})


def bare(cell: str) -> tuple[str, bool]:
    """The cell without the marks of uncertainty (brackets, a question mark), and whether it had any."""
    text = cell.strip()
    found = re.sub(r"[()\[\]?~]", "", text).strip()
    return found, found != text


@functools.lru_cache(maxsize=50_000)
def number(cell: str, marked: bool = False) -> Number | None:
    """A number: "12", "(12)", "12?", "1,200", "4.5"; None for an empty cell. `marked`: another column doubts it.

    Raises:
        ValueError: it is no number.
    """
    text, uncertain = bare(cell)
    if text.casefold() in _NOTHING:
        return None
    plain = _GROUPED.sub("", text)
    if re.fullmatch(r"-?\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        raise ValueError(f"“{cell.strip()}” is no number") from None
    if not abs(value) < float("inf"):
        raise ValueError(f"“{cell.strip()}” is no number")
    return Number(value, uncertain or marked)


@functools.lru_cache(maxsize=50_000)
def years(cell: str, marked: bool = False) -> tuple[Year, ...]:
    """Years: "2014", "(2014)", "2013-2015", "2013–15", "2013; 2014", "2013-(2015)"; none for an empty cell.

    Raises:
        ValueError: it has other words than years.
    """
    if bare(cell)[0].casefold() in _NOTHING:
        return ()
    found = []
    for part in re.split(r"[;,&]|\band\b", cell):
        text, uncertain = bare(part)
        if not text:
            continue
        match = _YEARS.fullmatch(text)
        if match is None:
            raise ValueError(f"“{cell.strip()}” is no year")
        first, last = int(match[1]), match[2] or match[1]
        end = int(last if len(last) == 4 else match[1][:2] + last)
        if end < first:
            raise ValueError(f"“{cell.strip()}” ends before it begins")
        found.append(Year(first, end, uncertain or marked))
    return tuple(found)


def doubted(cell: str) -> bool:
    """Whether a cell of a column "is estimate" says yes."""
    return cell.strip().casefold() in _TRUE
