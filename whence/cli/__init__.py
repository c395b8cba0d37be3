"""The command line: parses, calls, prints. What a command needs is imported when it runs.

Exit codes: 0 all done; 1 something was refused or kept with a reservation, each named on standard error in one line;
2 wrong usage; 130 interrupted.
"""

from __future__ import annotations

import click

from whence.cli import parts, record, report
from whence.cli.check import check
from whence.cli.common import Commands
from whence.cli.serve import serve
from whence.cli.user import user
from whence.cli.watch import watch


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="whence")
def main() -> None:
    """Read news reports and keep a sourced record: who did or said what, on whose word, how certain, and how many
    independent sources stand behind it."""


# In the order in which they are needed.
for _command in (
    *(record.read, record.claims, record.trace, record.timeline, record.transfers, record.sources, record.search),
    record.export,
    *(parts.quotes, parts.times, parts.events, parts.reuse),
    check,
    serve,
    user,
    report.report,
    watch,
):
    main.add_command(_command)
