"""The knowledge tables as one object: entities by id, names in text, facts, periods."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, cast

from whence.errors import UnknownLanguage
from whence.knowledge import tables
from whence.knowledge.matching import Entry, Trie
from whence.knowledge.tables import Facts, Form, Known
from whence.knowledge.territories import territories
from whence.language.lexicons import table
from whence.model import Entity

_BIG_CITY: Final = 1_000_000
"""A city of so many people is meant even where a capitalised word touches its name."""


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """A name found in a text. `form` is ``adjective`` or ``inhabitant`` for a demonym (the entity is then the state
    or region), ``government`` for a seat that stands for it ("the Kremlin"), else ``name``.
    """

    start: int
    end: int
    entity: Entity
    form: Form


class Period(NamedTuple):
    """A named period: its spellings in a language, and its first and last day (ISO; `end` None while it lasts)."""

    names: tuple[str, ...]
    start: str
    end: str | None


class Knowledge:
    """All tables. Made once by :func:`load`; what a language needs is made when it is first asked for."""

    def __init__(self) -> None:
        self._known: tuple[Known, ...] = tuple(tables.known())
        entities: dict[str, Entity] = {}
        facts: dict[str, Facts] = {}
        for known in self._known:
            entities.setdefault(known.entity.id, known.entity)
            facts.setdefault(known.entity.id, known.facts)
        self.entities: Mapping[str, Entity] = entities
        self._facts = facts
        self._states = {
            k.entity.country: k.entity for k in self._known if k.entity.kind == "state" or k.facts.sort == "territory"
        }
        for known in self._known:
            if known.entity.kind == "organisation" and known.facts.sort == "union" and known.facts.seat_of:
                self._states[known.facts.seat_of] = known.entity
        self._tries: dict[str, Trie] = {}

    def match(self, text: str, language: str) -> list[Name]:
        """The longest known names of a text in `language` (a code such as ``fr``), disjoint and sorted by start."""
        return [Name(f.start, f.end, f.entry.entity, f.entry.form) for f in self._trie(language).walk(text)]

    def lookup(self, name: str, language: str | None = None) -> Entity | None:
        """The entity of that name (demonyms too), whatever its case and accents; None where no table has it.

        Without a language each language with spellings is asked in turn.
        """
        for code in (language,) if language else tables.LANGUAGES:
            entries = self._trie(code).exact(name)
            if entries:
                return entries[0].entity
        return None

    def country(self, alpha3: str) -> Entity:
        """The state or territory of an ISO 3166-1 alpha-3 code; ``EUE`` is the European Union. Raises KeyError."""
        return self._states[alpha3]

    def facts(self, entity_id: str) -> Facts:
        """What the tables say of an entity; empty facts for one that they do not have."""
        return self._facts.get(entity_id, _NOTHING)

    def periods(self, language: str) -> list[Period]:
        """The named periods that have a name in the language."""
        return [
            Period(tuple(row[language].split("|")), row["start"], row.get("end"))
            for row in tables.rows("periods.tsv")
            if language in row
        ]

    def _trie(self, language: str) -> Trie:
        if language not in self._tries:
            stops = _stops(language)
            self._tries[language] = Trie(self._entries(language, stops), stops.get("language", frozenset()))
        return self._tries[language]

    def _entries(self, language: str, stops: Mapping[str, frozenset[str]]) -> Iterator[Entry]:
        none: frozenset[str] = frozenset()
        never, person, inside, case, alone = (stops.get(stop, none) for stop in _STOPS)
        for known in self._known:
            city, priority = known.facts.sort == "city", _priority(known)
            small = city and (known.facts.population or 0) < _BIG_CITY
            for spelling in known.spellings:
                word = spelling.text.lower()
                if spelling.language not in (None, language):
                    continue
                if city and (word in never or (word in person and spelling.language is None)):
                    continue
                common = word in inside and known.entity.kind not in ("state", "organisation")
                yield Entry(
                    spelling.text,
                    known.entity,
                    spelling.form,
                    priority,
                    "never" if common or word in case else "always" if priority < 2 else "headline",
                    initial=not common,
                    alone=word in alone or (small and " " not in word),
                    plain=city and word.isascii(),
                )
        yield from self._demonyms(language)
        yield from self._declined(language)
        if language not in tables.LANGUAGES:
            for country, name in territories(language).items():
                yield Entry(name, self._states[country], "name", 0, "always")

    def _demonyms(self, language: str) -> Iterator[Entry]:
        for row in tables.rows("demonyms.tsv"):
            if row["language"] != language:
                continue
            entity: Entity = self._states.get(row["of"]) or self.entities[tables.entity_id("place", row["of"])]
            adjectives = row.get("adjectives", "").split("|")
            people = row.get("inhabitants", "")
            inhabitants = [a[:1].upper() + a[1:] for a in adjectives] if people == "=" else people.split("|")
            for spelling in filter(None, adjectives):
                before = "-" if spelling.endswith("-") else ""
                yield Entry(spelling.rstrip("-"), entity, "adjective", 8, before=before)
            for spelling in filter(None, inhabitants):
                if not spelling.endswith("-"):
                    yield Entry(spelling, entity, "inhabitant", 9)

    def _declined(self, language: str) -> Iterator[Entry]:
        """The forms of names in a language that declines them (``language/<code>/names.tsv``)."""
        known = {k.entity.id: k for k in self._known}
        for row in names_of(language):
            state = self._states.get(row["of"]) if row["kind"] == "state" else None
            found = known.get(state.id if state is not None else tables.entity_id(row["kind"], row["of"]))
            if found is None:
                continue
            form = cast("Form", row["form"])
            city = found.facts.sort == "city"
            priority = {"adjective": 8, "inhabitant": 9}.get(form, _priority(found))
            for spelling in row["spellings"].split("|"):
                yield Entry(
                    spelling,
                    found.entity,
                    form,
                    priority,
                    "always" if priority < 2 else "headline",
                    alone=city and " " not in spelling,
                )


def names_of(language: str) -> tuple[dict[str, str], ...]:
    """The declined names of a language; none where it does not decline them."""
    try:
        return table(language, "names")
    except UnknownLanguage:
        return ()


_STOPS: Final = ("never", "person", "inside", "case", "alone")
_NOTHING: Final = Facts(source="")
_PRIORITIES: Final = {"state": 0, "organisation": 2, "company": 3, "outlet": 3, "weapon_system": 4, "person": 5}


def _priority(known: Known) -> int:
    """State before capital before organisation before outlet before weapon before person before city."""
    if known.entity.kind == "place":
        return {"capital": 1, "seat city": 1, "city": 7}.get(known.facts.sort or "", 2)
    return _PRIORITIES[known.entity.kind]


def _stops(language: str) -> Mapping[str, frozenset[str]]:
    """The stop words of a language by what is done about them."""
    stops: dict[str, set[str]] = {}
    for row in tables.rows("stops.tsv"):
        if row["language"] == language:
            stops.setdefault(row["stop"], set()).update(row["words"].split("|"))
    return {stop: frozenset(words) for stop, words in stops.items()}


@functools.cache
def load() -> Knowledge:
    """The knowledge tables, read once."""
    return Knowledge()
