"""Whether two names mean one entity: first by the tables, then by spelling.

Names that the tables have are the same where they name one entity and different where they name two, whatever they
look like: "S-125" and "SA-3", "Ali Khamenei" and "Ruhollah Khomeini". A name that the tables do not have may still be
a spelling of one they have ("Эльмар Мамедъяров"), and is then that entity. All other names are compared by
:func:`whence.knowledge.spelling.alike`.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from whence.knowledge import base, tables
from whence.knowledge.blocking import blocks
from whence.knowledge.folding import name_key
from whence.knowledge.spelling import SAME, Group, Likeness, alike, contradict, data
from whence.knowledge.territories import cities, territories
from whence.model import EntityKind

GROUP: Final[dict[EntityKind, Group]] = {
    "person": "person",
    "state": "place",
    "place": "place",
    "organisation": "organisation",
    "company": "organisation",
    "outlet": "organisation",
    "weapon_system": "system",
}
"""Kinds of entity by how their names are compared: what is a company to one report is an organisation to another."""

_CROWDED: Final = 200  # no block of the tables is larger but by words that every second name has

_AS_GOOD: Final = 0.02  # scores so near to each other do not decide between two entities


class Meant(NamedTuple):
    """The entities of the tables that a name may mean, and how surely (1: it is among their names)."""

    ids: frozenset[str]
    score: float


class Names:
    """The names of a group that the tables have, by their keys and by their blocks."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._spellings: dict[str, set[str]] = defaultdict(set)
        for entity_id, name in _known(group):
            self._ids[name_key(name)].add(entity_id)
            self._spellings[entity_id].add(name)
        if group == "place":
            for entity_id, name in _places_elsewhere():
                self._ids[name_key(name)].add(entity_id)

    @functools.cached_property
    def _blocks(self) -> dict[str, list[tuple[str, str]]]:
        """The names by their blocks, put together when a name is first looked for that the tables do not have."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entity_id, names in self._spellings.items():
            for name in sorted(names):
                for block in blocks(self.group, name):
                    found[block].append((name, entity_id))
        return found

    def exactly(self, name: str) -> frozenset[str]:
        """The ids of the entities that have just this name, whatever its case and accents."""
        return frozenset(self._ids.get(name_key(name), ()))

    def meant(self, name: str) -> Meant:
        """The entities of which the name is a name or, where there is none, the likeliest spelling of one."""
        if exact := self.exactly(name):
            return Meant(exact, 1.0)
        candidates = {c for block in blocks(self.group, name) for c in self._blocks.get(block, ())[:_CROWDED]}
        scores: dict[str, float] = {}
        for known, entity_id in candidates:
            scores[entity_id] = max(scores.get(entity_id, 0.0), alike(self.group, name, known).score)
        best = max(scores.values(), default=0.0)
        if best < SAME:
            return Meant(frozenset(), 0.0)
        return Meant(frozenset(i for i, score in scores.items() if score > best - _AS_GOOD), best)

    def spellings(self, entity_id: str) -> frozenset[str]:
        """The names of an entity in the tables."""
        return frozenset(self._spellings.get(entity_id, ()))


def _known(group: Group) -> Iterator[tuple[str, str]]:
    """Ids and names of the entities of a group in the tables."""
    for entity, _, spellings in tables.known():
        if GROUP.get(entity.kind) == group:
            yield entity.id, entity.name
            yield from ((entity.id, s.text) for s in spellings if s.form in ("name", "government"))


def _places_elsewhere() -> Iterator[tuple[str, str]]:
    """Ids and names of states and cities in many languages: those of CLDR and of GeoNames."""
    for row in tables.rows("city_spellings.tsv"):
        yield from ((tables.entity_id("place", row["name"]), name) for name in row["spellings"].split("|"))
    knowledge = base.load()
    for language in sorted(data("cldr")["languages"]):
        for country, name in territories(language).items():
            yield knowledge.country(country).id, name
        for english, name in cities(language).items():
            entity = knowledge.lookup(english, "en")
            if entity is not None and entity.kind == "place":
                yield entity.id, name


@functools.cache
def names(group: Group) -> Names:
    """The names of a group in the tables, read once."""
    return Names(group)


def same_entity(kind: EntityKind, one: str, other: str) -> Likeness:
    """How likely it is that two names of a kind mean one entity, from 0 to 1, and why.

    From :data:`whence.knowledge.spelling.SAME` up they are taken for the same. The same either way round. Raises
    KeyError for a kind of no group (a document has an address, not a spelling).
    """
    known = names(GROUP[kind])
    if name_key(one) == name_key(other):
        return Likeness(1.0, "the names are the same but for accents, case and hyphens")
    if known.group == "system" and contradict(one, other):
        return Likeness(0.0, "two models of one family")
    mine, others = known.exactly(one), known.exactly(other)
    if mine and others:
        if mine & others:
            return Likeness(1.0, "both are names of one entity of the tables")
        return Likeness(0.0, "the tables have them as two entities")
    if others:
        one, other, mine = other, one, others
    spelt = sorted({one, *(name for entity_id in mine for name in known.spellings(entity_id))})
    sounding = blocks(known.group, other)
    near = [name for name in spelt if sounding & blocks(known.group, name)]
    if not near:
        return Likeness(0.0, "no spelling of the one has the sounds of the other")
    return max((alike(known.group, name, other) for name in near), key=lambda likeness: likeness.score)
