"""The shelf: what the pages look things up in. Lists are made from it in memory; texts and statements stay behind.

It is filled in one pass over the record, and again when the record has changed.
"""

from __future__ import annotations

import dataclasses
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from whence.errors import RecordError
from whence.model import (
    Claim,
    Document,
    Entity,
    Evidential,
    Link,
    Modality,
    Place,
    Polarity,
    Source,
    Statement,
)
from whence.record.judging import Judgement
from whence.showing.holdings import Holdings, counted
from whence.showing.pages.fulltext import Index
from whence.showing.words import order

T = TypeVar("T")

REMEMBERED: Final = 200
"""The answers that a shelf keeps of those that not everybody asks for."""

UNJUDGED: Final = Judgement()
"""How a claim stands on which there is no decision."""


class Told(NamedTuple):
    """What the lists need of a statement: where it stands, how certain it is, also in words, through whom it came."""

    document: str
    language: str
    mode: str | None
    relation: str | None
    polarity: Polarity
    modality: Modality
    evidential: Evidential
    certainty: str
    chain: tuple[str, ...]


class Pair(NamedTuple):
    """Two entities that a claim brings together, whether the first does something to the second, and the type of it."""

    one: str
    other: str
    does: bool
    type: str


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A claim as the lists have it.

    `certainties` are phrases with how often each occurs; `traits` what can be filtered by (fact, attributed, hearsay,
    hedged, denied); `kinds` its kind, event type and relations in lower case; `parties` ids of entities, codes of
    states and keys of names that it is about, and `at` those of its places; `places` keys of the shelf's; `year` the
    one it begins in, empty where that is not known; `pairs` the entities that it brings together; `begins` and `ends`
    the days of its time, else the last of its reports'; `words` its text for searching; `firmer` the hedged and the
    firmer of two statements, where a hedge was lost between them; `stand` how people's decisions left it.
    """

    claim: Claim
    what: str
    certainties: tuple[tuple[str, int], ...]
    traits: frozenset[str]
    languages: frozenset[str]
    documents: tuple[str, ...]
    kinds: frozenset[str]
    relations: frozenset[str]
    parties: frozenset[str]
    pairs: tuple[Pair, ...]
    places: tuple[str, ...]
    at: frozenset[str]
    year: str
    begins: str
    ends: str
    words: str
    firmer: tuple[str, str] | None = None
    stand: Judgement = UNJUDGED

    @property
    def dated(self) -> bool:
        """Whether anything is known of when it was."""
        return self.claim.time is not None and bool(self.claim.time.start or self.claim.time.end)

    @property
    def excess(self) -> int:
        """How many more reports tell the claim than there are origins behind it."""
        return self.claim.documents - self.claim.independent


@dataclasses.dataclass(frozen=True, slots=True)
class Carried:
    """What rests on a source: ids of claims that it is an origin of, those that it alone is the origin of, those whose
    statements pass through it; how many statements rest on it, and on it alone; and how many of its claims are denied
    by others."""

    origin_of: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    statements: int = 0
    statements_alone: int = 0
    denied: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Shelf:
    """All of the record but texts and statements, by id. `rows` are its claims in the order of time.

    `documents` have no text here. `places` are by entity, else by their words. `told` are the statements in short;
    `transfers` those that are about arms transfers; `index` finds words in claims; `named` are the ids of the entities
    that have a name, by its key.
    """

    rows: Mapping[str, Row]
    documents: Mapping[str, Document]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    told: Mapping[str, Told]
    claim_of: Mapping[str, str]
    transfers: Mapping[str, Statement]
    places: Mapping[str, Place]
    index: Index
    links: Mapping[str, tuple[Link, ...]]
    statements_in: Mapping[str, int]
    publishers: Mapping[str, str]
    named: Mapping[str, tuple[str, ...]]
    _once: dict[object, Any] = dataclasses.field(default_factory=dict, repr=False)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, which is asked for only the first time: what all readers of this shelf see alike."""
        if key not in self._once:
            self._once[key] = make()
        found: T = self._once[key]
        return found

    def made(self, key: object) -> Any | None:
        """What was made under a key so far, if anything."""
        return self._once.get(key)

    @property
    def carried(self) -> Mapping[str, Carried]:
        """What rests on each source that something rests on."""
        return self.once("carried", lambda: _carried(self, self.rows.values()))

    @property
    def about(self) -> Mapping[str, tuple[str, ...]]:
        """The claims about each entity."""
        return self.once("about", lambda: _about(self.rows.values(), self.entities))

    def lately(self, key: object, make: Callable[[], T]) -> T:
        """The same, but what was asked for long ago is forgotten: what one reader asks for again and again."""
        asked: dict[object, Any] = self.once("lately", dict)
        known: T | None = asked.pop(key, None)
        asked[key] = found = make() if known is None else known
        while len(asked) > REMEMBERED:
            asked.pop(next(iter(asked)), None)
        return found

    def let_go(self) -> None:
        """Forgets what was made of this shelf, now that there is another one: pages that were kept hold it, and it
        would stay as long as they do. Who still reads in it has it made again."""
        self._once.clear()

    def holdings(self, statements: Mapping[str, Statement] | None = None) -> Holdings:
        """What the views of the terminal look names up in, with these statements."""
        return Holdings(statements or {}, self.entities, self.sources, self.documents)

    def told_of(self, row: Row) -> list[Told]:
        """The statements of a claim that count, in short."""
        return [self.told[id_] for id_ in counted(row.claim) if id_ in self.told]

    def claim(self, id_or_prefix: str) -> Row:
        """The claim whose id begins so.

        Raises:
            RecordError: there is none, or there are several.
        """
        prefix = id_or_prefix.strip().lower()
        if prefix in self.rows:
            return self.rows[prefix]
        found = [row for id_, row in self.rows.items() if prefix and id_.startswith(prefix)]
        if not found:
            raise RecordError(f"claim {id_or_prefix}: there is none in this record")
        if len(found) > 1:
            raise RecordError(f"claim {id_or_prefix}: several ids begin so; give more of the id")
        return found[0]

    def some(self, ids: Iterable[str]) -> list[Row]:
        """The claims of these ids that are at hand, in the order given."""
        return [self.rows[id_] for id_ in ids if id_ in self.rows]

    def outlet(self, document: str) -> str:
        """The outlet of a document, else its address; of a document that is not at hand, the id."""
        known = self.documents.get(document)
        return (known.publisher or known.uri) if known else document


