"""The record as followthemoney entities, a JSON object a line, as Aleph and OpenAleph load them.

Documents are Articles, claims of events are Events, and every statement is a Note that holds its exact words, hangs on
its Event or else on those who take part, and has its Article as proof. As an Event looks like a fact wherever it is
shown, the hedges of a claim stand in its very name. Schemata: https://followthemoney.tech.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, Final
from urllib.parse import urlsplit

import pycountry

from whence.model import Claim, Document, Entity, Source, Statement
from whence.record import Record
from whence.showing.words import certainty, support, tally, when

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
    schemata: dict[str, str] = {}
    sources: dict[str, Source] = {}
    statements: dict[str, Statement] = {}
    claims: list[Claim] = []
    languages: dict[str, Document] = {}
    for thing in record.everything():
        match thing:
            case Source():
                sources[thing.id] = thing
            case Entity():
                schemata[thing.id] = _SCHEMATA[thing.kind]
                yield thing.id, schemata[thing.id], _entity(thing)
            case Document():
                languages[thing.id] = thing
                yield thing.id, "Article", _article(thing)
            case Statement():
                statements[thing.id] = thing
            case Claim():
                claims.append(thing)
    event_of: dict[str, str] = {}
    for claim in claims:
        if claim.kind == "event":
            event_of.update(dict.fromkeys(claim.statements, claim.id))
            mine = [statements[id_] for id_ in claim.statements]
            yield claim.id, "Event", _event(claim, mine, schemata, sources)
    for id_, statement in sorted(statements.items()):
        yield id_, "Note", _note(statement, event_of.get(id_), schemata, languages[statement.document])


def _entity(entity: Entity) -> Properties:
    spellings = {name for names in entity.names.values() for name in names} - {entity.name}
    properties = {
        "name": [entity.name],
        "alias": sorted(spellings),
        "country": _country(entity.country),
        "wikidataId": _given(entity.external.get("wikidata")),
    }
    if entity.kind == "place":
        properties["full"] = [entity.name]
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


def _event(
    claim: Claim, statements: list[Statement], schemata: Mapping[str, str], sources: Mapping[str, Source]
) -> Properties:
    origins = (sources[o.source].name if o.source in sources else o.source for o in claim.origins)
    hedges = tally(map(certainty, statements))
    parties = {role: [one for one in who if schemata.get(one) in _BODIES] for role, who in claim.participants.items()}
    time = claim.time
    return {
        "name": [f"[{hedges}] “{claim.gist}”"],
        "summary": [f"{support(claim)}. Origins: {', '.join(sorted(origins))}. When: {when(time)}."],
        "organizer": parties.get("actor", []),
        "involved": _once(one for role, who in parties.items() if role != "actor" for one in who),
        "startDate": _given(time.start if time else None),
        "endDate": _given(time.end if time else None),
        "location": _given(claim.place.text if claim.place else None),
        "country": _country(claim.place.country if claim.place else None),
        "keywords": _once(word for word in (claim.event_type, *(s.mode for s in statements)) if word),
        "proof": _once(s.document for s in statements),
        "recordId": [claim.id],
    }


def _note(statement: Statement, event: str | None, schemata: Mapping[str, str], document: Document) -> Properties:
    taking_part = _once(p.entity for p in statement.participants if p.entity in schemata)
    chain = " <- ".join((document.publisher or document.uri, *(link.name for link in statement.chain)))
    start, end = statement.evidence
    return {
        "name": [f"{certainty(statement)}: “{statement.quote}”"],
        "description": [statement.quote],
        "summary": [f"{certainty(statement)}. On whose word: {chain}. Characters {start} to {end} of the text."],
        "entity": [event] if event else taking_part,
        "keywords": _once(word for word in (statement.kind, statement.event_type, statement.relation) if word),
        "proof": [statement.document],
        "publisher": _given(document.publisher),
    }


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
