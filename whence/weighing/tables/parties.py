"""Names of suppliers and recipients in a table -> states by their ISO codes; whoever is no state is kept apart."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

from whence import knowledge
from whence.knowledge.folding import fold
from whence.weighing.tables.deals import Party

_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)\s*$")


@functools.cache
def words() -> dict[str, Any]:
    """What arms tables and reports on them say: ``data/arms_trade.toml``."""
    file = resources.files("whence.weighing").joinpath("data/arms_trade.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """A name of a table as it is looked up: folded, one blank between words."""
    return " ".join(fold(text).split())


def party(name: str, given: Mapping[str, str] | None = None) -> Party:
    """The party that a table names; `given` are names with the codes that a mapping file gives them.

    Kept apart are names with a star and those that begin with a word for "unknown". "Hezbollah (Lebanon)*" is not
    Lebanon.
    """
    shown = " ".join(name.split())
    key = plain(shown)
    for known, code in (given or {}).items():
        if plain(known) == key:
            return Party(shown, code.upper())
    first = key.split(" ", 1)[0].split("(", 1)[0]
    if shown.endswith("*") or first in words()["parties"]["unknown"]:
        return Party(shown, None, True)
    return Party(shown, _country(key))


@functools.cache
def _country(key: str) -> str | None:
    codes: Mapping[str, str] = words()["parties"]["states"]
    if key in codes:
        return codes[key]
    tables = knowledge.load()
    for language in words()["parties"]["languages"]:
        entity = tables.lookup(key, language)
        if entity is not None and entity.kind == "state":
            return entity.country
    outer = _IN_BRACKETS.sub("", key)
    return _country(outer) if outer and outer != key else None
