"""The words of Whence as frozen dataclasses.

Everything here is plain data, without behaviour beyond turning itself into the JSON of ``RECORD.md``
(:func:`as_json`). All offsets count Unicode code points in the document's clean text, end exclusive.
Nothing of ours is imported here: every other room imports this one.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

SCHEMA = "1"

EntityKind = Literal["state", "person", "organisation", "company", "outlet", "place", "weapon_system"]
SourceKind = Literal["outlet", "agency", "document", "person", "organisation", "unnamed"]
StatementKind = Literal["event", "relation", "figure"]
Role = Literal["actor", "recipient", "object", "other"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "attempted", "intended", "possible", "hypothetical"]
Evidential = Literal["stated", "attributed", "hearsay"]
Quotation = Literal["direct", "indirect", "mixed", "none"]
DateBasis = Literal["metadata", "text", "filename", "inferred", "unknown"]
TransferStatus = Literal["considered", "ordered", "delivered", "denied", "reported"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


def content_id(*parts: object) -> str:
    """An id derived from content: the first 16 hexadecimal digits of the SHA-256 of the parts.

    Parts are joined by the unit separator (U+001F), so that ("ab", "c") and ("a", "bc") differ.
    """
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


class Passage(NamedTuple):
    """A stretch of a document's clean text."""

    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Published:
    """When a document was published and how we know. `date`, `earliest`, `latest` are ISO dates (YYYY-MM-DD).

    Where `date` is None, `earliest` and `latest` bound it as far as the text allows.
    """

    date: str | None = None
    basis: DateBasis = "unknown"
    earliest: str | None = None
    latest: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """One report as read. `publisher` is the name of the outlet or agency, None where unknown."""

    id: str
    uri: str
    text: str
    sha256: str
    media_type: str
    language: str | None
    title: str | None = None
    publisher: str | None = None
    published: Published = Published()
    retrieved_at: str | None = None
    rights: str | None = None
    supersedes: str | None = None
    words: int = 0
    parser: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Entity:
    """A state, person, organisation, ... `names` maps a language code to spellings; `country` is ISO 3166-1 alpha-3."""

    id: str
    kind: EntityKind
    name: str
    names: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    country: str | None = None
    external: Mapping[str, str] = dataclasses.field(default_factory=dict)
    known: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """A passage that names an entity, or stands for it (`form`: a name, an adjective of nationality, a noun phrase, a
    pronoun).

    `role` tells one who acts for the entity from the entity itself and from others ("a Norwegian envoy", "he", "the
    ministry"): mentions with the same entity and role are one. It is empty where the entity itself is meant.
    """

    start: int
    end: int
    text: str
    entity: Entity
    form: Literal["name", "adjective", "nominal", "pronoun"] = "name"
    role: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """On whose word something is said. `entity` is the id of the entity it is, where it is one."""

    id: str
    name: str
    kind: SourceKind
    entity: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Attribution:
    """A passage (the content) laid to a source by a cue; source, cue and content may each be discontinuous."""

    id: str
    document: str
    source: tuple[Passage, ...]
    cue: tuple[Passage, ...]
    content: tuple[Passage, ...]
    kind: Literal["direct", "indirect", "mixed"]
    evidential: Evidential
    within: str | None = None
    source_id: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Participant:
    """Somebody or something that takes part in a statement. `entity` is an entity's id; `country` alpha-3."""

    role: Role
    name: str
    text: str
    start: int
    end: int
    entity: str | None = None
    country: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `timex` is the TIMEX3 value; `start` and `end` its bounds as ISO dates, where they follow.

    `anchor` says what a relative expression was counted from, and how that is known. `type` is the TIMEX3 type.
    """

    text: str
    start_char: int
    end_char: int
    timex: str | None = None
    start: str | None = None
    end: str | None = None
    anchor: str | None = None
    type: TimexType = "DATE"


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where something happened; degrees WGS 84."""

    text: str
    entity: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: "percent", an ISO 4217 code, a unit symbol (km, t, h), or "count" of what `of` names.

    `start` and `end` are offsets of `text` in the document.
    """

    text: str
    start: int
    end: int
    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    of: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Transfer:
    """An arms transfer, with the fields of a trade register; `supplier` and `recipient` are entity ids."""

    supplier: str | None = None
    recipient: str | None = None
    designation: str | None = None
    category: str | None = None
    number: float | None = None
    value: float | None = None
    status: TransferStatus = "reported"


@dataclasses.dataclass(frozen=True, slots=True)
class ChainLink:
    """One source of a chain. `start`, `end` delimit the source's mention (for an adverb, the cue itself)."""

    source: str
    name: str
    cue: str | None = None
    start: int | None = None
    end: int | None = None
    carried: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """One proposition that one passage makes. The chain runs from the source nearest to the reader to the origin."""

    id: str
    document: str
    language: str
    kind: StatementKind
    evidence: Passage
    quote: str
    event_type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    relation: str | None = None
    participants: tuple[Participant, ...] = ()
    time: Time | None = None
    place: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    transfer: Transfer | None = None
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    evidential: Evidential = "stated"
    chain: tuple[ChainLink, ...] = ()
    quotation: Quotation = "none"
    found_by: str = ""
    confidence: float = 0.5


