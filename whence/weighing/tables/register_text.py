"""The register as it is printed (RTF): deals stand under the name of supplier or recipient, cells between tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from whence.weighing.tables.lines import Line, Lines, preamble

_COLUMNS: Final = ("ordered", "designation", "description", "ordered_in", "delivered_in", "delivered", "comment")
_FEWEST_CELLS: Final = 6
_PARTNER: Final = re.compile(r"([RSL])\s*:\s*(.*)", re.DOTALL)
_HEADS: Final = re.compile(r"supplier\s*/|recipient\s*/", re.IGNORECASE)


def register_lines(text: str) -> Lines | None:
    """The lines of a printed register; None where the text is none.

    Headed "Recipient/ supplier (S) or licenser (L)", deals stand under their recipient; headed "Supplier/ recipient
    (R)", under their supplier. "L:" marks what is built under licence.
    """
    rows = text.splitlines()
    first = next((n for n, row in enumerate(rows) if _is_deal(row)), None)
    head = _HEADS.search("\n".join(rows[: first or 0]))
    if first is None or head is None:
        return None
    under_supplier = head[0].casefold().startswith("supplier")
    above = preamble("\n".join(rows[:first]))
    layout = f"register in RTF, under the {'supplier' if under_supplier else 'recipient'}"
    return Lines(layout, tuple(_lines(rows, first, under_supplier)), *above)


def _is_deal(row: str) -> bool:
    """Whether a row is one of a deal and not of the column names: a year stands in one of its cells."""
    cells = row.split("\t")
    return len(cells) >= _FEWEST_CELLS and any(re.search(r"\b(?:19|20)\d\d\b", cell) for cell in cells[1:])


def _lines(rows: Sequence[str], first: int, under_supplier: bool) -> Iterator[Line]:
    own, other = ("supplier", "recipient") if under_supplier else ("recipient", "supplier")
    head = partner = ""
    licensed = False
    last: dict[str, str] | None = None
    for number, row in enumerate(rows, 1):
        name, *cells = (cell.strip() for cell in row.split("\t"))
        named = _PARTNER.fullmatch(name)
        if named:
            partner, licensed = named[2].strip(), named[1] == "L"
        if not any(cells):
            if name and not named and not _HEADS.search(name):
                head, partner = name, ""
            continue
        if number <= first:  # names of columns
            continue
        if last is not None and not name and not any(cells[: len(_COLUMNS) - 1]):
            last["comment"] = " ".join(filter(None, (last.get("comment"), *cells)))
            continue
        if name and not named:
            partner, licensed = name, False
        if len(cells) < _FEWEST_CELLS - 1 or any(cells[len(_COLUMNS) :]):
            yield Line(number, {}, f"has {len(cells) + 1} cells, where a deal has {len(_COLUMNS) + 1}")
            continue
        last = dict(zip(_COLUMNS, cells, strict=False)) | {own: head, other: partner}
        if licensed:
            last["local"] = "licence"
        yield Line(number, last)