def carried_renewed(
    shelf: Shelf, old: Iterable[Row], new: Sequence[Row], key: Callable[[Row], Any]
) -> dict[str, Carried]:
    """What rests on each source, where rows come in the place of those with the same ids; `key` puts them in order."""
    rows = {row.claim.id: row for row in new}
    old = list(old)
    moved = {key(row) for row in old} != {key(row) for row in new}

    def renewed(known: tuple[str, ...], less: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
        if less == more and not moved:
            return known
        ids = [id_ for id_ in known if id_ not in less]
        for id_ in more:
            insort(ids, id_, key=lambda one: key(rows.get(one) or shelf.rows[one]))
        return tuple(ids)

    before, after = _carried(shelf, old), _carried(shelf, new)
    found = dict(shelf.carried)
    for source in sorted(before.keys() | after.keys()):
        known = found.pop(source, Carried())
        less, more = before.get(source, Carried()), after.get(source, Carried())
        now = Carried(
            renewed(known.origin_of, less.origin_of, more.origin_of),
            renewed(known.alone, less.alone, more.alone),
            renewed(known.through, less.through, more.through),
            known.statements - less.statements + more.statements,
            known.statements_alone - less.statements_alone + more.statements_alone,
            known.denied - less.denied + more.denied,
        )
        if now.origin_of or now.through:
            found[source] = now
    return found


def _carried(shelf: Shelf, rows: Iterable[Row]) -> dict[str, Carried]:
    origin_of: dict[str, list[str]] = defaultdict(list)
    alone: dict[str, list[str]] = defaultdict(list)
    through: dict[str, dict[str, None]] = defaultdict(dict)
    rest: dict[str, set[str]] = defaultdict(set)
    rest_alone: dict[str, set[str]] = defaultdict(set)
    denied: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        claim = row.claim
        is_denied = any(other.why == "denial" and other.claim in shelf.rows for other in claim.conflicts)
        for origin in claim.origins:
            origin_of[origin.source].append(claim.id)
            rest[origin.source].update(origin.statements)
            if is_denied:
                denied[origin.source].add(claim.id)
            if len(claim.origins) == 1:
                alone[origin.source].append(claim.id)
                rest_alone[origin.source].update(origin.statements)
        for id_ in claim.statements:
            for source in shelf.told[id_].chain:
                through[source][claim.id] = None
                rest[source].add(id_)
                if is_denied:
                    denied[source].add(claim.id)
    return {
        id_: Carried(
            tuple(origin_of[id_]),
            tuple(alone[id_]),
            tuple(through[id_]),
            len(rest[id_]),
            len(rest_alone[id_]),
            len(denied[id_]),
        )
        for id_ in sorted({*origin_of, *through})
    }


def _about(rows: Iterable[Row], entities: Mapping[str, Entity]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for party in row.parties:
            if party in entities:
                found[party].append(row.claim.id)
    return {id_: tuple(claims) for id_, claims in found.items()}


def by_end(links: Iterable[Link]) -> dict[str, tuple[Link, ...]]:
    """Links by what is at either end of them, in their order."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        for end in dict.fromkeys((link.from_, link.to)):
            if end is not None:
                found[end].append(link)
    return {end: tuple(some) for end, some in found.items()}


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Rows in the order of time, the shorter first where two begin together, the undated last."""
    return sorted(rows, key=lambda row: (order(row.claim.time), row.claim.gist, row.claim.id))
