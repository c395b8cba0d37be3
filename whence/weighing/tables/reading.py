"""A file -> a :class:`~whence.weighing.tables.deals.Table`, whatever its layout."""

from __future__ import annotations

from pathlib import Path

from whence.errors import Unreadable
from whence.weighing.tables.building import deals_of
from whence.weighing.tables.deals import Deal, Table
from whence.weighing.tables.decoding import decode
from whence.weighing.tables.lines import Lines, lines_of
from whence.weighing.tables.mapping import Layout
from whence.weighing.tables.register_text import register_lines
from whence.weighing.tables.rtf import is_rtf, text_of


def read_table(path: str, layout: Layout | None = None) -> Table:
    """The table in a file: SIPRI's register in CSV (either) or RTF, or any CSV with the layout of a mapping file.

    Lines that cannot be read are in its `skipped`; the rest is kept.

    Raises:
        Unreadable: there is no such file, it is no text, no line names its columns, or no line can be read.
    """
    layout = layout or Layout()
    lines = lines_in(path, layout)
    deals, skipped = deals_of(lines.lines, layout)
    if not deals:
        why = f"line {skipped[0].line} {skipped[0].why}" if skipped else "nothing stands under the names of its columns"
        raise Unreadable(path, f"no line of it can be read: {why}", "see docs/checking.md")
    years = [delivery.year for deal in deals for delivery in deal.deliveries]
    return Table(
        name=path,
        layout=lines.layout,
        deals=deals,
        skipped=skipped,
        years=lines.years or ((min(years), max(years)) if years else None),
        one_supplier=lines.one_supplier or _one(deals, "supplier"),
        one_recipient=lines.one_recipient or _one(deals, "recipient"),
    )


def lines_in(path: str, layout: Layout) -> Lines:
    """The lines of the table in a file. Raises Unreadable as :func:`read_table` does."""
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise Unreadable(path, error.strerror or "cannot be read", "give the path of a table") from None
    if is_rtf(raw):
        text = text_of(raw)
        return register_lines(text) or lines_of(text, path, layout)
    text = decode(raw, path, layout.encoding)
    if layout.columns:
        return lines_of(text, path, layout)
    try:
        return lines_of(text, path, layout)
    except Unreadable:
        register = register_lines(text)
        if register is None:
            raise
        return register


def _one(deals: tuple[Deal, ...], side: str) -> bool:
    return len({getattr(deal, side).country or getattr(deal, side).name for deal in deals}) == 1
