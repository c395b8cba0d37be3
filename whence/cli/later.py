"""Commands of the contract that later versions bring."""

from __future__ import annotations

import functools
from typing import Any, Final

import click

from whence.cli.common import complain, option_record


def _later(instead: str, **_: Any) -> None:
    ctx = click.get_current_context()
    complain(f"whence {ctx.info_name}: this is not built yet; {instead}")
    ctx.exit(1)


_FEEDS: Final = click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
LATER: Final[dict[str, click.Command]] = {}
for _name, _what, _instead, *_options in (
    ("watch", "Keep reading feeds into the record.", "`whence read` reads files and folders", _FEEDS),
):  # fmt: skip
    _command: Any = functools.partial(_later, _instead)
    for _option in (*reversed(_options), option_record):
        _command = _option(_command)
    _told = f"{_what} (Not built yet.)"
    LATER[_name] = click.command(_name, help=_told, short_help=_told)(_command)
