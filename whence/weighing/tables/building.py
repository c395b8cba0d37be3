"""Lines of a table -> deals: cells are read, lines of one deal put together, bad ones named and left out."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final

from whence.weighing.arms_words import plain, words
from whence.weighing.tables.cells import doubted, number, years
from whence.weighing.tables.deals import Deal, Delivery, Number, Party, Production, Skipped, Year
from whence.weighing.tables.lines import Line
from whence.weighing.tables.mapping import Layout
from whence.weighing.tables.parties import party

_MANY: Final = 20
"""So many deals over several years show how a table gives their numbers; fewer are judged one by one."""

_ROUNDING: Final = 0.02
"""By how much of itself a value may differ from number times unit and still be that: the table rounds its values."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Row:
    """A line of a table with its cells read."""

    line: int
    id: str
    supplier: Party
    recipient: Party
    designation: str
    description: str
    category: str
    comment: str
    ordered: Number | None
    ordered_in: Year | None
    delivered: Number | None
    delivered_in: tuple[Year, ...]
    tiv: float | None
    unit: float | None
    factor: float
    production: Production | None


def deals_of(lines: Iterable[Line], layout: Layout) -> tuple[tuple[Deal, ...], tuple[Skipped, ...]]:
    """The deals of a table in the order of their first lines, and the lines that could not be read.

    A line that repeats another to the letter (a register put together from overlapping years) is counted once.
    """
    groups: dict[Hashable, list[_Row]] = defaultdict(list)
    seen: set[Hashable] = set()
    skipped: list[Skipped] = []
    for line in lines:
        try:
            row = _row(line, layout)
        except ValueError as error:
            skipped.append(Skipped(line.number, str(error)))
            continue
        same = tuple(sorted(line.cells.items()))
        if same not in seen:
            seen.add(same)
            groups[_deal_key(row)].append(row)
    if layout.repeated is None and _is_yearly([rows for rows in groups.values() if len(rows) > 1]):
        layout = dataclasses.replace(layout, repeated="yearly")
    return tuple(_deal(rows, layout) for rows in groups.values()), tuple(skipped)


def _is_yearly(several: Sequence[Sequence[_Row]]) -> bool:
    """Whether a table gives each year's own numbers: of many deals over several years, most have different ones."""
    differing = sum(len({row.delivered.value for row in rows if row.delivered}) > 1 for rows in several)
    return len(several) >= _MANY and differing >= len(several) / 2


def _row(line: Line, layout: Layout) -> _Row:
    if line.wrong:
        raise ValueError(line.wrong)
    cells = line.cells
    sides = []
    for side in ("supplier", "recipient"):
        if not cells.get(side, "").strip():
            raise ValueError(f"names no {side}")
        sides.append(party(cells[side], layout.parties))

    def numbered(field: str) -> Number | None:
        try:
            found = number(cells.get(field, ""), doubted(cells.get(f"{field}_uncertain", "")))
        except ValueError as error:
            raise ValueError(f"{field.replace('_', ' ')}: {error}") from None
        if found is not None and found.value < 0:
            raise ValueError(f"{field.replace('_', ' ')}: “{cells[field].strip()}” is less than nothing")
        return found

    def dated(field: str) -> tuple[Year, ...]:
        try:
            return years(cells.get(field, ""), doubted(cells.get(f"{field}_uncertain", "")))
        except ValueError as error:
            raise ValueError(f"{field.replace('_', ' ')}: {error}") from None

    factor = _factor(cells.get("status", ""), layout)
    new, unit, tiv = numbered("tiv_new"), numbered("tiv_unit"), numbered("tiv")
    ordered_in = dated("ordered_in")
    return _Row(
        line=line.number,
        id=cells.get("id", "").strip(),
        supplier=sides[0],
        recipient=sides[1],
        designation=" ".join(cells.get("designation", "").split()),
        description=" ".join(cells.get("description", "").split()),
        category=" ".join(cells.get("category", "").split()),
        comment=" ".join(cells.get("comment", "").split()),
        ordered=numbered("ordered"),
        ordered_in=ordered_in[0]._replace(last=ordered_in[-1].last) if ordered_in else None,
        delivered=numbered("delivered"),
        delivered_in=dated("delivered_in"),
        tiv=tiv.value if tiv else None,
        unit=unit.value if unit else new.value * factor if new else None,
        factor=factor,
        production=_production(cells),
    )


def _factor(status: str, layout: Layout) -> float:
    """What a weapon of that status counts of a new one."""
    told, condition = plain(status), words()["condition"]
    if any(word in told for word in condition["modernised"]):
        return layout.modernised
    return layout.second_hand if any(word in told for word in condition["second_hand"]) else 1.0


