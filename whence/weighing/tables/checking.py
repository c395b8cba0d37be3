"""The record against a table: a finding for each figure and each transfer in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from whence.model import Claim, Document, Entity, Statement
from whence.weighing.register import register
from whence.weighing.tables.arms_figures import ArmsFigure, arms_figures
from whence.weighing.tables.check_figures import figure_findings
from whence.weighing.tables.check_transfers import transfer_findings
from whence.weighing.tables.deals import Table
from whence.weighing.tables.findings import VERDICTS, Finding


def check(
    table: Table,
    claims: Sequence[Claim],
    statements: Iterable[Statement],
    entities: Mapping[str, Entity],
    documents: Iterable[Document],
) -> list[Finding]:
    """What each figure and each transfer of the claims is by the table: conflicts first, then what agrees, then what
    is not in the table, then what cannot be checked. The same whatever the order of its arguments' parts.
    """
    by_id = {s.id: s for s in statements}
    claim_of = {s: claim.id for claim in sorted(claims, key=lambda c: c.id, reverse=True) for s in claim.statements}
    wanted = [by_id[s] for s in sorted(claim_of) if s in by_id]
    figures = arms_figures(wanted, entities, {d.id: d.text for d in documents})
    rows, _ = register(claims, by_id, entities)
    found = [
        *figure_findings(table, figures, claim_of),
        *transfer_findings(table, rows),
        *_unrelated(wanted, figures, claim_of),
    ]
    return sorted(found, key=lambda f: (VERDICTS.index(f.verdict), f.unrelated, f.of, f.said, f.claims, f.statements))


def _unrelated(
    statements: Sequence[Statement], figures: Sequence[ArmsFigure], claim_of: Mapping[str, str]
) -> Iterator[Finding]:
    """The figures that such a table does not tell: those that are neither shares nor of transfers. A claim each."""
    done = {one.statement.id for one in figures} | {s.id for s in statements if s.transfer is not None}
    by_claim: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.quantities and statement.id not in done:
            by_claim.setdefault(claim_of[statement.id], []).append(statement)
    for claim, group in by_claim.items():
        said = ", ".join(dict.fromkeys(q.text for q in group[0].quantities))
        why = "it measures nothing that a table of arms transfers tells"
        yield Finding("cannot be checked", "figure", said, why, (claim,), tuple(s.id for s in group), unrelated=True)
