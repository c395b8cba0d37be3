"""Filling the shelf: one pass over the record."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from whence.knowledge.folding import name_key
from whence.model import Claim, Document, Entity, Link, Place, Source, Statement
from whence.record.judging import Judgement
from whence.showing.holdings import kind
from whence.showing.pages.columns import columns
from whence.showing.pages.filters import ORDERS, Wanted, fit, key_of
from whence.showing.pages.filters import in_order as ordered_by
from whence.showing.pages.fulltext import Index, tokens
from whence.showing.pages.shelf import Pair, Row, Shelf, Told, by_end, carried_renewed, in_order
from whence.showing.transfers import register_renewed
from whence.showing.words import certainty

if TYPE_CHECKING:
    from whence.record import Record

T = TypeVar("T")

_NEVER: Final = "9999"  # later than every day

_VOICES = {"hearsay": 0, "attributed": 1, "stated": 2}


def fill(record: Record) -> Shelf:
    """The shelf of the record as it is at one moment."""
    return _Filler().take(record)


def exchange(record: Record, shelf: Shelf, changed: Sequence[Claim]) -> Shelf:
    """The shelf with claims as people's decisions have left them, in the place of those whose statements they have."""
    gone = {shelf.claim_of[id_] for claim in changed for id_ in claim.statements if id_ in shelf.claim_of}
    filler = _Filler()
    filler.documents.update((id_, shelf.documents[id_]) for claim in changed for id_ in _documents(shelf, claim))
    filler.entities.update(shelf.entities)
    filler.stands = record.reviewing.judgements(claim.id for claim in changed)
    for claim in changed:
        for statement in record.reviewing.statements(claim.id):
            filler.statement(statement)
        filler.rows.append(filler.row(claim))
    new = {row.claim.id: row for row in filler.rows}
    once = _once(shelf, gone, filler.rows)
    if gone == new.keys():
        once["about"] = shelf.about  # whom claims are about does not hang on who has judged them
        return dataclasses.replace(shelf, rows={**shelf.rows, **new}, _once=once)
    rows = {row.claim.id: row for row in once["order", "time"]}
    claim_of = {**shelf.claim_of, **{id_: claim.id for claim in changed for id_ in claim.statements}}
    index = shelf.index.renewed(gone, {id_: row.words for id_, row in new.items()})
    places = {**shelf.places, **filler.places}
    return dataclasses.replace(
        shelf, rows=rows, claim_of=claim_of, sources=record.sources(), index=index, places=places, _once=once
    )


def _once(shelf: Shelf, gone: AbstractSet[str], new: Sequence[Row]) -> dict[object, Any]:
    """What was made of a shelf once and takes long to make, with some rows in the place of others."""
    from whence.showing.pages.claims import offers

    kept: dict[object, Any] = {}
    old = [shelf.rows[id_] for id_ in sorted(gone)]
    renewed_ids = {row.claim.id for row in new}
    kept["columns"] = renewed = columns(shelf).renewed(new)
    for name in ORDERS:
        key = key_of(name)
        kept["order", name] = order = list(ordered_by(shelf, name))
        places = fit(shelf, Wanted(), name)
        # Looking for each would go through all of them.
        for row in old:
            at = bisect_left(order, key(row), key=key)
            assert order[at].claim.id == row.claim.id
            del order[at]
            places = np.delete(places, at)
        for row in new:
            at = bisect_left(order, key(row), key=key)
            order.insert(at, row)
            places = np.insert(places, at, renewed.number[row.claim.id])
        kept["places", name] = places
    if gone == renewed_ids and shelf.made("carried") is not None:
        kept["carried"] = carried_renewed(shelf, old, new, key_of("time"))
    if (pairs := shelf.made("pairs")) is not None and (more := pairs.renewed(new)) is not None:
        kept["pairs"] = more
    if (given := shelf.made("choices")) is not None and offers(given, new):
        kept["choices"] = given  # what nothing has any more does no harm there
    for name in ("latest documents", "newest documents", "documents of sources", "languages of documents"):
        if (made := shelf.made(name)) is not None:
            kept[name] = made
    if (listed := shelf.made("register")) is not None:
        claims = [row.claim for row in new if any(id_ in shelf.transfers for id_ in row.claim.statements)]
        concerned = claims or any(id_ in shelf.transfers for row in old for id_ in row.claim.statements)
        holdings = shelf.holdings(shelf.transfers)
        kept["register"] = register_renewed(listed, gone, claims, holdings) if concerned else listed
    return kept


