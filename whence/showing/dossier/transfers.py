"""The register of arms transfers in a dossier: a row a transfer, each value with the statements that give it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from whence.model import Claim, Statement
from whence.showing.dossier.content import Run, Runs
from whence.showing.dossier.sentences import Teller, Told
from whence.showing.dossier.wording import Wording, merged
from whence.showing.holdings import Holdings
from whence.showing.transfers import known_entity, register
from whence.weighing.register import Field, Row, Value

Cell = tuple[Told, ...]

_TELLING: Final[tuple[Field, ...]] = ("supplier", "recipient", "designation")
"""Of these a row has to have two."""


@dataclasses.dataclass(frozen=True, slots=True)
class TransferRow:
    """A row of the register: its cells, its claims, and all the statements that it rests on."""

    cells: tuple[Cell, ...]
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]


def transfer_rows(claims: Sequence[Claim], holdings: Holdings, tell: Teller) -> tuple[list[TransferRow], int]:
    """The rows in which two of supplier, recipient and goods are told, and how many claims of transfers tell less.

    Where reports differ, all values stand, and what cannot all hold is marked. What is hedged, rounded or inferred is
    in brackets. A value has the statements that give it where they are not all those of its row.
    """
    listed = register(claims, holdings)
    told = [row for row in listed.rows if sum(field in row.values for field in _TELLING) > 1]
    left_out = listed.vague + sum(len(row.claims) for row in listed.rows if row not in told)
    return [_Teller(row, holdings, tell).row() for row in told], left_out


class _Teller:
    """Tells a row, cell by cell."""

    def __init__(self, row: Row, holdings: Holdings, tell: Teller) -> None:
        self.of, self.holdings, self.tell, self.wording = row, holdings, tell, tell.wording
        self.by_id: Mapping[str, Statement] = {s.id: s for s in row.statements}

    def row(self) -> TransferRow:
        name, number = self._name, _number(self.wording)
        cells = (
            self._cell(self._field("supplier", name)),
            self._cell(self._field("recipient", name)),
            self._cell(
                self._field("designation", str),
                self._field("category", lambda value: self.wording.either(f"categories.{value}", str(value))),
                self._field("production", lambda value: self.wording.either(f"production.{value}", str(value))),
            ),
            self._cell(self._dated("ordered", "ordered_in", number)),
            self._cell(self._dated("delivered", "delivered_in", number)),
            self._cell(self._field("value", number) or self._sums()),
            self._cell(self._status(), self._when()),
        )
        return TransferRow(cells, self.of.claims, self.of.statements)

    def _cell(self, *groups: Cell) -> Cell:
        """What is given for several fields, with a point between them."""
        return _joined("·", [group for group in groups if group]) or (Told((Run("–"),), ()),)

    def _field(self, field: Field, words: Callable[[str | float], str]) -> Cell:
        """All that is given for a field, and a mark where it cannot all hold."""
        values = self.of.values.get(field, ())
        told = [self._told((Run(self._bracketed(value, words)),), value.statements) for value in values]
        return (*_joined(self.wording.get("transfers.or"), [(one,) for one in told]), *self._contested(field))

    def _contested(self, field: Field) -> Cell:
        if field not in self.of.conflicts:
            return ()
        return (Told((Run(self.wording.get("transfers.contested"), "strong"),), ()),)

    def _dated(self, numbers: Field, years: Field, number: Callable[[str | float], str]) -> Cell:
        """How many and in which year: "10 in 2015"."""
        return (*self._field(numbers, number), *_after(self.wording.get("transfers.in"), self._field(years, str)))

    def _bracketed(self, value: Value, words: Callable[[str | float], str]) -> str:
        told = f"{words(value.value)}\u00a0{value.unit}" if value.unit else words(value.value)
        return f"({told})" if value.uncertain else told

    def _name(self, value: str | float) -> str:
        entity = known_entity(str(value), self.holdings)
        return self.wording.name(entity) if entity else str(value)

    def _sums(self) -> Cell:
        """Sums of money in the words of the reports, where these are too vague for a value."""
        vague = {
            (q.text, s.language): s.id
            for s in self.of.statements
            for q in s.quantities
            if q.approximate and len(q.unit) == 3 and q.unit.isupper()
        }
        return tuple(self._told(self.wording.quoted(*words), (id_,)) for words, id_ in sorted(vague.items()))

    def _status(self) -> Cell:
        """Each way in which the transfer is told, with its hedges; the most frequent first."""
        ways: dict[str, list[str]] = {}
        for statement in self.of.statements:
            ways.setdefault(self._hedged(statement), []).append(statement.id)
        ranked = sorted(ways.items(), key=lambda item: (-len(item[1]), item[0]))
        told = [self._told((Run(phrase),), ids) for phrase, ids in ranked]
        return (*_joined("·", [(one,) for one in told]), *self._contested("status"))

    def _when(self) -> Cell:
        """The time of the first claim that has one, where no year of order or delivery is known."""
        if {"ordered_in", "delivered_in"} & self.of.values.keys():
            return ()
        times = (claim.time for claim in self.of.claims if claim.time)
        return tuple(Told(self.wording.when(time), ()) for time in times)[:1]

    def _hedged(self, statement: Statement) -> str:
        """The status of a transfer with the hedges of a statement: "considered (hearsay, possible)"."""
        status = statement.transfer.status if statement.transfer else "reported"
        hedges = [
            *(["negated"] if statement.polarity == "negated" else []),
            *([] if statement.evidential == "stated" else [statement.evidential]),
            *([] if statement.modality == "actual" else [statement.modality]),
        ]
        words = str(self.wording.get("comma")).join(self.wording.get(f"hedges.{hedge}") for hedge in hedges)
        told = str(self.wording.get(f"status.{status}"))
        return f"{told} ({words})" if words else told

    def _told(self, runs: Runs, statements: Iterable[str]) -> Told:
        """A value with the statements that give it, where not all of the row do."""
        behind = tuple(self.by_id[id_] for id_ in statements if id_ in self.by_id)
        return Told(runs, behind if len(behind) < len(self.of.statements) else ())


def _joined(word: str, cells: Sequence[Cell]) -> Cell:
    """The cells as one, with a word between them."""
    return tuple(told for n, cell in enumerate(cells) for told in (_after(word, cell) if n else cell))


def _after(word: str, cell: Cell) -> Cell:
    """The cell with a word before it; nothing where it is empty."""
    return tuple(
        dataclasses.replace(told, runs=merged((Run(f"{word} "), *told.runs))) if n == 0 else told
        for n, told in enumerate(cell)
    )


def _number(wording: Wording) -> Callable[[str | float], str]:
    return lambda value: wording.number(float(value)) if isinstance(value, (int, float)) else value
