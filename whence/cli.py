"""The command line: parses, calls, prints. What a command needs is imported when it runs.

Exit codes: 0 all done; 1 something was refused or kept with a reservation, each named on standard error in one line;
2 wrong usage; 130 interrupted.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

import whence
from whence.errors import Unreadable, WhenceError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from whence.record import Intake
    from whence.showing.texts import Given

FORMATS: Final = ("jsonl", "csv", "parquet", "ftm", "jsonld", "graphml")
_INTERRUPTED: Final = 130  # 128 and the number of SIGINT, as shells have it

F = TypeVar("F", bound=Callable[..., Any])


class Commands(click.Group):
    """A group whose commands end in one clear line, not in a traceback, where something outside is at fault."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order in which they are needed, not of the alphabet

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except WhenceError as error:
            complain(str(error))
            ctx.exit(1)
        except KeyboardInterrupt:
            complain("interrupted")
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:
            # Whoever read our output (head, less) has had enough, which is no error. Nothing is to be flushed to it.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except OSError as error:
            complain(
                f"{error.filename or 'output'}: {error.strerror or error}; check the path, the permissions and the disk"
            )
            ctx.exit(1)
        return result


def complain(message: str) -> None:
    """One line on standard error."""
    from whence.showing.terminal import line

    click.echo(line(message), err=True)


def show(view: RenderableType) -> None:
    """A view on standard output."""
    from whence.showing.terminal import printed

    for line in printed(view, sys.stdout):
        sys.stdout.write(line)


def show_json(rows: Iterable[Any]) -> None:
    """JSON lines on standard output."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def answer(as_json: bool, rows: Iterable[Any], view: Callable[[], RenderableType]) -> None:
    """Rows for programs or a view for people, on standard output; only one of them is computed."""
    if as_json:
        show_json(rows)
    else:
        show(view())


def option_record(command: F) -> F:
    """--record, which every command has."""
    return click.option(
        "--record", "address", envvar="WHENCE_RECORD", default="whence.db", show_default=True, show_envvar=True,
        metavar="PATH", help="The record.",
    )(command)  # fmt: skip


def option_json(what: str) -> Callable[[F], F]:
    """--json, which every command has that a program could read."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} instead, for programs.")


_JSON: Final = option_json("JSON lines")


