"""Names of suppliers and recipients in a table -> states by their ISO codes; whoever is no state is kept apart."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Final

from whence import knowledge
from whence.weighing.arms_words import plain, words
from whence.weighing.tables.deals import Party

_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)\s*$")


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


def state_name(country: str) -> str:
    """The name of a state by its alpha-3 code; the code where the tables do not have it."""
    try:
        return knowledge.load().country(country).name
    except KeyError:
        return country
