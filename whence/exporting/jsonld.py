"""The record as JSON-LD: what was said where (Web Annotation), on whose word (PROV-O), and who is who (schema.org).

A statement is an annotation on its document: two selectors, the exact words and their offsets, and a body that says how
it was understood. Its sources are those to whom PROV attributes the body. Whatever the three vocabularies lack is in
one of our own, under :data:`VOCABULARY`. The context stands in the file: reading it needs no network. ClaimReview is
written only where a person has judged a claim.

Web Annotation Data Model: https://www.w3.org/TR/annotation-model/ ; PROV-O: https://www.w3.org/TR/prov-o/ .
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final
from urllib.parse import quote, urlsplit

from whence.model import Claim, Document, Entity, Link, Review, Source, Statement, as_json
from whence.record import Record
from whence.record.judging import standing

VOCABULARY: Final = "urn:x-whence:vocabulary:"
AROUND: Final = 32
"""The characters before and after a quote that its selector gives, so that it is found again in a changed text."""

Node = dict[str, Any]

_DATE: Final = "http://www.w3.org/2001/XMLSchema#date"
CONTEXT: Final[Mapping[str, Any]] = {
    "@version": 1.1,
    "@vocab": VOCABULARY,
    "whence": VOCABULARY,
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    "target": "oa:hasTarget",
    "body": "oa:hasBody",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "classifying": "oa:classifying",
    "selector": "oa:hasSelector",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "name": "schema:name",
    "alternateName": {"@id": "schema:alternateName", "@container": "@language"},
    "headline": "schema:headline",
    "text": "schema:articleBody",
    "inLanguage": "schema:inLanguage",
    "datePublished": {"@id": "schema:datePublished", "@type": _DATE},
    "url": {"@id": "schema:url", "@type": "@id"},
    "publisher": {"@id": "schema:publisher", "@type": "@id"},
    "sha256": "schema:sha256",
    "citation": {"@id": "schema:citation", "@type": "@id"},
    "appearance": {"@id": "schema:appearance", "@type": "@id"},
    "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasRevisionOf": {"@id": "prov:wasRevisionOf", "@type": "@id"},
    "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "specializationOf": {"@id": "prov:specializationOf", "@type": "@id"},
    "statements": {"@type": "@id"},
    "entity": {"@type": "@id"},
    "conflictsWith": {"@type": "@id"},
    "sharesTextWith": {"@type": "@id"},
    "credits": {"@type": "@id"},
    "origin": {"@type": "@id"},
    "chain": {"@container": "@list"},
    "startDate": {"@id": "schema:startDate", "@type": _DATE},
    "endDate": {"@id": "schema:endDate", "@type": _DATE},
}  # fmt: skip

_KINDS: Final[Mapping[str, list[str]]] = {
    "state": ["schema:Country", "prov:Organization"],
    "person": ["schema:Person", "prov:Person"],
    "organisation": ["schema:Organization", "prov:Organization"],
    "company": ["schema:Corporation", "prov:Organization"],
    "outlet": ["schema:NewsMediaOrganization", "prov:Organization"],
    "agency": ["schema:NewsMediaOrganization", "prov:Organization"],
    "place": ["schema:Place"],
    "weapon_system": ["schema:Product"],
    "document": ["schema:CreativeWork", "prov:Entity"],
    "unnamed": ["prov:Agent"],
}
_JUDGED: Final[Mapping[str, str]] = {"accept": "accepted", "reject": "rejected"}


def export_jsonld(record: Record, out: BinaryIO) -> None:
    """Writes the record to `out` as one JSON-LD document, a node a line.

    Raises:
        RecordError: the record cannot be read.
    """
    context = json.dumps(CONTEXT, ensure_ascii=False)
    out.write(f'{{"@context": {context},\n"@graph": ['.encode())
    comma = b"\n"
    for node in nodes(record):
        out.write(comma + json.dumps(node, ensure_ascii=False).encode())
        comma = b",\n"
    out.write(b"\n]}\n")


def nodes(record: Record) -> Iterator[Node]:
    """The nodes, in the order of the JSON lines."""
    publishers = record.publishers()
    sources: dict[str, Source] = {}
    texts: dict[str, Document] = {}
    claims: dict[str, Claim] = {}
    document_of: dict[str, str] = {}
    engines: set[str] = set()
    held = {review.id for review in standing(record.reviews())}
    for thing in record.everything():
        match thing:
            case Source():
                sources[thing.id] = thing
                yield _source(thing)
            case Entity():
                yield _entity(thing)
            case Document():
                texts[thing.id] = thing
                yield _document(thing, publishers)
            case Statement():
                document_of[thing.id] = thing.document
                if thing.found_by not in engines:
                    engines.add(thing.found_by)
                    yield {"id": iri("rule", thing.found_by), "type": "prov:Activity", "name": thing.found_by}
                yield _annotation(thing, texts[thing.document], sources)
            case Claim():
                claims[thing.id] = thing
                yield _claim(thing, document_of)
            case Link() if node := _link(thing, sources):
                yield node
            case Review() if thing.id in held and (node := _review(thing, claims)):
                yield node


def iri(what: str, id_: str) -> str:
    """The name of a thing of the record: "urn:x-whence:claim:1b1dbe60..."."""
    return f"urn:x-whence:{what}:{quote(id_, safe='')}"


def _source(source: Source) -> Node:
    node = {"id": iri("source", source.id), "type": [*_KINDS[source.kind], "Source"], "name": source.name}
    if source.entity:
        node["specializationOf"] = iri("entity", source.entity)
    return node


def _entity(entity: Entity) -> Node:
    node: Node = {"id": iri("entity", entity.id), "type": _KINDS[entity.kind], "name": entity.name}
    names = {language: list(spellings) for language, spellings in entity.names.items()}
    if names:
        node["alternateName"] = names
    if entity.country:
        node["country"] = entity.country
    if wikidata := entity.external.get("wikidata"):
        node["sameAs"] = f"http://www.wikidata.org/entity/{wikidata}"
    return node


def _document(document: Document, publishers: Mapping[str, str]) -> Node:
    publisher = publishers.get(document.publisher or "")
    values = {
        "headline": document.title,
        "url": document.uri if urlsplit(document.uri).scheme in ("http", "https") else None,
        "address": document.uri,
        "datePublished": document.published.date,
        "dateBasis": document.published.basis,
        "inLanguage": document.language,
        "publisher": iri("source", publisher) if publisher else None,
        "wasAttributedTo": iri("source", publisher) if publisher else None,
        "wasRevisionOf": iri("document", document.supersedes) if document.supersedes else None,
        "sha256": document.sha256,
        "text": document.text,
    }
    types = ["schema:NewsArticle", "prov:Entity"]
    return {"id": iri("document", document.id), "type": types, **_present(values)}


def _annotation(statement: Statement, document: Document, sources: Mapping[str, Source]) -> Node:
    start, end = statement.evidence
    target = {
        "type": "oa:SpecificResource",
        "source": iri("document", document.id),
        "selector": [
            {
                "type": "oa:TextQuoteSelector",
                "exact": statement.quote,
                "prefix": document.text[max(0, start - AROUND) : start],
                "suffix": document.text[end : end + AROUND],
            },
            {"type": "oa:TextPositionSelector", "start": start, "end": end},
        ],
    }
    return {
        "id": iri("statement", statement.id),
        "type": "oa:Annotation",
        "motivation": "classifying",
        "target": target,
        "body": _body(statement, sources),
    }


def _body(statement: Statement, sources: Mapping[str, Source]) -> Node:
    """What a statement was understood to say, and where it has it from."""
    documents = [k.source for k in statement.chain if k.source in sources and sources[k.source].kind == "document"]
    agents = [link.source for link in statement.chain if link.source not in documents]
    time, place = statement.time, statement.place
    values = {
        "kind": statement.kind,
        "eventType": statement.event_type,
        "mode": statement.mode,
        "contexts": list(statement.contexts) or None,
        "relation": statement.relation,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "evidential": statement.evidential,
        "quotation": statement.quotation,
        "confidence": statement.confidence,
        "participants": [_participant(p) for p in as_json(statement.participants)] or None,
        "timex": time.timex if time else None,
        "startDate": time.start if time else None,
        "endDate": time.end if time else None,
        "place": _present({"name": place.text, "entity": place.entity and iri("entity", place.entity)})
        if place
        else None,
        "quantities": [{"words": q.text, **_present({"value": q.value, "unit": q.unit})} for q in statement.quantities]
        or None,
        "chain": [_step(link) for link in as_json(statement.chain)] or None,
        "wasAttributedTo": [iri("source", id_) for id_ in dict.fromkeys(agents)] or None,
        "hadPrimarySource": [iri("source", id_) for id_ in dict.fromkeys(documents)] or None,
        "wasDerivedFrom": iri("document", statement.document),
        "wasGeneratedBy": iri("rule", statement.found_by),
    }
    return {"id": iri("body", statement.id), "type": ["Statement", "prov:Entity"], **_present(values)}


def _participant(part: Node) -> Node:
    entity = {"entity": iri("entity", part["entity"])} if "entity" in part else {}
    return {"role": part["role"], "name": part["name"], "words": part["text"], **entity}


def _step(link: Node) -> Node:
    node = {"origin": iri("source", link["source"]), "name": link["name"], "carried": link["carried"]}
    return node | ({"cue": link["cue"]} if "cue" in link else {})


def _claim(claim: Claim, document_of: Mapping[str, str]) -> Node:
    origins = [
        {"origin": iri("source", o.source), "weak": o.weak, "party": o.party, "statementCount": len(o.statements)}
        for o in claim.origins
    ]
    values = {
        "inLanguage": claim.gist_language,
        "kind": claim.kind,
        "eventType": claim.event_type,
        "statements": [iri("body", id_) for id_ in claim.statements],
        "appearance": [iri("document", id_) for id_ in dict.fromkeys(document_of[s] for s in claim.statements)],
        "documents": claim.documents,
        "independent": claim.independent,
        "circular": claim.circular,
        "origins": origins,
        "startDate": claim.time.start if claim.time else None,
        "endDate": claim.time.end if claim.time else None,
        "conflictsWith": [iri("claim", c.claim) for c in claim.conflicts] or None,
        "status": claim.status,
    }
    return {"id": iri("claim", claim.id), "type": "schema:Claim", "name": claim.gist, **_present(values)}


def _link(link: Link, sources: Mapping[str, Source]) -> Node | None:
    """A link as something more about the document that it starts from; None where its far end is out of sight."""
    if link.to is None:
        return None
    far = iri("source" if link.to in sources else "document", link.to)
    property_ = {"copies": "wasDerivedFrom", "cites": "citation", "credits": "credits", "shares": "sharesTextWith"}
    share = {"copiedShare": link.share} if link.kind == "copies" and link.share is not None else {}
    return {"id": iri("document", link.from_), property_[link.kind]: far, **share}


def _review(review: Review, claims: Mapping[str, Claim]) -> Node | None:
    """A judgement of a person on a claim as a ClaimReview; None for another decision, or on something else."""
    claim = claims.get(review.on)
    after = review.after if isinstance(review.after, dict) else {}
    credibility = str(after.get("credibility", "")) if review.action == "rate" else ""
    if claim is None or not (credibility or review.action in _JUDGED):
        return None
    rating: Node = {"type": "schema:Rating"}
    if credibility:  # the Admiralty code: 1 confirmed, 5 improbable; 6, which cannot be judged, is no value
        rating["schema:alternateName"] = f"{after.get('reliability', '')}{credibility}"
        if credibility in tuple("12345"):
            rating |= {"schema:ratingValue": int(credibility), "schema:bestRating": 1, "schema:worstRating": 5}
    else:
        rating["schema:alternateName"] = _JUDGED[review.action]
    return {
        "id": iri("review", review.id),
        "type": "schema:ClaimReview",
        "schema:claimReviewed": claim.gist,
        "schema:itemReviewed": {"id": iri("claim", claim.id)},
        "schema:author": {"type": "schema:Person", "name": review.by},
        "schema:datePublished": review.at,
        "schema:reviewRating": rating,
    }


def _present(values: Mapping[str, Any]) -> Node:
    return {name: value for name, value in values.items() if value is not None}
