"""What claims rest on, looked up by id: statements, documents, sources, entities and links."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from whence.model import Claim, Document, Entity, Link, Participant, Source, Statement

if TYPE_CHECKING:
    from whence.record import Record


@dataclasses.dataclass(frozen=True, slots=True)
class Holdings:
    """Parts of a record by id. What is missing is shown by its id: a part of a record can be shown too."""

    statements: Mapping[str, Statement] = dataclasses.field(default_factory=dict)
    entities: Mapping[str, Entity] = dataclasses.field(default_factory=dict)
    sources: Mapping[str, Source] = dataclasses.field(default_factory=dict)
    documents: Mapping[str, Document] = dataclasses.field(default_factory=dict)
    links: tuple[Link, ...] = ()
    besides: tuple[Statement, ...] = ()
    """All statements of the documents: what else a report says tells whether two reports speak of one thing."""

    def of(self, claim: Claim) -> list[Statement]:
        """The statements of a claim that count and are at hand, in its order."""
        return [self.statements[id_] for id_ in counted(claim) if id_ in self.statements]

    def all_of(self, claim: Claim) -> list[Statement]:
        """The same with those that people have rejected."""
        return [self.statements[id_] for id_ in claim.statements if id_ in self.statements]

    def name(self, entity: str) -> str:
        """The name of an entity; what is no entity's id is a name already."""
        return self.entities[entity].name if entity in self.entities else entity

    def source_name(self, source: str) -> str:
        """The name of a source."""
        return self.sources[source].name if source in self.sources else source


def counted(claim: Claim) -> tuple[str, ...]:
    """The statements of a claim that count: what people have rejected has no origin. Where all are rejected, all."""
    with_origin = {id_ for origin in claim.origins for id_ in origin.statements}
    return tuple(id_ for id_ in claim.statements if id_ in with_origin) or claim.statements


def statements_of(record: Record, claims: Iterable[Claim]) -> Holdings:
    """What a list of claims needs: their statements, and the names of those who take part."""
    wanted = {id_ for claim in claims for id_ in claim.statements}
    statements = {s.id: s for s in record.statements() if s.id in wanted} if wanted else {}
    return Holdings(statements=statements, entities=record.entities())


def behind(record: Record, claim: Claim) -> Holdings:
    """All that stands behind one claim: its statements, their documents, and how these depend on each other."""
    statements = {id_: record.statement(id_) for id_ in claim.statements}
    own = {statement.document for statement in statements.values()}
    links = tuple(link for link in record.links() if link.from_ in own or link.to in own)
    sources = record.sources()
    far = {end for link in links for end in (link.from_, link.to) if end is not None and end not in sources}
    documents = {id_: record.document(id_) for id_ in sorted(own | far)}
    besides = tuple(statement for id_ in sorted(own) for statement in record.statements(id_))
    return Holdings(statements, record.entities(), sources, documents, links, besides)


def all_behind(record: Record, claims: Iterable[Claim]) -> Holdings:
    """All that stands behind claims but the links: their statements, documents and sources."""
    held = statements_of(record, claims)
    wanted = {statement.document for statement in held.statements.values()}
    documents = {document.id: document for document in record.documents() if document.id in wanted}
    return dataclasses.replace(held, sources=record.sources(), documents=documents)


def cast(claim: Claim, holdings: Holdings) -> str:
    """Who does it, to whom: "Kenya -> Norway"; where nobody acts, what it is about."""
    by_role = {role: [holdings.name(one) for one in ids] for role, ids in claim.participants.items()}
    sides = [", ".join(by_role.get(role, ())) for role in ("actor", "recipient")]
    if any(sides):
        return " -> ".join(side for side in sides if side) if sides[0] else f"-> {sides[1]}"
    return ", ".join(name for role in ("object", "other") for name in by_role.get(role, ()))


class Coded(Protocol):
    """A statement as far as :func:`kind` looks at it."""

    @property
    def mode(self) -> str | None: ...

    @property
    def relation(self) -> str | None: ...


def kind(claim: Claim, statements: Iterable[Coded]) -> str:
    """What kind of claim: its event type with its modes ("CONSULT visit"), its relation, or "figure"."""
    if claim.event_type:
        modes = sorted({s.mode for s in statements if s.mode})
        return " ".join((claim.event_type, *modes))
    relations = sorted({s.relation for s in statements if s.relation})
    return ", ".join(relations) or claim.kind


def participant(part: Participant, holdings: Holdings) -> str:
    """A participant by its entity's name, else by its own."""
    entity = holdings.entities.get(part.entity) if part.entity else None
    return entity.name if entity else part.name or part.text
