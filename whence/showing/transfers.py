"""Arms transfers as a register: a row a claim, with every hedge that its reports made."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table

from whence.model import Claim, Statement, Transfer, as_json
from whence.showing.claims import GIST
from whence.showing.holdings import Holdings
from whence.showing.terminal import styled, trimmed
from whence.showing.words import count, short, support, tally, transfer_certainty, when

_TABLE_WIDTH: Final = 150
"""Below this a row of eleven columns breaks words: each transfer is then told in a few lines."""

_FIELDS: Final = tuple(field.name for field in dataclasses.fields(Transfer))


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register: a claim, and its statements that are about a transfer."""

    claim: Claim
    statements: tuple[Statement, ...]

    def values(self, field: str) -> tuple[Any, ...]:
        """What the statements give for a field of :class:`~whence.model.Transfer`, the most frequent first."""
        given = (getattr(s.transfer, field) for s in self.statements)
        counted = Counter(value for value in given if value is not None)
        return tuple(value for value, _ in sorted(counted.items(), key=lambda item: (-item[1], str(item[0]))))


def register(claims: Iterable[Claim], holdings: Holdings) -> list[Entry]:
    """The claims that are about transfers, by supplier, recipient and designation."""
    entries = []
    for claim in claims:
        about = tuple(s for s in holdings.of(claim) if s.transfer is not None)
        if about:
            entries.append(Entry(claim, about))

    def names(entry: Entry) -> tuple[str, ...]:
        parties = (_parties(entry, field, holdings) for field in ("supplier", "recipient"))
        return *parties, _told(entry.values("designation")), entry.claim.id

    return sorted(entries, key=names)


class Register:
    """A rich renderable: a table where there is room for one, else a few lines a transfer."""

    def __init__(self, entries: Sequence[Entry], holdings: Holdings) -> None:
        self.entries, self.holdings = entries, holdings

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield styled((count(len(self.entries), "transfer"), "bold"))
        yield styled("")
        if self.entries:
            yield self._table() if options.max_width >= _TABLE_WIDTH else self._lines()

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 1, 0))
        for head, _ in COLUMNS:
            table.add_column(head, overflow="fold", justify="right" if head in {"number", "value"} else "left")
        for entry in self.entries:
            table.add_row(*(styled(cell(entry, self.holdings) or "–") for _, cell in COLUMNS))
        return table

    def _lines(self) -> RenderableType:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold", ratio=1)
        for entry in self.entries:
            for head, cell in COLUMNS:
                if words := cell(entry, self.holdings):
                    table.add_row(styled((head, "dim")), styled(words))
            table.add_row("", "")
        return Group(table)


def transfer_json(entry: Entry) -> dict[str, Any]:
    """A line of the register: the transfer (what most statements give), its claim, and each statement's own words."""
    merged = {field: values[0] for field in _FIELDS if (values := entry.values(field))}
    wanted = ("id", "document", "evidence", "transfer", "polarity", "modality", "evidential", "chain")
    statements = [{key: value for key, value in as_json(s).items() if key in wanted} for s in entry.statements]
    claim = entry.claim
    return {
        "type": "transfer",
        "claim": claim.id,
        "transfer": merged,
        "time": as_json(claim.time),
        "documents": claim.documents,
        "origins": as_json(claim.origins),
        "independent": claim.independent,
        "statements": statements,
    }


def _told(values: Iterable[Any]) -> str:
    return " or ".join(f"{value:,.10g}" if isinstance(value, float | int) else str(value) for value in values)


def _parties(entry: Entry, field: str, holdings: Holdings) -> str:
    return _told(holdings.name(value) for value in entry.values(field))


def _money(entry: Entry) -> str:
    """The value with its currency, which stands with the quantity of the same value."""
    units = {q.value: q.unit for s in entry.statements for q in s.quantities if len(q.unit) == 3 and q.unit.isupper()}
    return " or ".join(f"{value:,.10g} {units.get(value, '')}".strip() for value in entry.values("value"))


COLUMNS: Final[tuple[tuple[str, Callable[[Entry, Holdings], str]], ...]] = (
    ("claim", lambda e, h: short(e.claim.id)),
    ("supplier", lambda e, h: _parties(e, "supplier", h)),
    ("recipient", lambda e, h: _parties(e, "recipient", h)),
    ("designation", lambda e, h: _told(e.values("designation"))),
    ("category", lambda e, h: _told(e.values("category"))),
    ("number", lambda e, h: _told(e.values("number"))),
    ("value", lambda e, h: _money(e)),
    ("when", lambda e, h: when(e.claim.time)),
    ("status", lambda e, h: tally(map(transfer_certainty, e.statements))),
    ("support", lambda e, h: support(e.claim)),
    ("words", lambda e, h: f"“{trimmed(e.claim.gist, GIST)}”"),
)
"""The columns of the register: their heads, and what stands in them for an entry."""
