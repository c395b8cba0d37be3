"""Shares and changes of arms imports and exports, reckoned from the trend-indicator values of a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Literal, NamedTuple

from whence.weighing.tables.deals import Deal, Table
from whence.weighing.tables.parties import state_name

Direction = Literal["imports", "exports"]


class Period(NamedTuple):
    """Years from first to last, both within."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


class Flow(NamedTuple):
    """Arms imports or exports of a state (alpha-3): all of them, or those from or to some states. `owner` None is the
    world."""

    direction: Direction
    owner: str | None
    partners: frozenset[str] | None = None


class Volume(NamedTuple):
    """Trend-indicator values of a flow over a period, the lines of the table that they come from, and what of them
    was not as the table gives it: `spread` evenly over years, `repeated` in the line of each year and counted once.

    `apart` is what comes from or goes to whoever is kept apart, and `summed` what all would be if repeated totals
    were those of their years.
    """

    tiv: float
    lines: tuple[int, ...]
    apart: float
    summed: float
    spread: bool
    repeated: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Share:
    """A share in percent. `low` counts unknown and starred parties among the others, who else are left out."""

    value: float
    low: float
    summed: float
    part: Volume
    whole: Volume


class Unknown(NamedTuple):
    """Why the table does not tell. `missing`: it should have such deliveries and has none."""

    why: str
    missing: bool = False


def volume(table: Table, flow: Flow, period: Period) -> Volume:
    """The deliveries of a flow in the years of a period."""
    tiv = apart = summed = 0.0
    lines: set[int] = set()
    spread = repeated = False
    for deal in _deals(table, flow):
        within = [d for d in deal.deliveries if d.tiv is not None and period.first <= d.year <= period.last]
        if not within:
            continue
        value = sum(d.tiv or 0.0 for d in within)
        lines.update(deal.lines)
        if deal.supplier.apart or deal.recipient.apart:
            apart += value
            continue
        tiv += value
        summed += value * (len(deal.deliveries) if deal.repeated else 1)
        spread = spread or (deal.spread and len(within) < len(deal.deliveries))
        repeated = repeated or deal.repeated
    return Volume(tiv, tuple(sorted(lines)), apart, summed, spread, repeated)


def _deals(table: Table, flow: Flow) -> Iterator[Deal]:
    for deal in table.deals:
        own, other = deal.recipient, deal.supplier
        if flow.direction == "exports":
            own, other = other, own
        if flow.owner is not None and own.country != flow.owner:
            continue
        if flow.partners is None or other.country in flow.partners:
            yield deal


def share(table: Table, part: Flow, whole: Flow, period: Period) -> Share | Unknown:
    """The share that one flow has of another over a period, or why the table does not tell it."""
    unknown = _untold(table, whole, period)
    if unknown:
        return unknown
    of, all_ = volume(table, part, period), volume(table, whole, period)
    if all_.tiv <= 0:
        return Unknown(f"the table has no {told(whole)} in {period}", True)
    everything = all_.tiv + all_.apart
    summed = 100 * of.summed / all_.summed
    return Share(100 * of.tiv / all_.tiv, 100 * of.tiv / everything, summed, of, all_)


def change(table: Table, flow: Flow, before: Period, after: Period) -> tuple[float, Volume, Volume] | Unknown:
    """By how many percent a flow grew (shrank, below nought) between two periods, or why the table does not tell."""
    for period in (before, after):
        unknown = _untold(table, flow, period)
        if unknown:
            return unknown
    earlier, later = volume(table, flow, before), volume(table, flow, after)
    if earlier.tiv <= 0:
        return Unknown(f"the table has no {told(flow)} in {before}", True)
    return 100 * (later.tiv - earlier.tiv) / earlier.tiv, earlier, later


def _untold(table: Table, flow: Flow, period: Period) -> Unknown | None:
    """What the table cannot know of a flow, as a whole, over a period."""
    if not table.valued:
        return Unknown("the table gives no trend-indicator values")
    if table.years is not None and not table.years[0] <= period.first <= period.last <= table.years[1]:
        return Unknown(f"the table covers {Period(*table.years)}, the figure {period}")
    world = flow.owner is None
    one_supplier = table.one_supplier and (world or flow.direction == "imports") and flow.partners is None
    one_recipient = table.one_recipient and (world or flow.direction == "exports") and flow.partners is None
    if one_supplier or one_recipient:
        return Unknown(f"the table is of one {'supplier' if one_supplier else 'recipient'} only")
    return None


def told(flow: Flow) -> str:
    """A flow in words: "arms imports of Kenya from Norway, Sweden"."""
    owner = f" of {state_name(flow.owner)}" if flow.owner else " of all states"
    side = "from" if flow.direction == "imports" else "to"
    others = ", ".join(state_name(code) for code in sorted(flow.partners or ()))
    return f"arms {flow.direction}{owner}" + (f" {side} {others}" if others else "")