def _documents(shelf: Shelf, claim: Claim) -> set[str]:
    return {shelf.told[id_].document for id_ in claim.statements if id_ in shelf.told}


class _Filler:
    """What is gathered on the way. Statements come before the claims that they belong to."""

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self.entities: dict[str, Entity] = {}
        self.documents: dict[str, Document] = {}
        self.told: dict[str, Told] = {}
        self.words: dict[str, str] = {}
        self.parties: dict[str, frozenset[str]] = {}
        self.places: dict[str, Place] = {}
        self.at: dict[str, str] = {}
        self.transfers: dict[str, Statement] = {}
        self.rows: list[Row] = []
        self.stands: Mapping[str, Judgement] = {}
        self.links: list[Link] = []
        self._phrases: dict[object, str] = {}
        self._met: dict[Any, Any] = {}
        # Names come again and again.
        self._key = functools.cache(name_key)
        self._tokens = functools.cache(tokens)

    def take(self, record: Record) -> Shelf:
        self.stands = record.reviewing.reviewed()
        for thing in record.everything(with_attributions=False):
            match thing:
                case Source():
                    self.sources[thing.id] = thing
                case Entity():
                    self.entities[thing.id] = thing
                case Document():
                    self.documents[thing.id] = dataclasses.replace(thing, text="")
                case Statement():
                    self.statement(thing)
                case Claim():
                    self.rows.append(self.row(thing))
                case Link():
                    self.links.append(thing)
                case _:
                    pass
        rows = {row.claim.id: row for row in in_order(self.rows)}
        return Shelf(
            rows=rows,
            documents=self.documents,
            entities=self.entities,
            sources=self.sources,
            told=self.told,
            claim_of={id_: row.claim.id for row in rows.values() for id_ in row.claim.statements},
            transfers=self.transfers,
            places=self.places,
            index=Index({id_: row.words for id_, row in rows.items()}),
            links=by_end(self.links),
            statements_in=Counter(told.document for told in self.told.values()),
            publishers=record.publishers(),
            named=_named(self.entities.values()),
        )

    def _same(self, thing: T) -> T:
        """The thing, or an equal one that was met before: most of them come again and again."""
        met: T = self._met.setdefault(thing, thing)
        return met

    def statement(self, statement: Statement) -> None:
        way = (statement.polarity, statement.modality, statement.evidential)
        self.told[statement.id] = Told(
            statement.document,
            statement.language,
            statement.mode,
            statement.relation,
            *way,
            self._phrases.setdefault(way, certainty(statement)),
            tuple(link.source for link in statement.chain),
        )
        names = dict.fromkeys(part.name for part in statement.participants)
        self.words[statement.id] = " ".join((tokens(statement.quote), *map(self._tokens, names)))
        self.parties[statement.id] = frozenset(self._parties(statement))
        if (place := statement.place) is not None:
            self.at[statement.id] = key = place.entity or place.text
            self.places.setdefault(key, place)
        if statement.transfer is not None:
            self.transfers[statement.id] = statement

    def _parties(self, statement: Statement) -> Iterator[str]:
        for part in statement.participants:
            yield from filter(None, (part.entity, part.country))
            yield from map(self._key, filter(None, (part.name, part.text)))
        if place := statement.place:
            yield from self._keys_of(place)

    def _keys_of(self, place: Place) -> Iterator[str]:
        yield from filter(None, (place.entity, place.country, self._key(place.text)))

    def _pairs(self, claim: Claim) -> Iterator[Pair]:
        type_ = claim.event_type or claim.kind
        actors, recipients = (
            [one for one in dict.fromkeys(claim.participants.get(role, ())) if one in self.entities]
            for role in ("actor", "recipient")
        )
        for one, other in itertools.product(actors, recipients):
            if one != other:
                yield Pair(one, other, True, type_)
        if not recipients:
            for one, other in itertools.combinations(actors, 2):
                yield Pair(one, other, False, type_)

    def row(self, claim: Claim) -> Row:
        stand = self.stands.get(claim.id, Judgement())
        members = [id_ for id_ in claim.statements if id_ in self.told]
        counted = [id_ for id_ in members if id_ not in stand.rejected] or members
        told = [self.told[id_] for id_ in counted]
        places = tuple(dict.fromkeys(self.at[id_] for id_ in members if id_ in self.at))
        last = max((_last_day(self.documents[one.document]) for one in told), default="")
        begins, ends = (claim.time.start, claim.time.end) if claim.time else (None, None)
        year = (begins or "")[:4]
        relations = frozenset(one.relation for one in told if one.relation)
        certainties = Counter(one.certainty for one in told)
        return Row(
            claim=claim,
            what=kind(claim, told),
            certainties=self._same(tuple(sorted(certainties.items(), key=lambda item: (-item[1], item[0])))),
            traits=self._same(frozenset(trait for one in told for trait in _traits(one))),
            languages=self._same(frozenset(one.language for one in told)),
            documents=tuple(dict.fromkeys(one.document for one in told)),
            kinds=self._same(frozenset(map(str.casefold, (claim.kind, claim.event_type or "", *relations)))),
            relations=self._same(relations),
            parties=self._same(frozenset().union(*(self.parties[id_] for id_ in members))),
            pairs=tuple(self._pairs(claim)),
            places=places,
            at=self._same(frozenset(key for place in places for key in self._keys_of(self.places[place]))),
            year=year if year.isdigit() else "",
            begins=begins or ends or last,
            ends=ends or begins or last,
            words=f" {tokens(claim.gist)} {' '.join(self.words[id_] for id_ in members)} ",
            firmer=_firmer(counted, self.told, self.documents),
            stand=stand,
        )


