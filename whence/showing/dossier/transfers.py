"""The register of arms transfers in a dossier: a row a claim, with every hedge that its reports made."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from whence.model import Claim, Statement
from whence.showing.dossier.content import Run, Runs
from whence.showing.dossier.sentences import Teller
from whence.showing.holdings import Holdings
from whence.showing.transfers import Entry, register


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A row of the register: its cells, its claim, and the statements that it rests on."""

    cells: tuple[Runs, ...]
    claim: Claim
    statements: tuple[Statement, ...]


def transfer_rows(claims: Sequence[Claim], holdings: Holdings, tell: Teller) -> tuple[list[Row], int]:
    """The rows in which two of supplier, recipient and goods are told, and how many claims of transfers tell less.

    Where reports differ, both values stand.
    """
    entries = register(claims, holdings)
    told = [e for e in entries if sum(bool(e.values(f)) for f in ("supplier", "recipient", "designation")) > 1]
    return [_row(entry, holdings, tell) for entry in told], len(entries) - len(told)


def _row(entry: Entry, holdings: Holdings, tell: Teller) -> Row:
    wording = tell.wording

    def either(values: Iterable[str]) -> Runs:
        words = str(wording.get("transfers.or")).join(dict.fromkeys(values))
        return (Run(words or "–"),)

    def one_party(id_: str) -> str:
        entity = holdings.entities.get(id_)
        name = wording.name(entity) if entity else id_
        told = any(tell.named(s, id_) for s in entry.statements)
        return name if told else wording.plain("transfers.inferred", name=name)

    def party(field: str) -> Runs:
        return either(one_party(id_) for id_ in entry.values(field))

    goods = dict.fromkeys(
        (s.transfer.designation, s.transfer.category) for s in entry.statements if s.transfer and s.transfer.designation
    )
    cells = (
        party("supplier"),
        party("recipient"),
        either(tell.goods(designation or "", category, None) for designation, category in goods),
        either(_number(entry, value, tell) for value in entry.values("number")),
        either(_money(entry, value, wording.number(value)) for value in entry.values("value")),
        wording.when(entry.claim.time),
        _status(entry, tell),
    )
    return Row(cells, entry.claim, entry.statements)


def _number(entry: Entry, value: Any, tell: Teller) -> str:
    """A number of goods, as exactly as the reports give it."""
    exact = any(q.value == value and not q.approximate for s in entry.statements for q in s.quantities)
    number = tell.wording.number(value)
    return number if exact else tell.wording.plain("transfers.about", number=number)


def _money(entry: Entry, value: Any, told: str) -> str:
    """A value with its currency, which stands with the quantity of the same value."""
    units = {q.value: q.unit for s in entry.statements for q in s.quantities if len(q.unit) == 3 and q.unit.isupper()}
    return f"{told}\u00a0{units[value]}" if value in units else told


def _status(entry: Entry, tell: Teller) -> Runs:
    wording = tell.wording
    phrases = Counter(_hedged(s, tell) for s in entry.statements)
    ranked = sorted(phrases.items(), key=lambda item: (-item[1], item[0]))
    times = (f"{phrase} ×{wording.number(n)}" if len(ranked) > 1 else phrase for phrase, n in ranked)
    return (Run(str(wording.get("comma")).join(times)),)


def _hedged(statement: Statement, tell: Teller) -> str:
    """The status of a transfer with the hedges of a statement: "considered (hearsay, possible)"."""
    status = statement.transfer.status if statement.transfer else "reported"
    hedges = [
        *(["negated"] if statement.polarity == "negated" else []),
        *([] if statement.evidential == "stated" else [statement.evidential]),
        *([] if statement.modality == "actual" else [statement.modality]),
    ]
    words = str(tell.wording.get("comma")).join(tell.wording.get(f"hedges.{hedge}") for hedge in hedges)
    told = tell.wording.get(f"status.{status}")
    return f"{told} ({words})" if words else told
