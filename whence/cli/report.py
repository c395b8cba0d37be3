"""The command that prints a part of the record as a dossier."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import click

import whence
from whence.cli.common import option_record, options_claims, written

SUFFIXES: Final = (".html", ".pdf", ".docx", ".md")
LANGUAGES: Final = ("en", "fr")


def _suffix(_: click.Context, __: click.Parameter, path: str) -> str:
    if Path(path).suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"{path}: what it is to be is told by its end, one of {', '.join(SUFFIXES)}")
    return path


@click.command()
@click.option("--out", required=True, callback=_suffix, metavar="PATH", help="The dossier: .html, .pdf, .docx or .md.")
@options_claims
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Its language.")
@click.option("--title", metavar="TEXT", help="Its title; without it, what it is about.")
@option_record
def report(out: str, language: str, title: str | None, address: str, **wanted: Any) -> None:
    """Print a dossier, each sentence footnoted to the words that it rests on."""
    from whence.showing.dossier import Query, compose, decided_on, render
    from whence.showing.holdings import all_behind

    with whence.open(address, create=False) as record:
        claims = record.claims(**wanted)
        holdings = all_behind(record, claims)
        decided = decided_on(record, claims)
    query = Query(**{**wanted, "about": tuple(sorted(wanted["about"]))})
    data = render(compose(claims, holdings, language, query, title, decided), Path(out).suffix.lower())
    with written(out) as file:
        file.write(data)
    if not claims:
        click.echo("no claim fits; the dossier says so", file=sys.stderr)
