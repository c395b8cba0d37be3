"""What holding a record against a table gives, and when a figure and a value of the table agree."""

from __future__ import annotations

import dataclasses
import re
from typing import Final, Literal, NamedTuple

from whence.model import Quantity

Verdict = Literal["agrees", "conflicts", "not in the table", "cannot be checked"]

VERDICTS: Final[tuple[Verdict, ...]] = ("conflicts", "agrees", "not in the table", "cannot be checked")
"""In the order in which they are shown."""

ABOUT: Final = 0.05
"""The part of itself by which an approximate figure may miss: "about 60%" holds from 57 to 63."""

_LEAST: Final = 1.0  # and at least so much
_DECIMALS: Final = re.compile(r"\d[.,](\d{1,2})(?!\d)")


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """A figure or a transfer of the record held against the table.

    `of` is what was compared ("share of imports", "number ordered", ...), `said` what the reports say, `table` what the
    table says, `difference` the latter less the former (percentage points for shares). `why` gives the reason in words,
    `lines` the lines of the table that it rests on. `claims` and `statements` are ids. `unrelated`: it is about
    something that such a table does not tell.
    """

    verdict: Verdict
    of: str
    said: str
    why: str
    claims: tuple[str, ...]
    statements: tuple[str, ...]
    table: str | None = None
    difference: float | None = None
    lines: tuple[int, ...] = ()
    unrelated: bool = False


class Bounds(NamedTuple):
    """The values with which a figure holds, both within."""

    low: float
    high: float

    def hold(self, value: float) -> bool:
        """Whether a value is within."""
        return self.low <= value <= self.high


def bounds(quantity: Quantity) -> Bounds:
    """The values with which a figure holds: what rounds to it, where it is exact ("8.2%": from 8.15 to 8.25); what
    lies about it, where it is approximate; all from there on or up to there, for "more than" and "less than".
    """
    decimals = _DECIMALS.search(quantity.text)
    half = 0.5 * 10 ** -(len(decimals[1]) if decimals else 0) + 1e-9
    value, low, high = quantity.value, quantity.low, quantity.high
    if value is None:
        return Bounds(
            float("-inf") if low is None else low - half,
            float("inf") if high is None else high + half,
        )
    if quantity.unit == "count" and not quantity.approximate:
        half = 1e-9
    margin = max(half, ABOUT * abs(value), _LEAST) if quantity.approximate else half
    if low == value:
        return Bounds(value - half, float("inf"))
    if high == value:
        return Bounds(float("-inf"), value + half)
    return Bounds(value - margin, value + margin)


def figure(value: float) -> str:
    """A number as people read it, with at most one decimal."""
    return f"{round(value, 1):,.10g}"
