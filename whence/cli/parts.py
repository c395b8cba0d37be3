"""The parts that are tools of their own: quotes, times, events, reuse."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click

import whence
from whence.cli.common import JSON, F, answer, complain, date, option_record, show, show_json, written
from whence.errors import Unreadable

if TYPE_CHECKING:
    from whence.showing.parts import Worked
    from whence.showing.texts import Given


def part(command: F) -> F:
    """The arguments of a part: texts, and what to believe of those that do not say."""
    options = (
        click.argument("sources", nargs=-1, metavar="[SOURCE]..."),
        click.option("--language", metavar="CODE", help="The language of texts that do not say theirs."),
        click.option(
            "--published", callback=date, metavar="DATE", help="The publication date of texts that do not say theirs."
        ),
        option_record,
        JSON,
    )
    for option in reversed(options):
        command = option(command)
    return command


def _run(name: str, as_json: bool, **given: Any) -> None:
    """Runs a part on each text, printing as it goes with --json; ends with exit code 1 if any was refused."""
    from whence.showing import parts
    from whence.showing.part_tables import table

    refused: list[Unreadable] = []
    rows: list[parts.Row] = []
    texts: dict[str, str] = {}
    for worked in _kept(name, refused, **given):
        if as_json:
            show_json(map(parts.contract, worked.rows))
        else:
            rows += worked.rows
            texts[worked.given.id] = worked.given.text
    if not as_json:
        show(table(name, rows, texts))
    click.get_current_context().exit(1 if refused else 0)


def _kept(name: str, refused: list[Unreadable], **given: Any) -> Iterator[Worked]:
    """What a part gives for each text; what is refused is named on standard error, and added to `refused`."""
    from whence.showing import parts

    for worked in parts.work(name, _texts(**given)):
        if isinstance(worked, Unreadable):
            complain(str(worked))
            refused.append(worked)
        else:
            yield worked


def _texts(
    sources: tuple[str, ...], address: str, language: str | None, published: str | None, identify: bool = True
) -> Iterator[Given | Unreadable]:
    from whence.showing import texts

    if sources:
        yield from texts.given(sources, sys.stdin.buffer, language=language, published=published, identify=identify)
    else:
        with whence.open(address, create=False) as record:
            yield from texts.of_documents(record.documents())


FORMATS: Final = ("table", "jsonl", "csv", "brat")
"""What ``whence quotes`` can be had as."""

PARTS: Final = {
    "quotes": "Find who is quoted: on whose word, by what words, and what is said.",
    "times": "Find times and their TIMEX3 values: a JSON line a text.",
    "events": 'Code events by PLOVER: a JSON line an event, or a line for the "actor" and "recipient" that are given.',
}
_SOURCES: Final = """

SOURCE is a file, a folder, or JSON lines of {"id", "text"} (a path, or - for standard input); without any, the
documents of the record. Offsets are into the text as given.
"""
times, events = (
    click.command(name, help=what + _SOURCES)(part(functools.partial(_run, name)))
    for name, what in PARTS.items()
    if name != "quotes"
)


@click.command(help=PARTS["quotes"] + _SOURCES)
@part
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="A table for people; for programs and annotators, files."
)
@click.option("--out", metavar="PATH", help="Write here, for brat into this folder; without it, to standard output.")
def quotes(format_: str | None, out: str | None, as_json: bool, **given: Any) -> None:
    if as_json and format_ not in (None, "jsonl"):
        raise click.UsageError(f"--json is --format jsonl; leave out one of --json and --format {format_}")
    form = "jsonl" if as_json else format_ or "table"
    if form == "brat" and out in (None, "-"):
        raise click.UsageError("--format brat is several files: say in which folder, with --out")
    if out not in (None, "-") and form == "table":
        raise click.UsageError("--format table goes to standard output; for a file give --format csv or jsonl")
    if form == "table" or (form == "jsonl" and out in (None, "-")):
        _run("quotes", form == "jsonl", **given)
        return
    refused: list[Unreadable] = []
    worked = _kept("quotes", refused, **given)
    if form == "brat":
        _write_brat(Path(str(out)), worked)
    elif out in (None, "-"):
        _write_csv(sys.stdout.buffer, worked)
    else:
        with written(str(out)) as file:
            (_write_csv if form == "csv" else _write_jsonl)(file, worked)
    click.get_current_context().exit(1 if refused else 0)


def _write_brat(folder: Path, worked: Iterator[Worked]) -> None:
    from whence.exporting.quotes import QuotesBrat

    brat = QuotesBrat(folder)
    for one in worked:
        brat.add(one)


def _write_csv(file: BinaryIO, worked: Iterator[Worked]) -> None:
    from whence.exporting.quotes import QuotesCsv

    with QuotesCsv(file) as csv:
        for one in worked:
            csv.add(one)


def _write_jsonl(file: BinaryIO, worked: Iterator[Worked]) -> None:
    from whence.showing.parts import contract

    for one in worked:
        for row in one.rows:
            file.write(json.dumps(contract(row), ensure_ascii=False).encode(errors="backslashreplace") + b"\n")


@click.command(
    help='Find texts that share passages: a JSON line a pair. "series" in an input line names its outlet.' + _SOURCES
)
@part
def reuse(as_json: bool, **given: Any) -> None:
    from whence.showing import parts
    from whence.showing.part_tables import table

    all_ = list(_texts(**given, identify=False))
    texts = [text for text in all_ if not isinstance(text, Unreadable)]
    refused = [text for text in all_ if isinstance(text, Unreadable)]
    for one in refused:
        complain(str(one))
    rows = parts.reuse(texts)
    answer(as_json, rows, lambda: table("reuse", rows, {text.id: text.text for text in texts}))
    click.get_current_context().exit(1 if refused else 0)
