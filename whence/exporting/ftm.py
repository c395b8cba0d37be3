"""The record as followthemoney entities, a JSON object a line, as Aleph and OpenAleph load them.

Documents are Articles, claims of events are Events, and every statement is a Note that holds its exact words, hangs on
its Event and on those whom no Event can hold (weapon systems, places), or else on all who take part, and has its
Article as proof. As an Event and a Note look like facts wherever they are shown, their hedges stand in what they are
shown by, the name of an Event and the description of a Note, and so does that people have rejected them. Schemata:
https://followthemoney.tech.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Final
from urllib.parse import urlsplit

import pycountry

from whence.model import Claim, Document, Entity, Place, Source, Statement
from whence.record import Record
from whence.showing.holdings import Holdings, counted
from whence.showing.words import certainty, conflict, reviewed, support, tally, when

Properties = dict[str, list[str]]

_SCHEMATA: Final[Mapping[str, str]] = {
    "state": "PublicBody",
    "person": "Person",
    "organisation": "Organization",
    "company": "Company",
    "outlet": "Organization",
    "place": "Address",
    "weapon_system": "Asset",
}
_BODIES: Final = frozenset(["PublicBody", "Person", "Organization", "Company"])
"""The schemata that can take part in an Event."""


def export_ftm(record: Record, out: BinaryIO) -> None:
    """Writes the record to `out`, an entity a line, sorted: entities, documents, claims of events, statements.

    Raises:
        RecordError: the record cannot be read.
    """
    for id_, schema, properties in proxies(record):
        kept = {name: values for name, values in properties.items() if values}
        line = {"id": id_, "schema": schema, "properties": kept}
        out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def proxies(record: Record) -> Iterator[tuple[str, str, Properties]]:
    """Id, schema and properties of each entity of the export."""
    entities: dict[str, Entity] = {}
    sources: dict[str, Source] = {}
    documents: dict[str, Document] = {}
    statements: dict[str, Statement] = {}
    claims: list[Claim] = []
    for thing in record.everything():
        match thing:
            case Source():
                sources[thing.id] = thing
            case Entity():
                entities[thing.id] = thing
            case Document():
                documents[thing.id] = thing
            case Statement():
                statements[thing.id] = thing
            case Claim():
                claims.append(thing)
    held = Holdings(statements, entities, sources, documents)
    places = {one.place.entity: one.place for one in statements.values() if one.place and one.place.entity}
    for id_, entity in entities.items():
        yield id_, _SCHEMATA[entity.kind], _entity(entity, places.get(id_))
    for id_, document in documents.items():
        yield id_, "Article", _article(document)
    event_of: dict[str, str] = {}
    rejected: set[str] = set()
    for claim in claims:
        rejected.update(claim.statements if claim.status == "rejected" else set(claim.statements) - set(counted(claim)))
        if claim.kind == "event":
            event_of.update(dict.fromkeys(claim.statements, claim.id))
            yield claim.id, "Event", _event(claim, held)
    for id_, statement in sorted(statements.items()):
        yield id_, "Note", _note(statement, event_of.get(id_), id_ in rejected, held)


def _entity(entity: Entity, place: Place | None) -> Properties:
    spellings = {name for names in entity.names.values() for name in names} - {entity.name}
    properties = {
        "name": [entity.name],
        "alias": sorted(spellings),
        "country": _country(entity.country),
        "wikidataId": _given(entity.external.get("wikidata")),
    }
    if entity.kind == "place":
        properties["full"] = [entity.name]
        if place and place.latitude is not None and place.longitude is not None:
            properties["latitude"], properties["longitude"] = [str(place.latitude)], [str(place.longitude)]
    if entity.kind in ("outlet", "weapon_system"):
        properties["keywords"] = [entity.kind.replace("_", " ")]
    return properties


def _article(document: Document) -> Properties:
    published = document.published
    return {
        "title": _given(document.title),
        "fileName": [document.uri],
        "sourceUrl": _url(document.uri),
        "publisher": _given(document.publisher),
        "language": _language(document.language),
        "publishedAt": _given(published.date),
        "retrievedAt": _given(document.retrieved_at),
        "mimeType": [document.media_type],
        "bodyText": [document.text],
        "notes": [f"SHA-256 of the file: {document.sha256}"],
    }


def _event(claim: Claim, held: Holdings) -> Properties:
    counting = held.of(claim)
    hedges = _told(claim.status == "rejected", tally(map(certainty, counting)))
    parties = {role: [one for one in who if _is_body(one, held)] for role, who in claim.participants.items()}
    origins = sorted(held.source_name(origin.source) for origin in claim.origins)
    told = [support(claim), f"Origins: {', '.join(origins)}", f"When: {when(claim.time)}"]
    told += [
        f"{role.capitalize()}: {', '.join(map(held.name, who))}" for role, who in claim.participants.items() if who
    ]
    told += [f"Cannot hold together with {other.claim}: {conflict(other.why)}" for other in claim.conflicts]
    told += reviewed(claim)
    time = claim.time
    return {
        "name": [f"[{hedges}] “{claim.gist}”"],
        "summary": [". ".join(told) + "."],
        "organizer": parties.get("actor", []),
        "involved": _once(one for role, who in parties.items() if role != "actor" for one in who),
        "startDate": _given(time.start if time else None),
        "endDate": _given(time.end if time else None),
        "location": _given(claim.place.text if claim.place else None),
        "addressEntity": _address(claim.place, held),
        "country": _country(claim.place.country if claim.place else None),
        "keywords": _once([claim.event_type, *(s.mode for s in counting), *(c for s in counting for c in s.contexts)]),
        "proof": _once(s.document for s in counting),
        "recordId": [claim.id],
    }


def _note(statement: Statement, event: str | None, rejected: bool, held: Holdings) -> Properties:
    document = held.documents[statement.document]
    taking_part = _once(p.entity for p in statement.participants if p.entity in held.entities)
    beside = [one for one in taking_part if not _is_body(one, held)] if event else taking_part
    chain = " <- ".join((document.publisher or document.uri, *(link.name for link in statement.chain)))
    start, end = statement.evidence
    hedge = _told(rejected, certainty(statement))
    told = [hedge, f"On whose word: {chain}", f"Characters {start} to {end} of the text"]
    told += [f"When: {when(statement.time)}"] * (statement.time is not None)
    return {
        "description": [f"{hedge}: “{statement.quote}”"],
        "notes": [statement.quote],
        "summary": [". ".join(told) + "."],
        "entity": _once([event, *beside]),
        "addressEntity": _address(statement.place, held),
        "keywords": _once(
            [statement.kind, statement.event_type, statement.mode, *statement.contexts, statement.relation]
        ),
        "proof": [statement.document],
        "publisher": _given(document.publisher),
    }


def _told(rejected: bool, hedge: str) -> str:
    """How certain something is, and that people have rejected it."""
    return f"rejected by people; {hedge}" if rejected else hedge


def _is_body(entity: str, held: Holdings) -> bool:
    """Whether this is known, and can take part in an Event."""
    return entity in held.entities and _SCHEMATA[held.entities[entity].kind] in _BODIES


def _address(place: Place | None, held: Holdings) -> list[str]:
    """The Address that a place is; none where it is a state, or nothing that is known."""
    found = held.entities.get(place.entity) if place and place.entity else None
    return [found.id] if found and found.kind == "place" else []


def _given(value: str | None) -> list[str]:
    return [value] if value else []


def _once(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _url(uri: str) -> list[str]:
    return [uri] if urlsplit(uri).scheme in ("http", "https") else []


def _country(alpha3: str | None) -> list[str]:
    """The code that followthemoney has for a state: ISO 3166-1 alpha-2, in small letters."""
    found = pycountry.countries.get(alpha_3=alpha3) if alpha3 else None
    return [found.alpha_2.lower()] if found else []


def _language(code: str | None) -> list[str]:
    """The code that followthemoney has for a language: ISO 639-3."""
    found = pycountry.languages.get(alpha_2=code) if code else None
    return [found.alpha_3] if found else []
