"""Statements -> Claims: what is copied, what says the same, where it comes from, what contradicts.

:func:`weigh` is pure: the same record gives the same claims and links, in whatever order it is given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.model import Attribution, Claim, Conflict, Document, Entity, Source, Statement, Weighed, content_id
from whence.weighing.citing import cited
from whence.weighing.clustering import candidates, groups
from whence.weighing.conflicts import conflicts
from whence.weighing.credits import credited_names, find_credits
from whence.weighing.features import Features, features, in_their_documents
from whence.weighing.links import links
from whence.weighing.matching import Comparison, compare
from whence.weighing.origins import Tracer
from whence.weighing.outlets import Outlets
from whence.weighing.reuse import Shared, laid_to_first, shared_passages

__all__ = ["Comparison", "Shared", "compare", "features", "shared_passages", "weigh"]


def weigh(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    entities: Mapping[str, Entity],
    sources: Mapping[str, Source],
    attributions: Sequence[Attribution] = (),
) -> Weighed:
    """The claims of a record with their origins and conflicts, the links of its documents, and the sources made for it.

    `entities` and `sources` are by id and hold those that the statements name.
    """
    by_id = {document.id: document for document in documents}
    outlets = Outlets([by_id[d] for d in sorted(by_id)], sources, entities)
    names = credited_names(_outlet_names(by_id.values(), sources))
    credits_ = {id_: tuple(find_credits(by_id[id_], outlets, names)) for id_ in sorted(by_id)}

    def precedence(document: Document) -> tuple[str, bool, bool, str]:
        day = document.published.date or document.published.latest or "9999"
        return day, not outlets.is_agency(outlets.publisher(document.id)), bool(credits_[document.id]), document.id

    in_order = sorted(by_id.values(), key=precedence)
    place = {document.id: n for n, document in enumerate(in_order)}
    shared = laid_to_first(shared_passages(in_order))
    shared_by_later: dict[str, list[Shared]] = defaultdict(list)
    for one in shared:
        shared_by_later[one.later].append(one)

    earliest_first = sorted(statements, key=lambda s: (place[s.document], s.evidence, s.id))
    compared = in_their_documents([features(s, entities, by_id[s.document].published.date) for s in earliest_first])
    pairs = candidates(compared)
    grouped = groups(compared, pairs)
    tracer = Tracer(by_id, entities, outlets, shared_by_later, credits_)
    claim_of = {f.statement.id: _claim_id(group) for group in grouped for f in group}
    against = conflicts(compared, pairs, [claim_of[f.statement.id] for f in compared])
    claims = sorted((_claim(group, tracer, against) for group in grouped), key=lambda claim: claim.id)
    all_links = links(by_id, shared, credits_, statements, attributions, cited(by_id, outlets), outlets)
    used = {origin.source for claim in claims for origin in claim.origins} | {link.to for link in all_links}
    made = tuple(outlets.made[id_] for id_ in sorted(outlets.made) if id_ in used)
    return Weighed(tuple(claims), all_links, made)


def _outlet_names(documents: Iterable[Document], sources: Mapping[str, Source]) -> set[str]:
    names = {d.publisher for d in documents if d.publisher}
    return names | {s.name for s in sources.values() if s.kind in ("outlet", "agency")}


def _claim_id(group: Sequence[Features]) -> str:
    return content_id("claim", *sorted(f.statement.id for f in group))


def _claim(group: Sequence[Features], tracer: Tracer, against: Mapping[str, tuple[Conflict, ...]]) -> Claim:
    statements = [f.statement for f in group]
    first = statements[0]
    origins, circular = tracer.origins(statements)
    types = Counter(s.event_type for s in statements if s.event_type)
    id_ = _claim_id(group)
    return Claim(
        id=id_,
        gist=first.quote,
        gist_language=first.language,
        kind=first.kind,
        event_type=max(types, key=lambda t: (types[t], t == first.event_type, t)) if types else None,
        participants=_participants(statements),
        statements=tuple(sorted(s.id for s in statements)),
        documents=len({s.document for s in statements}),
        origins=origins,
        independent=len(origins),
        time=next((s.time for s in statements if s.time), None),
        place=next((s.place for s in statements if s.place), None),
        quantities=next((s.quantities for s in statements if s.quantities), ()),
        circular=circular,
        conflicts=against.get(id_, ()),
    )


def _participants(statements: Sequence[Statement]) -> dict[str, tuple[str, ...]]:
    roles: dict[str, dict[str, None]] = {}
    for statement in statements:
        for participant in statement.participants:
            roles.setdefault(participant.role, {})[participant.entity or participant.name] = None
    return {role: tuple(keys) for role, keys in sorted(roles.items())}
