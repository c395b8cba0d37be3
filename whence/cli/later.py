"""Commands of the contract that later versions bring."""

from __future__ import annotations

import functools
from typing import Any, Final

import click

from whence.cli.common import JSON, complain, option_record


def _later(instead: str, **_: Any) -> None:
    ctx = click.get_current_context()
    complain(f"whence {ctx.info_name}: this is not built yet; {instead}")
    ctx.exit(1)


_FEEDS: Final = click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
_AGAINST: Final = click.option("--against", required=True, metavar="TABLE", help="The data to hold figures against.")
_OUT: Final = click.option("--out", required=True, metavar="PATH", help="The dossier: .html, .pdf, .docx or .md.")
LATER: Final[dict[str, click.Command]] = {}
for _name, _what, _instead, *_options in (
    ("check", "Hold figures against a table of data.", "`whence claims --type figure` lists them", _AGAINST, JSON),
    ("report", "Print a dossier, each sentence footnoted.", "`whence export` writes the record to a file", _OUT),
    ("watch", "Keep reading feeds into the record.", "`whence read` reads files and folders", _FEEDS),
):  # fmt: skip
    _command: Any = functools.partial(_later, _instead)
    for _option in (*reversed(_options), option_record):
        _command = _option(_command)
    _told = f"{_what} (Not built yet.)"
    LATER[_name] = click.command(_name, help=_told, short_help=_told)(_command)
