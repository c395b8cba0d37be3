"""Claims as a list: what is said, by how many, how independent, and how certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, Final, Protocol

from rich.console import Group, RenderableType
from rich.table import Table

from whence.model import Claim, Evidential, Modality, Polarity, as_json
from whence.showing.holdings import Holdings, cast, kind
from whence.showing.terminal import styled, trimmed
from whence.showing.words import SHORT, certainty, conflict, count, order, reviewed, short, support, tally, when

GIST: Final = 160
"""The characters of a gist that a list shows; a trace shows all of it, and so does JSON."""


def by_reports(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that many reports tell first; of as many, the earlier first and the undated last."""
    return sorted(claims, key=lambda claim: (-claim.documents, order(claim.time), claim.gist, claim.id))


def claims_list(claims: Sequence[Claim], holdings: Holdings) -> RenderableType:
    """The claims in the order given, a few lines each, at any width."""
    table = Table.grid(padding=(0, 2, 1, 0))
    table.add_column(no_wrap=True, min_width=SHORT)
    table.add_column(overflow="fold", ratio=1)
    for claim in claims:
        table.add_row(styled((short(claim.id), "cyan")), entry(claim, holdings))
    head = f"{count(len(claims), 'claim')}" + (", those told by most reports first" if len(claims) > 1 else "")
    foot = "`whence trace ID` shows the sources behind one." if claims else "Read more reports, or ask for less."
    return Group(styled((head, "bold")), styled(""), table, styled((foot, "dim")))


def entry(claim: Claim, holdings: Holdings) -> RenderableType:
    """One claim: its gist; type, participants and time; its support; its conflicts."""
    statements = holdings.of(claim)
    facts = [kind(claim, statements), cast(claim, holdings), when(claim.time)]
    lines = [
        styled(("“" + trimmed(claim.gist, GIST) + "”", "bold")),
        styled(" · ".join(fact for fact in facts if fact)),
        styled(support(claim), " · ", tally(map(certainty, statements)) or "certainty not at hand"),
    ]
    if claim.conflicts:
        against = ", ".join(f"{short(other.claim)} ({conflict(other.why)})" for other in claim.conflicts)
        lines.append(styled((f"CONFLICT with {against}", "red")))
    lines += [styled(line) for line in reviewed(claim)]
    return Group(*lines)


class Certain(Protocol):
    """A statement as far as its certainty goes."""

    @property
    def polarity(self) -> Polarity: ...

    @property
    def modality(self) -> Modality: ...

    @property
    def evidential(self) -> Evidential: ...


def claim_json(claim: Claim, holdings: Holdings) -> dict[str, Any]:
    """The claim as RECORD.md has it, and beside it, so that no hedge is lost, the `certainty` of its statements.

    `certainty` is a list of ``{"polarity", "modality", "evidential", "statements": how many}``.
    """
    return with_certainty(claim, holdings.of(claim))


def with_certainty(claim: Claim, statements: Iterable[Certain]) -> dict[str, Any]:
    """The same, where the statements of the claim are at hand."""
    keys = ("polarity", "modality", "evidential")
    ways = Counter(map(attrgetter(*keys), statements))
    certainty_ = [
        {**dict(zip(keys, way, strict=True)), "statements": times}
        for way, times in sorted(ways.items(), key=lambda item: (-item[1], item[0]))
    ]
    return {"type": "claim", **as_json(claim), "certainty": certainty_}
