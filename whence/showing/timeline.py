"""Claims in the order of time, each dated as exactly as it is known and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table

from whence.model import Claim
from whence.showing.claims import GIST
from whence.showing.holdings import Holdings, cast, kind
from whence.showing.terminal import styled, trimmed
from whence.showing.words import certainty, count, order, short, support, tally, when


def in_time(claims: Iterable[Claim]) -> list[Claim]:
    """The claims by when they are said to hold or happen; the shorter first where two begin together."""
    return sorted(claims, key=lambda claim: (order(claim.time), claim.gist, claim.id))


def timeline(claims: Sequence[Claim], holdings: Holdings) -> RenderableType:
    """The claims in order, a date standing once for all that share it."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=10, max_width=24, overflow="fold")
    table.add_column(overflow="fold", ratio=1)
    last = None
    for claim in claims:
        date = when(claim.time)
        table.add_row(styled((date if date != last else "", "bold")), _entry(claim, holdings))
        last = date
    return Group(
        styled((f"{count(len(claims), 'claim')} in the order of time, the undated last", "bold")), styled(""), table
    )


def _entry(claim: Claim, holdings: Holdings) -> RenderableType:
    statements = holdings.of(claim)
    facts = [kind(claim, statements), cast(claim, holdings)]
    support_ = [support(claim), tally(map(certainty, statements))] + ["CONFLICT"] * bool(claim.conflicts)
    return Group(
        styled((short(claim.id), "cyan"), "  ", " · ".join(fact for fact in facts if fact)),
        styled(f"“{trimmed(claim.gist, GIST)}”"),
        styled((" · ".join(part for part in support_ if part), "dim")),
    )
