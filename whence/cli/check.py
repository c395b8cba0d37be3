"""The command that holds the record against a table of data."""

from __future__ import annotations

from typing import Any

import click

import whence
from whence.cli.common import answer, complain, option_json, option_record, options_claims


@click.command()
@click.option("--against", required=True, metavar="TABLE", help="A SIPRI trade register (CSV, RTF), or any CSV.")
@click.option("--mapping", metavar="FILE", help="Which columns of the table mean what (TOML).")
@options_claims
@option_record
@option_json("JSON lines, a finding a line,")
def check(against: str, mapping: str | None, address: str, as_json: bool, **wanted: Any) -> None:
    """Hold figures and transfers against a table of data.

    Says for each whether it agrees with the table, conflicts with it, is not in it, or cannot be checked, and why.
    """
    from whence.showing.check import finding_json, findings_list
    from whence.showing.holdings import statements_of
    from whence.weighing import tables

    layout = tables.read_mapping(mapping) if mapping else tables.Layout()
    table = tables.read_figures(against, layout) if layout.figure else tables.read_table(against, layout)
    with whence.open(address, create=False) as record:
        claims = record.claims(**wanted)
        holdings = statements_of(record, claims)
        if isinstance(table, tables.FigureTable):
            findings = tables.check_figures(table, claims, holdings.statements, holdings.entities)
        else:
            statements = holdings.statements.values()
            findings = tables.check(table, claims, statements, holdings.entities, record.documents())
    for line in table.skipped:
        complain(f"{against}, line {line.line}: {line.why}; it is left out")
    answer(
        as_json,
        (finding_json(finding, holdings) for finding in findings),
        lambda: findings_list(table.told, findings, holdings),
    )
    click.get_current_context().exit(1 if table.skipped else 0)
