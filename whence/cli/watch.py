"""The command that keeps reading feeds into the record."""

from __future__ import annotations

import datetime
import sys
import time
from typing import TYPE_CHECKING

import click

import whence
from whence.cli.common import INTERRUPTED, complain, keep_for_pages, option_record

if TYPE_CHECKING:
    from whence.record.watching import Round


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@option_record
@click.option(
    "--every", type=click.FloatRange(min=1), default=15, show_default=True, metavar="MINUTES", help="How often to look."
)
@click.option("--once", is_flag=True, help="Look once, and end.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Work in so many processes.")
@click.pass_context
def watch(ctx: click.Context, feeds: tuple[str, ...], address: str, every: float, once: bool, jobs: int) -> None:
    """Keep reading feeds into the record, until Ctrl-C.

    FEEDS are addresses of feeds (RSS, Atom) or of pages, folders, and files that list feeds, one a line or as OPML.
    """
    from whence.record.watching import Watch

    refused = False
    try:
        with whence.open(address) as record:
            watched = Watch(record, feeds, jobs=jobs)
            while True:
                began = time.monotonic()
                found = watched.round(complain)
                refused = bool(found.refused or found.notes)
                if found.kept:
                    keep_for_pages(record)
                click.echo(_told(found, address))
                sys.stdout.flush()
                if once:
                    break
                time.sleep(max(0.0, began + 60 * every - time.monotonic()))
    except KeyboardInterrupt:
        complain("interrupted; all that was read is kept; run the same command to go on")
        ctx.exit(INTERRUPTED)
    ctx.exit(1 if refused else 0)


def _told(found: Round, address: str) -> str:
    from whence.record import Intake
    from whence.showing.intake import summary
    from whence.showing.words import count

    now = datetime.datetime.now().astimezone()
    feeds = count(found.feeds, "feed") + (f" ({found.failed} not read)" if found.failed else "")
    intake = Intake(found.kept, found.unchanged, found.refused, found.notes)
    return f"{now:%Y-%m-%d %H:%M}  {feeds}: {summary(intake, address)}"
