"""Many names at once: which of them mean one entity, in time that grows with their number.

A name is compared with those that share a block with it (:mod:`whence.knowledge.blocking`), never with all others.
What comes out hangs on the names alone, not on the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from whence.knowledge.blocking import blocks
from whence.knowledge.folding import name_key
from whence.knowledge.spelling import SAME, Group, alike
from whence.knowledge.tables import entity_id
from whence.knowledge.variants import GROUP, names
from whence.model import EntityKind

_NEIGHBOURS: Final = 30
"""In a block each name is compared with so many that follow it in the alphabet (a sorted neighbourhood, after
Hernández and Stolfo 1995), so that one crowded block costs no more than its share."""


class _Name(NamedTuple):
    group: Group
    key: str


class Spellings:
    """Names of entities, joined where they are spellings of one.

    Add all names, then ask :meth:`keys`. A key is the id of the entity of the tables that a name means or, where the
    tables have none, the least of the ids that its spellings would have by themselves: what more names are added may
    give another key, so that keys are for comparing the names of one set, not for keeping. Models of a weapon that the
    tables hold as one entity ("Buk-M1", "Buk-M2") have its key, though :func:`whence.knowledge.variants.same_entity`
    parts them.
    """

    def __init__(self) -> None:
        self._written: dict[_Name, str] = {}
        self._ids: dict[_Name, str] = {}

    def __len__(self) -> int:
        return len(self._written)

    def add(self, kind: EntityKind, name: str) -> None:
        """Adds a name. Raises KeyError for a kind whose names are not spelt (a document)."""
        key = _Name(GROUP[kind], name_key(name))
        self._written[key] = min(name, self._written.get(key, name))
        self._ids[key] = min(entity_id(kind, name), self._ids.get(key, "~"))

    def keys(self) -> Mapping[tuple[Group, str], str]:
        """The key of every name, by its group and its :func:`whence.knowledge.folding.name_key`."""
        known = {name: self._known(name) for name in self._written}
        group_of: dict[_Name, list[_Name]] = {name: [name] for name in self._written}
        for _, one, other in sorted(self._alike()):
            a, b = group_of[one], group_of[other]
            if a is b or len({known[n] for n in (*a, *b)} - {None}) > 1 or not self._all_alike(a, b):
                continue
            a.extend(b)
            group_of.update((name, a) for name in b)
        found = {}
        for name, together in group_of.items():
            entity = next((known[n] for n in together if known[n]), None)
            found[name.group, name.key] = entity or min(self._ids[n] for n in together)
        return found

    def _known(self, name: _Name) -> str | None:
        ids = names(name.group).meant(self._written[name]).ids
        return next(iter(ids)) if len(ids) == 1 else None

    def _alike(self) -> Iterator[tuple[float, _Name, _Name]]:
        """Pairs that are spelt alike, the most alike least."""
        for one, other in self._candidates():
            score = alike(one.group, self._written[one], self._written[other]).score
            if score >= SAME:
                yield -score, one, other

    def _candidates(self) -> set[tuple[_Name, _Name]]:
        by_block: dict[tuple[Group, str], list[_Name]] = defaultdict(list)
        for name in sorted(self._written):
            for block in blocks(name.group, self._written[name]):
                by_block[name.group, block].append(name)
        return {
            (one, other)
            for block in by_block.values()
            for i, one in enumerate(block)
            for other in block[i + 1 : i + 1 + _NEIGHBOURS]
        }

    def _all_alike(self, a: list[_Name], b: list[_Name]) -> bool:
        """Whether every name of one is alike every name of the other: a chain of likenesses joins nothing."""
        return all(alike(one.group, self._written[one], self._written[other]).score >= SAME for one in a for other in b)
