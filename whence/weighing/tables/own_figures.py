"""A table of figures by state and year, with a mapping file that says what they are, and the record held against it."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from whence.errors import Unreadable
from whence.knowledge.folding import fold
from whence.model import Claim, Entity, Quantity, Statement
from whence.weighing.tables.cells import number, years
from whence.weighing.tables.deals import Skipped
from whence.weighing.tables.findings import VERDICTS, Finding, bounds
from whence.weighing.tables.lines import Line
from whence.weighing.tables.mapping import Layout, Measured
from whence.weighing.tables.mentioned import periods_in, states_in, whole_years
from whence.weighing.tables.parties import party, state_name
from whence.weighing.tables.reading import lines_in
from whence.weighing.tables.shares import Period


@dataclasses.dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures by state (alpha-3) and year, in the unit of what they measure, each with its line."""

    name: str
    measured: Measured
    values: Mapping[tuple[str, int], tuple[float, int]]
    skipped: tuple[Skipped, ...] = ()

    @property
    def told(self) -> str:
        """The table in words."""
        found = sorted(year for _, year in self.values)
        return f"{self.name}: {len(self.values):,} figures, {found[0]}–{found[-1]} ({self.measured.words[0]})"


def read_figures(path: str, layout: Layout) -> FigureTable:
    """The figures of a table whose mapping file has a [figure].

    Raises:
        Unreadable: the mapping has none, or the table cannot be read, or no line of it.
    """
    if layout.figure is None:
        raise Unreadable(path, "it is not said what its figures measure", "give a [figure] in the mapping file")
    values: dict[tuple[str, int], tuple[float, int]] = {}
    skipped: list[Skipped] = []
    for line in lines_in(path, layout).lines:
        try:
            for state, year, value in _figures(line, layout):
                values.setdefault((state, year), (value * layout.figure.scale, line.number))
        except ValueError as error:
            skipped.append(Skipped(line.number, str(error)))
    if not values:
        why = f"line {skipped[0].line} {skipped[0].why}" if skipped else "it has no figures"
        raise Unreadable(path, f"no line of it can be read: {why}", "see docs/checking.md")
    return FigureTable(path, layout.figure, values, tuple(skipped))


def _figures(line: Line, layout: Layout) -> Iterator[tuple[str, int, float]]:
    if line.wrong:
        raise ValueError(line.wrong)
    state = party(line.cells.get("state", ""), layout.parties)
    if state.country is None:
        raise ValueError(f"“{state.name}” is no state")
    cells = [(cell, value) for cell, value in line.cells.items() if cell.isdigit()]
    if "year" in line.cells:
        cells = [(line.cells["year"], line.cells.get("value", ""))]
    for cell, value in cells:
        found = number(value)
        for year in years(cell) if found is not None else ():
            if year.first != year.last:
                raise ValueError(f"“{cell}” is no single year")
            yield state.country, year.first, found.value if found else 0.0


def check_figures(
    table: FigureTable, claims: Sequence[Claim], statements: Mapping[str, Statement], entities: Mapping[str, Entity]
) -> list[Finding]:
    """What the figures of the claims are by the table: those that have its unit and its words, of one state and a year.
    All other figures are unrelated. A sum over several years is held against the sum of the years.
    """
    claim_of = {s: claim.id for claim in sorted(claims, key=lambda c: c.id, reverse=True) for s in claim.statements}
    groups: dict[Hashable, list[tuple[Statement, Quantity]]] = defaultdict(list)
    for id_ in sorted(claim_of):
        for quantity in statements[id_].quantities if id_ in statements else ():
            key = (claim_of[id_], quantity.value, quantity.low, quantity.high, quantity.unit)
            groups[key].append((statements[id_], quantity))
    found = [_finding(table, group, claim_of, entities) for group in groups.values()]
    return sorted(found, key=lambda f: (VERDICTS.index(f.verdict), f.unrelated, f.said, f.claims, f.statements))


def _finding(
    table: FigureTable,
    group: Sequence[tuple[Statement, Quantity]],
    claim_of: Mapping[str, str],
    entities: Mapping[str, Entity],
) -> Finding:
    statement, quantity = group[0]
    told = tuple(dict.fromkeys(s.id for s, _ in group))
    base = Finding("cannot be checked", table.measured.words[0], quantity.text, "", (claim_of[statement.id],), told)
    quote = fold(statement.quote)
    about = any(re.search(rf"\b{re.escape(fold(word))}", quote) for word in table.measured.words)
    if quantity.unit != table.measured.unit or not about:
        return dataclasses.replace(base, of="figure", why="it measures nothing that the table tells", unrelated=True)
    states = list(dict.fromkeys(s.country for s in states_in(statement, entities)))
    named = periods_in(quote)
    period = whole_years(statement) or (named[0][1] if len(named) == 1 else None)
    if len(states) != 1 or period is None:
        why = "it names no single state" if len(states) != 1 else "it names no period in whole years"
        return dataclasses.replace(base, why=why)
    base = dataclasses.replace(base, said=f"{quantity.text}, {state_name(states[0])} ({period})")
    return _compared(table, base, quantity, states[0], period)


def _compared(table: FigureTable, base: Finding, quantity: Quantity, state: str, period: Period) -> Finding:
    cells = [table.values.get((state, year)) for year in range(period.first, period.last + 1)]
    some = [cell for cell in cells if cell is not None]
    if len(some) < len(cells):
        return dataclasses.replace(
            base, verdict="not in the table", why=f"the table has no figure of {state_name(state)} for all of {period}"
        )
    if len(some) > 1 and quantity.unit == "percent":
        return dataclasses.replace(base, why="percentages of several years cannot be put together")
    value = sum(cell[0] for cell in some)
    limits = bounds(quantity)
    holds = limits.hold(value) or (quantity.unit != "percent" and limits.hold(_rounded(value, quantity)))
    return dataclasses.replace(
        base,
        verdict="agrees" if holds else "conflicts",
        table=f"{value:,.10g} {'%' if quantity.unit == 'percent' else quantity.unit}",
        difference=None if quantity.value is None else round(value - quantity.value, 6),
        why=f"{table.measured.words[0]} of {state_name(state)}, {period}",
        lines=tuple(sorted({line for _, line in some})),
    )


def _rounded(value: float, quantity: Quantity) -> float:
    """The value with as many digits as the figure has: 1,243,000,000 is "1.2 billion"."""
    digits = re.search(r"\d[\d.,]*", quantity.text)
    return float(f"{value:.{max(1, sum(map(str.isdigit, digits[0])) if digits else 2)}g}")
