"""Arms transfers as a register: a row a transfer, each field with the statements behind it and every hedge."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.table import Table

from whence import knowledge
from whence.model import Claim, Entity, Origin, as_json
from whence.showing.holdings import Holdings, counted
from whence.showing.terminal import styled, trimmed
from whence.showing.words import conflict, count, short, support, tally, transfer_certainty, when
from whence.weighing.register import Field, Row, Value
from whence.weighing.register import register as rows_of

_LAST: Final = "\uffff"  # what is not known comes last

_WORDS: Final = 110
"""The characters of a statement's words that the register shows."""

_HEADS: Final[dict[Field, str]] = {
    "supplier": "supplier",
    "recipient": "recipient",
    "designation": "designation",
    "category": "category",
    "ordered": "ordered",
    "ordered_in": "year of order",
    "delivered": "delivered",
    "delivered_in": "year of delivery",
    "value": "value",
    "production": "production",
    "comment": "comment",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """The rows of a register, and how many claims tell of arms that change hands but not whose or what."""

    rows: tuple[Row, ...]
    vague: int = 0


def register(claims: Iterable[Claim], holdings: Holdings) -> Listed:
    """The register of some claims, by supplier, recipient and designation, without what people have rejected."""
    claims = [as_listed(c) for c in claims if c.status != "rejected"]
    rows, vague = rows_of(claims, holdings.statements, holdings.entities)
    return Listed(tuple(sorted(rows, key=lambda row: _in_order(row, holdings))), vague)


def register_renewed(listed: Listed, gone: AbstractSet[str], new: Iterable[Claim], holdings: Holdings) -> Listed:
    """A register without some claims, and with others: the rows that had these are made anew, of what is left of them
    and of the new claims. Whether a new claim would now fit into still another row, the next register of all tells.
    """
    kept: list[Row] = []
    touched: list[Row] = []
    for row in listed.rows:
        (kept if gone.isdisjoint(claim.id for claim in row.claims) else touched).append(row)
    left = [claim for row in touched for claim in row.claims if claim.id not in gone]
    some = register([*left, *new], holdings)
    rows = sorted((*kept, *some.rows), key=lambda row: _in_order(row, holdings))
    return Listed(tuple(rows), listed.vague)


def _in_order(row: Row, holdings: Holdings) -> tuple[str, ...]:
    fields: tuple[Field, ...] = ("supplier", "recipient", "designation")
    firsts = (row.first(field) for field in fields)
    return *(_name(str(v.value), holdings) if v else _LAST for v in firsts), row.claims[0].id


def as_listed(claim: Claim) -> Claim:
    """A claim with those of its statements that count."""
    kept = counted(claim)
    return claim if kept == claim.statements else dataclasses.replace(claim, statements=kept)


def known_entity(id_: str, holdings: Holdings) -> Entity | None:
    """The entity of an id, in the record or in the tables: the state that makes a weapon may be in no report."""
    return holdings.entities.get(id_) or knowledge.load().entities.get(id_)


def _name(value: str, holdings: Holdings) -> str:
    entity = known_entity(value, holdings)
    return entity.name if entity else value


def transfers_list(listed: Listed, holdings: Holdings) -> RenderableType:
    """A few lines a transfer, at any width: its fields, and below them the words that the numbers in them stand for."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for row in listed.rows:
        for head, cell in COLUMNS:
            if words := cell(row, holdings):
                table.add_row(styled((head, "dim")), styled((words, "red" if head == "conflict" else "")))
        for number, words in enumerate(_quotes(row), 1):
            table.add_row(styled(("words" if number == 1 else "", "dim")), styled(words))
        table.add_row("", "")
    notes = [styled(("(in brackets): hedged, rounded or inferred. [n]: the statements that give it.", "dim"))]
    if listed.vague:
        told = count(listed.vague, "more claim tells", "more claims tell")
        notes.append(styled((f"{told} of arms that change hands, but neither whose nor which.", "dim")))
    first = styled((count(len(listed.rows), "transfer"), "bold"))
    return Group(first, styled(""), *([table] if listed.rows else []), *(notes if listed.rows else notes[1:]))


def transfer_json(row: Row, holdings: Holdings) -> dict[str, Any]:
    """A line of the register: what most statements give, its claims, each field with all that is given for it and by
    which statements, the fields in conflict, and each statement's own words."""
    number = row.first("delivered") if "ordered" not in row.values else row.first("ordered")
    merged: dict[str, Any] = {field: value.value for field in row.values if (value := row.first(field))}
    wanted = ("id", "document", "evidence", "transfer", "polarity", "modality", "evidential", "chain")
    claim = _whole(row, holdings)
    return {
        "type": "transfer",
        "claim": claim.id,
        "claims": [one.id for one in row.claims],
        "transfer": merged | ({"number": number.value} if number else {}),
        "fields": {field: [_value_json(value) for value in values] for field, values in row.values.items()},
        "conflicts": dict(row.conflicts),
        "time": as_json(claim.time),
        "documents": claim.documents,
        "origins": as_json(claim.origins),
        "independent": claim.independent,
        "statements": [{k: v for k, v in as_json(s).items() if k in wanted} for s in row.statements],
    }


def _value_json(value: Value) -> dict[str, Any]:
    unit = {"unit": value.unit} if value.unit else {}
    return {"value": value.value, **unit, "uncertain": value.uncertain, "statements": list(value.statements)}


def _whole(row: Row, holdings: Holdings) -> Claim:
    """The claims of a row as one: all their reports and origins."""
    origins: dict[str, Origin] = {}
    for claim in row.claims:
        for one in claim.origins:
            met = origins.get(one.source)
            said = (*(met.statements if met else ()), *one.statements)
            weak = one.weak and (met is None or met.weak)
            origins[one.source] = Origin(one.source, said, weak, one.party or bool(met and met.party))
    if len(row.claims) == 1:
        return row.claims[0]
    return dataclasses.replace(
        row.claims[0],
        statements=tuple(s for claim in row.claims for s in claim.statements),
        documents=len({s.document for claim in row.claims for s in holdings.of(claim)}),
        origins=tuple(origins.values()),
        independent=len(origins),
        circular=any(claim.circular for claim in row.claims),
    )


def _told(row: Row, field: Field, holdings: Holdings) -> str:
    """The values of a field, uncertain ones in brackets, with the statements that give them where there are several."""
    return "; or ".join(
        _shown(value, holdings) + (f" [{_numbers(row, value)}]" if len(row.statements) > 1 else "")
        for value in row.values.get(field, ())
    )


def _shown(value: Value, holdings: Holdings) -> str:
    if isinstance(value.value, str):
        words = _name(value.value, holdings)
    else:
        words = f"{value.value:,.10g} {value.unit or ''}".strip()
    return f"({words})" if value.uncertain else words


def _numbers(row: Row, value: Value) -> str:
    """The numbers of the statements behind a value: "1–3, 5"."""
    found = sorted(n for n, s in enumerate(row.statements, 1) if s.id in value.statements)
    stretches: list[list[int]] = []
    for number in found:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    return ", ".join(f"{s[0]}" if len(s) == 1 else f"{s[0]}–{s[-1]}" for s in stretches)


def _conflict(row: Row) -> str:
    inside = [f"{_HEADS.get(field, field)} ({conflict(why)})" for field, why in row.conflicts.items()]
    own = {claim.id for claim in row.claims}
    outside = sorted({(c.claim, c.why) for claim in row.claims for c in claim.conflicts if c.claim not in own})
    return ", ".join((*inside, *(f"claim {short(claim)} ({conflict(why)})" for claim, why in outside)))


def _quotes(row: Row) -> list[str]:
    """The words of each statement, with its number, its document and where they stand there."""
    found = []
    for number, s in enumerate(row.statements, 1):
        mark = f"[{number}] " if len(row.statements) > 1 else ""
        place = f"{short(s.document)}:{s.evidence.start}-{s.evidence.end}"
        found.append(f"{mark}“{trimmed(s.quote, _WORDS)}” {place}")
    return found


def _line(field: Field) -> tuple[str, Callable[[Row, Holdings], str]]:
    return _HEADS[field], lambda row, holdings: _told(row, field, holdings)


COLUMNS: Final[tuple[tuple[str, Callable[[Row, Holdings], str]], ...]] = (
    ("claim", lambda row, _: ", ".join(short(claim.id) for claim in row.claims)),
    *(_line(field) for field in _HEADS if field != "comment"),
    ("when", lambda row, _: next((when(c.time) for c in row.claims if c.time), "")),
    ("status", lambda row, _: tally(map(transfer_certainty, row.statements))),
    _line("comment"),
    ("conflict", lambda row, _: _conflict(row)),
    ("support", lambda row, holdings: support(_whole(row, holdings))),
)