@dataclasses.dataclass(frozen=True, slots=True)
class Origin:
    """Where the word behind some statements of a claim first comes from."""

    source: str
    statements: tuple[str, ...]
    weak: bool = False
    party: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Conflict:
    """Another claim that cannot hold together with this one."""

    claim: str
    why: Literal["denial", "value", "date", "participant"]


@dataclasses.dataclass(frozen=True, slots=True)
class Rating:
    """How people rate a claim, by the Admiralty code: its source A to F, what it says 1 to 6; each judged apart."""

    reliability: str | None = None
    credibility: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """Statements that say the same thing. `participants` maps a role to entity ids (names where there is no entity)."""

    id: str
    gist: str
    gist_language: str
    kind: StatementKind
    event_type: str | None
    participants: Mapping[str, tuple[str, ...]]
    statements: tuple[str, ...]
    documents: int
    origins: tuple[Origin, ...]
    independent: int
    time: Time | None = None
    place: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    circular: bool = False
    conflicts: tuple[Conflict, ...] = ()
    status: Literal["unreviewed", "accepted", "rejected", "disputed"] = "unreviewed"
    rating: Rating | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """One document depends on another document or source. `spans`: (start, end) here, (start, end) there."""

    id: str
    kind: Literal["copies", "cites", "credits", "shares"]
    from_: str
    to: str | None
    direction: Literal["known", "unknown"] = "known"
    basis: Literal["seen", "inferred"] = "seen"
    spans: tuple[tuple[int, int, int, int], ...] = ()
    share: float | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Review:
    """A person's decision on a statement or claim, kept for ever; on a review, its withdrawal.

    `before` has what was judged: in ``statements`` the passages it is anchored to, in ``found`` what the machine found
    there. `after` has what the person says instead.
    """

    id: str
    at: str
    by: str
    on: str
    action: Literal["accept", "reject", "correct", "merge", "split", "rate", "note"]
    before: Any = None
    after: Any = None
    note: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """A document as read, with the very bytes it came from."""

    document: Document
    raw: bytes


@dataclasses.dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one document. `engine` names what found it, with its version.

    `entities` and `sources` hold those that the statements and attributions name by id.
    """

    document: str
    engine: str
    entities: tuple[Entity, ...] = ()
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Weighed:
    """What comparing all statements of a record gives: claims, and links between documents and sources.

    `sources` are those that claims and links name and that no statement does: publishers, credited agencies.
    """

    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    sources: tuple[Source, ...] = ()


def as_json(thing: Any) -> Any:
    """The thing as JSON values: dataclasses as objects, tuples as arrays, absent fields (None) left out.

    A :class:`Statement`'s evidence becomes ``{"start", "end", "quote"}`` and a :class:`Link`'s ``from_`` becomes
    ``from``, as ``RECORD.md`` has them; everything else keeps its name.
    """
    cls = thing.__class__
    if cls in _PLAIN:
        return thing
    if cls is tuple or cls is list:
        return [v if v.__class__ in _PLAIN else as_json(v) for v in thing]
    names = _field_names(cls)
    if names:
        given = {k: v for k in names if (v := getattr(thing, k)) is not None}
        fields = {k: v if v.__class__ in _PLAIN else as_json(v) for k, v in given.items()}
        if cls is Statement:
            fields["evidence"] = {
                "start": thing.evidence.start,
                "end": thing.evidence.end,
                "quote": fields.pop("quote"),
            }
        if cls is Link:
            fields = {"from" if k == "from_" else k: v for k, v in fields.items()}
        return fields
    if isinstance(thing, Mapping):
        return {k: as_json(v) for k, v in thing.items()}
    if isinstance(thing, tuple | list):
        return [as_json(v) for v in thing]
    return thing


_PLAIN = frozenset({str, int, float, bool, type(None)})


@functools.cache
def _field_names(cls: type) -> tuple[str, ...]:
    """The fields of a class of the model; none of anything else."""
    return tuple(f.name for f in dataclasses.fields(cls)) if dataclasses.is_dataclass(cls) else ()
