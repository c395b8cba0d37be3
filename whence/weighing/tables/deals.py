"""What a table of arms transfers holds, whatever its layout: deals, each with its parties, numbers, years and values.

Values are SIPRI's trend-indicator values (TIV), in millions. A deal keeps the numbers of the lines of the table that
it stands on, counted from 1 as an editor counts them.
"""

from __future__ import annotations

import dataclasses
from typing import Literal, NamedTuple

Production = Literal["licensed", "local"]


class Party(NamedTuple):
    """Supplier or recipient as the table names it. `country` is alpha-3 (ISO 3166-1 and -3), None where it is no state
    that the knowledge tables have. `apart` marks whoever is kept apart: unknown suppliers and recipients, and the
    starred ones (non-state parties *, organisations **).
    """

    name: str
    country: str | None = None
    apart: bool = False


class Number(NamedTuple):
    """A number of the table; `uncertain` where the table says so (brackets, "?", "is estimate")."""

    value: float
    uncertain: bool = False


class Year(NamedTuple):
    """A year, or the years from first to last."""

    first: int
    last: int
    uncertain: bool = False

    def __str__(self) -> str:
        words = str(self.first) if self.first == self.last else f"{self.first}–{self.last}"
        return f"({words})" if self.uncertain else words


class Delivery(NamedTuple):
    """What a deal delivered in a year. `tiv` is None where neither the table nor its numbers give it."""

    year: int
    number: float | None
    tiv: float | None


@dataclasses.dataclass(frozen=True, slots=True)
class Deal:
    """A deal of the table. `lines` are those that it stands on.

    `deliveries` are by year. `spread`: the table gives one total for several years, which is spread evenly over them.
    `repeated`: the table gives the same total in the line of each year, which is counted once. `delivered` is the
    number over all years of the table, `factor` what second-hand (0.4) or modernised (0.66) counts of a new one.
    """

    supplier: Party
    recipient: Party
    designation: str
    lines: tuple[int, ...]
    description: str = ""
    category: str = ""
    ordered: Number | None = None
    ordered_in: Year | None = None
    delivered: Number | None = None
    delivered_in: tuple[Year, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    spread: bool = False
    repeated: bool = False
    factor: float = 1.0
    production: Production | None = None
    comment: str = ""
    id: str | None = None


class Skipped(NamedTuple):
    """A line of the table that could not be read, and why."""

    line: int
    why: str


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table as read. `layout` names it; `years` bounds what it has deliveries of, None where it does not say.

    `one_supplier` and `one_recipient`: it was asked for that party alone, so it cannot tell shares of all suppliers,
    or of all recipients.
    """

    name: str
    layout: str
    deals: tuple[Deal, ...]
    skipped: tuple[Skipped, ...] = ()
    years: tuple[int, int] | None = None
    one_supplier: bool = False
    one_recipient: bool = False

    @property
    def told(self) -> str:
        """The table in words: its name, how many deals, of which years, and its layout."""
        years = f", {self.years[0]}–{self.years[1]}" if self.years else ""
        return f"{self.name}: {len(self.deals):,} deal{'s' * (len(self.deals) != 1)}{years} ({self.layout})"

    @property
    def valued(self) -> bool:
        """Whether the table gives trend-indicator values at all."""
        return any(d.tiv is not None for deal in self.deals for d in deal.deliveries)