def _production(cells: Mapping[str, str]) -> Production | None:
    if cells.get("local") == "licence":
        return "licensed"
    if doubted(cells.get("local", "")):
        return "local"
    comment = plain(cells.get("comment", ""))
    return "licensed" if any(word in comment for word in words()["production"]["licensed"]) else None


def _deal_key(row: _Row) -> Hashable:
    """Lines with one id are one deal; where there are no ids, lines of one year each that are else the same."""
    if row.id:
        return row.id, row.supplier, row.recipient
    if len(row.delivered_in) != 1 or row.delivered_in[0].first != row.delivered_in[0].last:
        return row.line
    what = (row.designation, row.description, row.ordered, row.ordered_in, row.factor, row.comment)
    return row.supplier, row.recipient, what


def _deal(rows: Sequence[_Row], layout: Layout) -> Deal:
    first = rows[0]
    repeated = len(rows) > 1 and _repeated(rows, layout)
    return Deal(
        supplier=first.supplier,
        recipient=first.recipient,
        designation=first.designation,
        lines=tuple(row.line for row in rows),
        description=first.description,
        category=first.category,
        ordered=next((row.ordered for row in rows if row.ordered), None),
        ordered_in=next((row.ordered_in for row in rows if row.ordered_in), None),
        delivered=_delivered(rows, repeated),
        delivered_in=tuple(sorted({year for row in rows for year in row.delivered_in})),
        deliveries=_deliveries(rows, repeated),
        spread=any(len(_single(row.delivered_in)) > 1 for row in rows),
        repeated=repeated,
        factor=first.factor,
        production=next((row.production for row in rows if row.production), None),
        comment=first.comment,
        id=first.id or None,
    )


def _single(found: Iterable[Year]) -> list[int]:
    """Each year once."""
    return sorted({year for stretch in found for year in range(stretch.first, stretch.last + 1)})


def _repeated(rows: Sequence[_Row], layout: Layout) -> bool:
    """Whether lines of several years give the deal's total each, and not what that year delivered.

    They do where all give the same number and value, unless there is less than one weapon a year, or the years
    together are no more than was ordered; or where the values of all years together are what the number is worth.
    """
    numbers = {row.delivered.value for row in rows if row.delivered}
    if layout.repeated == "yearly" or len(numbers) != 1 or not all(row.delivered for row in rows):
        return False
    (each,) = numbers
    count = len({tuple(_single(row.delivered_in)) for row in rows})
    ordered = next((row.ordered.value for row in rows if row.ordered), None)
    if count < len(rows) or each < count or (ordered is not None and each * count <= ordered):
        return False
    return len({row.tiv for row in rows}) == 1 or _values_are_parts(rows, each)


def _values_are_parts(rows: Sequence[_Row], each: float) -> bool:
    """Whether the values of the years together are what the number is worth: then they are those of the years."""
    values = [row.tiv for row in rows if row.tiv is not None]
    unit = rows[0].unit
    if unit is None or len(values) != len(rows):
        return False
    slack = _ROUNDING * each * unit + 0.5 * len(rows)
    return abs(sum(values) - each * unit) <= min(slack, 0.4 * each * unit)


def _delivered(rows: Sequence[_Row], repeated: bool) -> Number | None:
    given = [row.delivered for row in rows if row.delivered]
    if not given:
        return None
    uncertain = any(one.uncertain for one in given)
    return Number(given[0].value if repeated else sum(one.value for one in given), uncertain)


def _deliveries(rows: Sequence[_Row], repeated: bool) -> tuple[Delivery, ...]:
    """Numbers and values by year. A total for several years is spread evenly over them."""
    values_too = repeated and not _values_are_parts(rows, rows[0].delivered.value if rows[0].delivered else 0.0)
    share = len(rows) if repeated else 1
    found: dict[int, list[Delivery]] = defaultdict(list)
    for row in rows:
        in_years = _single(row.delivered_in)
        tiv = row.tiv
        if tiv is None and row.delivered is not None and row.unit is not None:
            tiv, part = row.delivered.value * row.unit, share
        else:
            part = share if values_too else 1
        for year in in_years:
            found[year].append(
                Delivery(
                    year,
                    row.delivered.value / len(in_years) / share if row.delivered else None,
                    tiv / len(in_years) / part if tiv is not None else None,
                )
            )
    return tuple(_summed(found[year]) for year in sorted(found))


def _summed(some: Sequence[Delivery]) -> Delivery:
    numbers = [one.number for one in some if one.number is not None]
    values = [one.tiv for one in some if one.tiv is not None]
    return Delivery(some[0].year, sum(numbers) if numbers else None, sum(values) if values else None)
