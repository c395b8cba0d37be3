"""Which report of a claim is meant by a source that is told by half an outlet's name ("the Trumpet", of The Daily
Trumpet), or by what outlets make ("the report")."""

from __future__ import annotations

import functools
from collections.abc import Collection
from importlib import resources

from whence.knowledge.folding import name_key
from whence.language.lexicons import lexicon
from whence.model import Source
from whence.weighing.outlets import Outlets, outlet_key


def outlet_meant(source: Source, others: Collection[str], named: Collection[str], outlets: Outlets) -> str | None:
    """The outlet that a source of a statement stands for; None where it stands for none, or could for two.

    `others` are the outlets whose own reports of the claim were there before, `named` those that the statement's report
    names. Half a name has to be in that of one of the others; a piece of work without a name is that of the one outlet
    that is among both.
    """
    if source.kind == "document":
        found = [o for o in others if o in named] if name_key(source.name) in _pieces() else []
    elif source.kind == "person" or source.name == source.name.lower():
        found = []
    else:
        words = set(outlet_key(source.name).split())
        found = [o for o in others if words and words <= _words(o, outlets)]
    return found[0] if len(found) == 1 else None


def _words(outlet: str, outlets: Outlets) -> set[str]:
    source = outlets.source(outlet)
    return set(outlet_key(source.name).split()) if source is not None else set()


@functools.cache
def _pieces() -> frozenset[str]:
    """What the work of an outlet is called, in all languages."""
    folders = resources.files("whence.language").iterdir()
    codes = sorted(f.name for f in folders if f.is_dir() and f.joinpath("citing.toml").is_file())
    return frozenset(name_key(word) for code in codes for word in lexicon(code, "citing")["pieces"])
