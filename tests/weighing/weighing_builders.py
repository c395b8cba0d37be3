"""Small builders: a record of a few documents and statements, written by hand."""

from whence.model import (
    ChainLink,
    Document,
    Entity,
    Participant,
    Passage,
    Published,
    Quantity,
    Source,
    Statement,
    Time,
    Weighed,
    content_id,
)
from whence.weighing import weigh

STATES = {"Pérou": "PER", "Chili": "CHL", "Norvège": "NOR", "Kenya": "KEN"}
ENGLISH = {"PER": "Peru", "CHL": "Chile", "NOR": "Norway", "KEN": "Kenya"}


def entity(name, kind="state", country=None):
    names = {"fr": (name,), "en": (ENGLISH[country],)} if kind == "state" else {}
    return Entity(f"{kind}-{country if kind == 'state' else name}", kind, name, names, country)


ENTITIES = {e.id: e for e in (entity(n, "state", c) for n, c in STATES.items())}


def source(name, kind="outlet", entity_id=None):
    return Source(content_id("source", kind, entity_id or name.casefold()), name, kind, entity_id)


def document(name, text, publisher=None, date=None, language="fr"):
    published = Published(date, "metadata", date, date) if date else Published()
    return Document(name, f"{name}.txt", text, name, "text/plain", language, publisher=publisher, published=published)


def statement(doc, quote, parties=(), chain=(), **fields):
    """A statement of the document whose evidence is `quote`; parties are names or entities, first the actor."""
    start = doc.text.index(quote)
    roles = ("actor", "recipient", "object", "other")
    participants = tuple(
        Participant(role, p.name, p.name, start, start + 1, p.id, p.country)
        for role, p in zip(
            roles, (ENTITIES[f"state-{STATES[p]}"] if isinstance(p, str) else p for p in parties), strict=False
        )
    )
    fields = {"kind": "event", "event_type": "AGREE"} | fields
    links = tuple(ChainLink(s.id, s.name, "selon") for s in chain)
    end = start + len(quote)
    return Statement(
        content_id(doc.id, start, end, fields["kind"], fields["event_type"], fields.get("polarity")),
        doc.id,
        doc.language,
        evidence=Passage(start, end),
        quote=quote,
        participants=participants,
        chain=links,
        **fields,
    )


def time(start, end=None):
    return Time(start, 0, 0, start, start, end or start)


def quantity(value, unit="count", approximate=False, of=None):
    return Quantity(str(value), 0, 1, value, unit, approximate=approximate, of=of)


def record(documents, statements, sources=(), entities=()) -> Weighed:
    known = ENTITIES | {e.id: e for e in entities}
    return weigh(documents, statements, known, {s.id: s for s in sources})


def claim_of(weighed, statement):
    [claim] = [c for c in weighed.claims if statement.id in c.statements]
    return claim
