"""What was lost on the way: a hedge, a source, a number or a date that an earlier report has and a later has not."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from whence.model import Document, Quantity, Statement

What = Literal["hedge", "source", "number", "date"]

_FIRM: Final = {"hypothetical": 0, "possible": 1, "attempted": 2, "intended": 2, "actual": 3}
_HEARSAY: Final = "hearsay"


class Lost(NamedTuple):
    """Ids of two statements of one claim, the earlier report's and the later one's, and what the later has lost."""

    earlier: str
    later: str
    what: What


def losses(statements: Iterable[Statement], documents: Mapping[str, Document]) -> list[Lost]:
    """What the later of each two reports of a claim has lost, in the order of publication.

    `statements` are those of one claim. Of two reports of one day the later is the one that names the other's outlet; a
    report without a day is later than one that has it. Else who was first is not known, and nothing is lost.
    """
    in_order = sorted(statements, key=lambda s: (_day(documents[s.document]), s.document, s.evidence, s.id))
    return [
        Lost(one.id, other.id, what)
        for one, other in itertools.permutations(in_order, 2)
        if one.document != other.document and _before(one, other, documents)
        for what in _lost(one, other, documents[one.document])
    ]


def _day(document: Document) -> str:
    return document.published.date or "9999"


def _before(one: Statement, other: Statement, documents: Mapping[str, Document]) -> bool:
    first, second = documents[one.document], documents[other.document]
    if _day(first) != _day(second):
        return _day(first) < _day(second)
    return _names(other, first) and not _names(one, second)


def _names(statement: Statement, document: Document) -> bool:
    outlet = (document.publisher or "").casefold()
    return bool(outlet) and any(link.name.casefold() == outlet for link in statement.chain)


def _lost(one: Statement, other: Statement, first: Document) -> Iterable[What]:
    softer = _FIRM[one.modality] < _FIRM[other.modality]
    if softer or (one.evidential == _HEARSAY and other.evidential == "stated"):
        yield "hedge"
    named = {link.name.casefold() for link in other.chain}
    if one.chain and one.chain[-1].name.casefold() not in named and len(other.chain) < _with_outlet(one, other, first):
        yield "source"
    if any(not any(_kept(q, r) for r in other.quantities) for q in one.quantities):
        yield "number"
    if one.time and one.time.start and not (other.time and other.time.start):
        yield "date"


def _with_outlet(one: Statement, other: Statement, first: Document) -> int:
    """How many sources the later should have to have lost none: one more where it names the earlier report's outlet."""
    return len(one.chain) + _names(other, first)


def _kept(one: Quantity, other: Quantity) -> bool:
    """Whether a figure is still there as it was: its value, and "about" or "up to" where it had one."""
    return (one.unit, one.value, one.low, one.high, one.approximate) == (
        other.unit,
        other.value,
        other.low,
        other.high,
        other.approximate,
    )