def _traits(statement: Told) -> Iterator[str]:
    plain = statement.modality == "actual" and statement.polarity == "affirmed"
    yield "fact" if plain and statement.evidential == "stated" else statement.evidential
    if statement.modality != "actual":
        yield "hedged"
    if statement.polarity == "negated":
        yield "denied"


def _firmer(
    members: Iterable[str], told: Mapping[str, Told], documents: Mapping[str, Document]
) -> tuple[str, str] | None:
    """A hedged statement and a firmer one, in another report that is not earlier, of the same claim."""
    # One statement for each report and degree of firmness is enough.
    one_each = {(told[id_].document, _firmness(told[id_])): id_ for id_ in members}
    levels: dict[tuple[int, int], list[tuple[int, str, str, str | None]]] = defaultdict(list)
    for n, ((document, firm), id_) in enumerate(one_each.items()):
        levels[firm].append((n, document, id_, _day(documents[document])))
    found: list[tuple[int, int, int, str, str]] = []
    for hedged, firm in itertools.permutations(levels, 2):
        if all(a <= b for a, b in zip(hedged, firm, strict=True)):
            gap = sum(firm) - sum(hedged)
            # Of hundreds of reports, those after the last firm one are passed over without looking at each firm one.
            last = max(day or _NEVER for _, _, _, day in levels[firm])
            pairs = (
                (-gap, n, m, one, other)
                for n, here, one, first in levels[hedged]
                if first is None or first <= last
                for m, other in _first_firm(levels[firm], here, first)
            )
            found += itertools.islice(pairs, 1)
    return min(found)[3:] if found else None


def _first_firm(
    firm: Iterable[tuple[int, str, str, str | None]], here: str, first: str | None
) -> Iterator[tuple[int, str]]:
    """The first of these statements, with its number, that is in another report, and not in an earlier one."""
    for m, there, other, second in firm:
        if here != there and (first is None or second is None or first <= second):
            yield m, other
            return


def _firmness(told: Told) -> tuple[int, int]:
    return int(told.modality == "actual"), _VOICES[told.evidential]


def _day(document: Document) -> str | None:
    return document.published.date or document.published.earliest


def _last_day(document: Document) -> str:
    return document.published.date or document.published.latest or ""


def _named(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for entity in entities:
        for name in (entity.name, *(spelling for some in entity.names.values() for spelling in some)):
            found[name_key(name)][entity.id] = None
    return {key: tuple(ids) for key, ids in found.items()}
