"""What the commands have in common: how they end, how they print, and the options that many of them have."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeVar

import click

from whence.errors import WhenceError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from whence.record import Record

INTERRUPTED: Final = 130  # 128 and the number of SIGINT, as shells have it

LARGE: Final = 5_000
"""The statements from which on what reads into a record also makes what its pages start from; of fewer, that takes
seconds at most."""

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
            ctx.exit(INTERRUPTED)
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


@contextlib.contextmanager
def written(path: str) -> Iterator[BinaryIO]:
    """A binary file that is put in its place when it is complete, and never when something fails."""
    if Path(path).exists() and not Path(path).is_file():  # a pipe or a device is written to, never replaced
        with Path(path).open("wb") as file:
            yield file
        return
    unfinished = Path(f"{path}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def answer(as_json: bool, rows: Iterable[Any], view: Callable[[], RenderableType]) -> None:
    """Rows for programs or a view for people, on standard output; only one of them is computed."""
    if as_json:
        show_json(rows)
    else:
        show(view())


def keep_for_pages(record: Record) -> None:
    """Makes what the pages of a record start from, and keeps it there, if the record is large."""
    if record.statement_count() >= LARGE:
        from whence.showing.pages.keeping import keep

        keep(record)


def option_record(command: F) -> F:
    """--record, which every command has."""
    return click.option(
        "--record", "address", envvar="WHENCE_RECORD", default="whence.db", show_default=True, show_envvar=True,
        metavar="PATH", help="The record.",
    )(command)  # fmt: skip


def option_people(command: F) -> F:
    """--people, for the commands that let people in."""
    return click.option(
        "--people", "people_path", metavar="PATH", help="The file of people, if not RECORD.people beside the record."
    )(command)


def option_json(what: str) -> Callable[[F], F]:
    """--json, which every command has that a program could read."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print {what} instead, for programs.")


JSON: Final = option_json("JSON lines")


def codes(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(code.strip() for value in values for code in value.split(",") if code.strip())


def date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise click.BadParameter(f"{value} is no date; give YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def options_claims(command: F) -> F:
    """What narrows down a list of claims."""
    options = (
        click.option("--about", multiple=True, callback=codes, metavar="ISR,AZE",
                     help="Only claims about each of these: state codes, names or entity ids."),
        click.option("--type", metavar="TYPE", help="Only of this event type, kind or relation."),
        click.option("--since", callback=date, metavar="DATE", help="Only from this year, month or day on."),
        click.option("--min-independent", type=click.IntRange(min=0), default=0, metavar="N",
                     help="Only with so many independent origins or more."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command
