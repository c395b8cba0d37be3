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


LATER: Final[dict[str, click.Command]] = {}
for _name, _what, _instead in (
    ("serve", "Show the record as web pages, with review.", "`whence claims` and `whence trace` show it here"),
):
    _command: Any = option_record(functools.partial(_later, _instead))
    _told = f"{_what} (Not built yet.)"
    LATER[_name] = click.command(_name, help=_told, short_help=_told)(_command)
