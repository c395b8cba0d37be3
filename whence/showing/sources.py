"""Sources by what rests on their word, and what rests on it alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table

from whence.model import Claim, Source, Statement, as_json
from whence.showing.terminal import styled
from whence.showing.words import count


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """What rests on a source's word: `statements` that pass through it or come from it, and `alone`, those of them
    whose claim has no other origin. `claims` counts the claims that it is an origin of."""

    source: Source
    statements: int
    alone: int
    claims: int


def standings(
    sources: Mapping[str, Source], statements: Iterable[Statement], claims: Iterable[Claim]
) -> list[Standing]:
    """The sources that something rests on, those that carry most first."""
    rest: dict[str, set[str]] = {id_: set() for id_ in sources}
    alone: dict[str, set[str]] = {id_: set() for id_ in sources}
    origin_of: dict[str, int] = dict.fromkeys(sources, 0)
    for statement in statements:
        for link in statement.chain:
            rest.setdefault(link.source, set()).add(statement.id)
    for claim in claims:
        for origin in claim.origins:
            rest.setdefault(origin.source, set()).update(origin.statements)
            origin_of[origin.source] = origin_of.get(origin.source, 0) + 1
            if len(claim.origins) == 1:
                alone.setdefault(origin.source, set()).update(origin.statements)
    found = [
        Standing(source, len(rest[id_]), len(alone[id_]), origin_of[id_])
        for id_, source in sources.items()
        if rest[id_]
    ]
    return sorted(found, key=lambda s: (-s.statements, -s.alone, s.source.name, s.source.id))


def sources_table(found: Sequence[Standing]) -> RenderableType:
    """A row a source."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("statements", justify="right")
    table.add_column("on it alone", justify="right")
    table.add_column("origin of", justify="right")
    table.add_column("kind")
    table.add_column("source", overflow="fold")
    for one in found:
        numbers = (f"{one.statements:,}", f"{one.alone:,}", count(one.claims, "claim"))
        table.add_row(*map(styled, numbers), styled(one.source.kind), styled((one.source.name, "bold")))
    head = f"{count(len(found), 'source')}, those on whose word most statements rest first"
    return Group(styled((head, "bold")), styled(""), *([table] if found else []))


def source_json(one: Standing) -> dict[str, Any]:
    """The source as RECORD.md has it, with `statements`, `alone` and `claims` as counts."""
    counts = {"statements": one.statements, "alone": one.alone, "claims": one.claims}
    return {"type": "source", **as_json(one.source), **counts}
