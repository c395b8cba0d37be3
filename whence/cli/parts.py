"""The parts that are tools of their own: quotes, times, events, reuse."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import click

import whence
from whence.cli.common import JSON, F, answer, complain, date, option_record, show, show_json
from whence.errors import Unreadable

if TYPE_CHECKING:
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
    sources: tuple[str, ...], address: str, language: str | None, published: str | None, identify: bool = True
) -> Iterator[Given | Unreadable]:
    from whence.showing import texts

    if sources:
        yield from texts.given(sources, sys.stdin.buffer, language=language, published=published, identify=identify)
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
quotes, times, events = (
    click.command(name, help=what + _SOURCES)(part(functools.partial(_run, name))) for name, what in PARTS.items()
)


@click.command(
    help='Find texts that share passages: a JSON line a pair. "series" in an input line names its outlet.' + _SOURCES
)
@part
def reuse(as_json: bool, **given: Any) -> None:
    from whence.showing import parts

    all_ = list(_texts(**given, identify=False))
    texts = [text for text in all_ if not isinstance(text, Unreadable)]
    refused = [text for text in all_ if isinstance(text, Unreadable)]
    for one in refused:
        complain(str(one))
    rows = parts.reuse(texts)
    answer(as_json, rows, lambda: parts.table("reuse", rows, {text.id: text.text for text in texts}))
    click.get_current_context().exit(1 if refused else 0)