def _codes(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(code.strip() for value in values for code in value.split(",") if code.strip())


def _date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise click.BadParameter(f"{value} is no date; give YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def options_claims(command: F) -> F:
    """What narrows down a list of claims."""
    options = (
        click.option("--about", multiple=True, callback=_codes, metavar="ISR,AZE",
                     help="Only claims about each of these: state codes, names or entity ids."),
        click.option("--type", metavar="TYPE", help="Only of this event type, kind or relation."),
        click.option("--since", callback=_date, metavar="DATE", help="Only from this year, month or day on."),
        click.option("--min-independent", type=click.IntRange(min=0), default=0, metavar="N",
                     help="Only with so many independent origins or more."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="whence")
def main() -> None:
    """Read news reports and keep a sourced record: who did or said what, on whose word, how certain, and how many
    independent sources stand behind it."""


@main.command()
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
    except KeyboardInterrupt:
        complain(bar.interrupted())
        ctx.exit(_INTERRUPTED)
    for told in (*map(str, intake.refused), *intake.notes):
        complain(told)
    if as_json:
        show_json([intake_json(intake)])
    else:
        click.echo(summary(intake, address))
    ctx.exit(1 if intake.refused or intake.notes else 0)


@main.command()
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


@main.command()
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


@main.command()
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


@main.command()
@options_claims
@option_record
@option_json("JSON lines, a transfer a line,")
def transfers(address: str, as_json: bool, **wanted: Any) -> None:
    """List arms transfers as a register."""
    from whence.showing.holdings import statements_of
    from whence.showing.transfers import Register, register, transfer_json

    with whence.open(address, create=False) as record:
        found = record.claims(**wanted)
        holdings = statements_of(record, found)
    entries = register(found, holdings)
    answer(as_json, map(transfer_json, entries), lambda: Register(entries, holdings))


@main.command()
@option_record
@option_json("JSON lines, a source a line,")
def sources(address: str, as_json: bool) -> None:
    """List sources by how much rests on their word."""
    from whence.showing.sources import source_json, sources_table, standings

    with whence.open(address, create=False) as record:
        found = standings(record.sources(), record.statements(), record.claims())
    answer(as_json, map(source_json, found), lambda: sources_table(found))


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@option_record
@option_json("JSON lines, a report a line,")
def search(words: tuple[str, ...], address: str, as_json: bool) -> None:
    """Find the reports in which all these words occur.

    Words in quotation marks have to follow each other; word* stands for all words that begin so.
    """
    from whence.showing.hits import hit_json, hits_list

    with whence.open(address, create=False) as record:
        hits = record.search(" ".join(words))
        documents = {hit.document: record.document(hit.document) for hit in hits}
    answer(as_json, (hit_json(hit, documents.get(hit.document)) for hit in hits), lambda: hits_list(hits, documents))


@main.command()
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="The form of the files."
)
@click.option("--out", metavar="PATH", help="Write here; without it, to standard output.")
@option_record
def export(format_: str, out: str | None, address: str) -> None:
    """Write all of the record in a form for other programs."""
    from whence.exporting import export as write

    with whence.open(address, create=False) as record:
        if out is None or out == "-":
            write(record, format_, sys.stdout.buffer)
            return
        if Path(out).exists() and not Path(out).is_file():  # a pipe or a device is written to, never replaced
            with Path(out).open("wb") as file:
                write(record, format_, file)
            return
        unfinished = Path(f"{out}.unfinished")
        try:
            with unfinished.open("wb") as file:
                write(record, format_, file)
            unfinished.replace(out)
        finally:
            unfinished.unlink(missing_ok=True)


# The parts that are tools of their own


def part(command: F) -> F:
    """The arguments of a part: texts, and what to believe of those that do not say."""
    options = (
        click.argument("sources", nargs=-1, metavar="[SOURCE]..."),
        click.option("--language", metavar="CODE", help="The language of texts that do not say theirs."),
        click.option(
            "--published", callback=_date, metavar="DATE", help="The publication date of texts that do not say theirs."
        ),
        option_record,
        _JSON,
    )
    for option in reversed(options):
        command = option(command)
    return command


def _run(name: str, as_json: bool, **given: Any) -> None:
    """Runs a part on each text, printing as it goes with --json; ends with exit code 1 if any was refused."""
    from whence.showing import parts

    refused = 0
    rows: list[parts.Row] = []
    texts: dict[str, str] = {}
    for worked in parts.work(name, _texts(**given)):
        if isinstance(worked, Unreadable):
            complain(str(worked))
            refused += 1
        elif as_json:
            show_json(worked.rows)
        else:
            rows += worked.rows
            texts[worked.given.id] = worked.given.text
    if not as_json:
        show(parts.table(name, rows, texts))
    click.get_current_context().exit(1 if refused else 0)


def _texts(
    sources: tuple[str, ...], address: str, language: str | None, published: str | None
) -> Iterator[Given | Unreadable]:
    from whence.showing import texts

    if sources:
        yield from texts.given(sources, sys.stdin.buffer, language=language, published=published)
    else:
        with whence.open(address, create=False) as record:
            yield from texts.of_documents(record.documents())


PARTS: Final = {
    "quotes": "Find who is quoted: a JSON line an attribution.",
    "times": "Find times and their TIMEX3 values: a JSON line a text.",
    "events": 'Code events by PLOVER: a JSON line an event, or a line for the "actor" and "recipient" that are given.',
}
_SOURCES: Final = """

SOURCE is a file, a folder, or JSON lines of {"id", "text"} (a path, or - for standard input); without any, the
documents of the record. Offsets are into the text as given.
"""
for _name, _what in PARTS.items():
    main.command(_name, help=_what + _SOURCES)(part(functools.partial(_run, _name)))


@main.command(
    help='Find texts that share passages: a JSON line a pair. "series" in an input line names its outlet.' + _SOURCES
)
@part
def reuse(as_json: bool, **given: Any) -> None:
    from whence.showing import parts

    all_ = list(_texts(**given))
    texts = [text for text in all_ if not isinstance(text, Unreadable)]
    refused = [text for text in all_ if isinstance(text, Unreadable)]
    for one in refused:
        complain(str(one))
    rows = parts.reuse(texts)
    answer(as_json, rows, lambda: parts.table("reuse", rows, {text.id: text.text for text in texts}))
    click.get_current_context().exit(1 if refused else 0)


# Commands of the contract that later versions bring


def _later(instead: str, **_: Any) -> None:
    ctx = click.get_current_context()
    complain(f"whence {ctx.info_name}: this is not built yet; {instead}")
    ctx.exit(1)


_FEEDS: Final = click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
_AGAINST: Final = click.option("--against", required=True, metavar="TABLE", help="The data to hold figures against.")
_OUT: Final = click.option("--out", required=True, metavar="PATH", help="The dossier: .html, .pdf, .docx or .md.")
for _name, _what, _instead, *_options in (
    ("check", "Hold figures against a table of data.", "`whence claims --type figure` lists them", _AGAINST, _JSON),
    ("serve", "Show the record as web pages, with review.", "`whence claims` and `whence trace` show it here"),
    ("report", "Print a dossier, each sentence footnoted.", "`whence export` writes the record to a file", _OUT),
    ("watch", "Keep reading feeds into the record.", "`whence read` reads files and folders", _FEEDS),
):  # fmt: skip
    _command: Any = functools.partial(_later, _instead)
    for _option in (*reversed(_options), option_record):
        _command = _option(_command)
    main.command(_name, help=f"{_what} (Not built yet.)", short_help=f"{_what} (Not built yet.)")(_command)


if __name__ == "__main__":
    main()
