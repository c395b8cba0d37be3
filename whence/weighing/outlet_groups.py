"""Outlets of one group: two titles with one newsroom are one origin. The table is ours and the user's together."""

from __future__ import annotations

import csv
import functools
import os
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Final

from whence.errors import Unreadable
from whence.weighing.outlets import outlet_key

TABLE: Final = "WHENCE_OUTLET_GROUPS"
"""The variable with the path of the user's own table."""


def outlet_groups() -> Mapping[str, str]:
    """The group of each outlet that is in one, by the key of its name; the user's table goes before ours.

    Raises:
        Unreadable: the user's table is not there, or a row of it has no group and outlet.
    """
    return _tables(os.environ.get(TABLE))


@functools.lru_cache(maxsize=4)
def _tables(path: str | None) -> Mapping[str, str]:
    own = resources.files("whence.weighing").joinpath("data", "outlet_groups.tsv").read_text(encoding="utf-8")
    found = dict(_rows(own.splitlines(), "outlet_groups.tsv"))
    if path:
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise Unreadable(path, f"cannot be read ({error})", f"set {TABLE} to a table of two columns") from error
        found |= dict(_rows(text.splitlines(), path))
    return found


def _rows(lines: Iterable[str], name: str) -> Iterable[tuple[str, str]]:
    kept = (line for line in lines if line.strip() and line[0] != "#")
    for row in csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE):
        if not row.get("group") or not row.get("outlet"):
            raise Unreadable(name, "has a row without a group and an outlet", "give each row both, parted by a tab")
        yield outlet_key(row["outlet"]), row["group"]
