"""The commands on a record: reading into it, listing what is in it, writing it out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

import whence
from whence.cli.common import (
    INTERRUPTED,
    answer,
    complain,
    keep_for_pages,
    option_json,
    option_record,
    options_claims,
    show_json,
    written,
)

if TYPE_CHECKING:
    from whence.record import Intake

FORMATS: Final = ("jsonl", "csv", "parquet", "ftm", "jsonld", "graphml", "gexf", "bibtex", "csl")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@option_record
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Work in so many processes.")
@option_json("one JSON object: what was kept, unchanged, refused")
@click.pass_context
def read(ctx: click.Context, sources: tuple[str, ...], address: str, jobs: int, as_json: bool) -> None:
    """Read files and folders of reports into the record."""
    from whence.showing.intake import Bar, intake_json, summary

    bar = Bar(sys.stderr)
    try:
        with whence.open(address) as record, bar:
            intake: Intake = record.read(sources, jobs=jobs, progress=bar)
            keep_for_pages(record)
    except KeyboardInterrupt:
        complain(bar.interrupted())
        ctx.exit(INTERRUPTED)
    for told in (*map(str, intake.refused), *intake.notes):
        complain(told)
    if as_json:
        show_json([intake_json(intake)])
    else:
        click.echo(summary(intake, address))
    ctx.exit(1 if intake.refused or intake.notes else 0)


@click.command()
@options_claims
@option_record
@option_json("JSON lines, a claim a line, with how certain its statements are,")
def claims(address: str, as_json: bool, **wanted: Any) -> None:
    """List claims: how many reports, how many origins, how certain."""
    from whence.showing.claims import by_reports, claim_json, claims_list
    from whence.showing.holdings import statements_of

    with whence.open(address, create=False) as record:
        found = by_reports(record.claims(**wanted))
        holdings = statements_of(record, found)
    answer(as_json, (claim_json(claim, holdings) for claim in found), lambda: claims_list(found, holdings))


@click.command()
@click.argument("claim_id", metavar="CLAIM")
@option_record
@option_json("one JSON object (the claim, its statements, documents without text, sources, links, conflicts)")
def trace(claim_id: str, address: str, as_json: bool) -> None:
    """Show the sources behind a claim, down to the quoted words.

    CLAIM is its id, or as much of the beginning as no other claim has.
    """
    from whence.showing.holdings import behind
    from whence.showing.trace import trace as tree
    from whence.showing.trace import trace_json

    with whence.open(address, create=False) as record:
        claim = record.claim(claim_id)
        holdings = behind(record, claim)
        others = {conflict.claim: record.claim(conflict.claim) for conflict in claim.conflicts}
    answer(as_json, [trace_json(claim, holdings, others)], lambda: tree(claim, holdings, others))


@click.command()
@options_claims
@option_record
@option_json("JSON lines, a claim a line in the order of time,")
def timeline(address: str, as_json: bool, **wanted: Any) -> None:
    """List claims in the order of time."""
    from whence.showing.claims import claim_json
    from whence.showing.holdings import statements_of
    from whence.showing.timeline import in_time
    from whence.showing.timeline import timeline as view

    with whence.open(address, create=False) as record:
        found = in_time(record.claims(**wanted))
        holdings = statements_of(record, found)
    answer(as_json, (claim_json(claim, holdings) for claim in found), lambda: view(found, holdings))


@click.command()
@options_claims
@option_record
@option_json("JSON lines, a transfer a line,")
def transfers(address: str, as_json: bool, **wanted: Any) -> None:
    """List arms transfers as a register."""
    from whence.showing.holdings import statements_of
    from whence.showing.transfers import register, transfer_json, transfers_list

    with whence.open(address, create=False) as record:
        found = record.claims(**wanted)
        holdings = statements_of(record, found)
    listed = register(found, holdings)
    answer(as_json, (transfer_json(row, holdings) for row in listed.rows), lambda: transfers_list(listed, holdings))


@click.command()
@option_record
@option_json("JSON lines, a source a line,")
def sources(address: str, as_json: bool) -> None:
    """List sources by how much rests on their word."""
    from whence.showing.sources import source_json, sources_table, standings

    with whence.open(address, create=False) as record:
        found = standings(record.sources(), record.statements(), record.claims())
    answer(as_json, map(source_json, found), lambda: sources_table(found))


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@option_record
@option_json("JSON lines, a report a line,")
def search(words: tuple[str, ...], address: str, as_json: bool) -> None:
    """Find the reports in which all these words occur.

    Words in quotation marks have to follow each other; word* stands for all words that begin so.
    """
    from whence.showing.hits import hit_json, hits_list

    with whence.open(address, create=False) as record:
        wanted = " ".join(words)
        hits = record.search(wanted)
        total = len(record.matching(wanted))
        documents = {hit.document: record.document(hit.document) for hit in hits}
    answer(
        as_json, (hit_json(hit, documents.get(hit.document)) for hit in hits), lambda: hits_list(hits, documents, total)
    )


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="The form of the files."
)
@click.option("--out", metavar="PATH", help="Write here; without it, to standard output.")
@option_record
def export(format_: str, out: str | None, address: str) -> None:
    """Write all of the record in a form for other programs.

    csv and parquet are a file a table: PATH is a folder, or a zip where it ends in .zip.
    """
    from whence.exporting import TABULAR, export_tables
    from whence.exporting import export as write

    with whence.open(address, create=False) as record:
        if out is None or out == "-":
            write(record, format_, sys.stdout.buffer)
        elif format_ in TABULAR and _is_folder(Path(out)):
            export_tables(record, format_, Path(out))
        else:
            with written(out) as file:
                write(record, format_, file)


def _is_folder(path: Path) -> bool:
    """Whether a path is to be a folder: it is one, or there is nothing yet and it is not called a zip."""
    return path.is_dir() or (path.suffix.lower() != ".zip" and not path.exists())
