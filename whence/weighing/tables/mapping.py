"""The mapping file: which columns of a table of one's own mean what (TOML; ``docs/checking.md`` has an example)."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from whence.errors import Unreadable
from whence.weighing.arms_words import words

SECOND_HAND: Final = 0.4
MODERNISED: Final = 0.66
"""What a second-hand weapon, and a second-hand one that was modernised, counts of a new one (SIPRI, "Sources and
methods" of the Arms Transfers Database)."""

_REMEDY: Final = "see docs/checking.md"
_TABLES: Final = ("columns", "always", "parties", "reckoning", "figure")
_VALUES: Final = ("encoding", "delimiter", "header")


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """How a table is to be read; every part may be left to be found out.

    `header` is the line of the column names, counted from 1. `columns` maps a field to the name of its column,
    `always` a field to what holds for every row, `parties` a name of the table to an alpha-3 code. `repeated` says
    what the same number in each year of a deal is: the deal's total ("once") or that year's own ("yearly");
    None leaves it to what the table's other deals look like.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header: int | None = None
    columns: Mapping[str, str] = dataclasses.field(default_factory=dict)
    always: Mapping[str, str] = dataclasses.field(default_factory=dict)
    parties: Mapping[str, str] = dataclasses.field(default_factory=dict)
    second_hand: float = SECOND_HAND
    modernised: float = MODERNISED
    repeated: Literal["once", "yearly"] | None = None
    figure: Measured | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Measured:
    """What a table of figures measures, by state and year: the words for it in reports, its unit (as a quantity's:
    "percent", an ISO 4217 code, "count", ...) and what one in the table is (`scale`: 1e6 where it is in millions).
    """

    words: tuple[str, ...]
    unit: str
    scale: float = 1.0


OF_FIGURES: Final = ("state", "year", "value")
"""The fields of a table of figures. Without a column for the year, those columns are read that are named by one."""


def fields() -> tuple[str, ...]:
    """The fields that a column can be mapped to."""
    return (*words()["columns"], *OF_FIGURES)


def read_mapping(path: str) -> Layout:
    """The layout that a mapping file tells.

    Raises:
        Unreadable: there is no such file, it is no TOML, or it has what a mapping does not.
    """
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Unreadable(path, error.strerror or "cannot be read", "give the path of a mapping file") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(path, f"is no TOML in UTF-8 ({error})", _REMEDY) from None
    unknown = sorted(set(data) - {*_TABLES, *_VALUES})
    if unknown:
        raise Unreadable(path, f"has “{unknown[0]}”, which is no part of a mapping", _REMEDY)
    header, delimiter = data.get("header"), data.get("delimiter")
    if header is not None and (type(header) is not int or header < 1):
        raise Unreadable(path, "its header is no number of a line", "count lines from 1")
    if delimiter is not None and (not isinstance(delimiter, str) or len(delimiter) != 1):
        raise Unreadable(path, "its delimiter is no single character", 'give one like ";" or "\\t"')
    columns, always = (_texts(path, data, name, fields()) for name in ("columns", "always"))
    return Layout(
        encoding=str(data["encoding"]) if "encoding" in data else None,
        delimiter=delimiter,
        header=header,
        columns=columns,
        always=always,
        parties=_texts(path, data, "parties", None),
        figure=_measured(path, data["figure"]) if "figure" in data else None,
        **_reckoning(path, data.get("reckoning", {})),
    )


def _texts(path: str, data: Mapping[str, Any], name: str, allowed: tuple[str, ...] | None) -> dict[str, str]:
    found = data.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise Unreadable(path, f"its [{name}] has values that are no text", _REMEDY)
    for key in found if allowed is not None else ():
        if allowed is not None and key not in allowed:
            raise Unreadable(
                path, f"its [{name}] has “{key}”, which is no field", f"the fields are {', '.join(allowed)}"
            )
    return found


def _reckoning(path: str, found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise Unreadable(path, "its reckoning is no table", _REMEDY)
    for key, value in found.items():
        share = key in ("second_hand", "modernised") and type(value) in (int, float) and 0 <= value <= 1
        if not share and not (key == "repeated" and value in ("once", "yearly")):
            raise Unreadable(path, f"its [reckoning] has “{key} = {value}”, which cannot be", _REMEDY)
    return found


def _measured(path: str, found: Any) -> Measured:
    if not isinstance(found, dict) or set(found) - {"words", "unit", "scale"}:
        raise Unreadable(path, "its [figure] has other things than words, unit and scale", _REMEDY)
    told, unit, scale = found.get("words"), found.get("unit"), found.get("scale", 1.0)
    if not isinstance(told, list) or not told or not all(isinstance(word, str) and word.strip() for word in told):
        raise Unreadable(path, "its [figure] has no words", 'give words = ["military spending", ...]')
    if not isinstance(unit, str) or not unit:
        raise Unreadable(path, "its [figure] has no unit", 'give unit = "percent", "USD", "count", ...')
    if type(scale) not in (int, float) or not 0 < scale < float("inf"):
        raise Unreadable(path, "its scale is no number above nought", "give what one in the table is: scale = 1e6")
    return Measured(tuple(told), unit, float(scale))
