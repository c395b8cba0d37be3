"""Statements -> Claims: what is copied, what says the same, where it comes from, what contradicts.

:func:`weigh` is pure: the same record gives the same claims and links, in whatever order it is given.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from whence.model import Attribution, Claim, Conflict, Document, Entity, Source, Statement, Weighed, content_id
from whence.weighing.bench import lay_out
from whence.weighing.blocking import candidates
from whence.weighing.citing import cited
from whence.weighing.clustering import groups
from whence.weighing.conflicts import conflicts
from whence.weighing.decided import Decided
from whence.weighing.features import Features, features
from whence.weighing.links import links
from whence.weighing.matching import Comparison, compare
from whence.weighing.origins import Tracer
from whence.weighing.retelling import retellings, with_retellings
from whence.weighing.reuse import Shared, kept_shared, laid_to_first, shared_passages
from whence.weighing.reuse.index import Kept
from whence.weighing.saying import saying

__all__ = ["Comparison", "Shared", "compare", "features", "regroup", "shared_passages", "weigh"]


def weigh(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    entities: Mapping[str, Entity],
    sources: Mapping[str, Source],
    attributions: Sequence[Attribution] = (),
    decided: Decided | None = None,
    alike: Iterable[Kept] | None = None,
) -> Weighed:
    """The claims of a record with their origins and conflicts, the links of its documents, and the sources made for it.

    `entities` and `sources` are by id and hold those that the statements name. What people have `decided` about
    statements that are there holds. `alike` is what an index has kept of the text that these documents share; without
    it they are compared.
    """
    bench = lay_out(documents, documents, entities, sources)
    order = bench.in_order(documents)
    shared = bench.taken(laid_to_first(shared_passages(order) if alike is None else kept_shared(alike, order)))
    compared = bench.features(statements)
    pairs = candidates(compared)
    grouped = groups(compared, pairs, decided)
    outlets = bench.outlets
    named = cited(bench.documents, outlets)
    reports = bench.reports(shared, named)
    shared = with_retellings(shared, retellings(grouped, reports), reports)
    claims = _claims(grouped, compared, pairs, bench.tracer(shared, named))
    all_links = links(bench.documents, shared, bench.credits, statements, attributions, named, outlets)
    used = {origin.source for claim in claims for origin in claim.origins} | {link.to for link in all_links}
    used |= outlets.documents.keys()
    made = tuple(outlets.made[id_] for id_ in sorted(outlets.made) if id_ in used)
    return Weighed(claims, all_links, made)


def regroup(
    statements: Sequence[Statement],
    documents: Sequence[Document],
    texts: Sequence[Document],
    shared: Iterable[Shared],
    entities: Mapping[str, Entity],
    sources: Mapping[str, Source],
    decided: Decided,
) -> Weighed:
    """The claims that a few statements make among themselves, after people have merged or split them; without links.

    `documents` are all of the record, and need no text; `texts` are those of the statements, with their text, and those
    that these copy from. Conflicts are those among these claims.
    """
    bench = lay_out(documents, texts, entities, sources)
    compared = bench.features(statements)
    pairs = list(itertools.combinations(range(len(compared)), 2))
    grouped = groups(compared, pairs, decided)
    named = cited({document.id: document for document in texts}, bench.outlets)
    claims = _claims(grouped, compared, pairs, bench.tracer(bench.taken(list(shared)), named))
    used = {origin.source for claim in claims for origin in claim.origins}
    made = bench.outlets.made
    return Weighed(claims, (), tuple(made[id_] for id_ in sorted(made) if id_ in used))


def _claims(
    grouped: Sequence[Sequence[Features]],
    compared: Sequence[Features],
    pairs: Sequence[tuple[int, int]],
    tracer: Tracer,
) -> tuple[Claim, ...]:
    ids = [_claim_id(group) for group in grouped]
    claim_of = {f.statement.id: id_ for group, id_ in zip(grouped, ids, strict=True) for f in group}
    against = conflicts(compared, pairs, [claim_of[f.statement.id] for f in compared])
    return tuple(sorted((_claim(group, tracer, against) for group in grouped), key=lambda claim: claim.id))


def _claim_id(group: Sequence[Features]) -> str:
    return content_id("claim", *sorted(f.statement.id for f in group))


def _claim(group: Sequence[Features], tracer: Tracer, against: Mapping[str, tuple[Conflict, ...]]) -> Claim:
    statements = [f.statement for f in group]
    origins, circular = tracer.origins(statements)
    id_ = _claim_id(group)
    return Claim(
        id=id_,
        statements=tuple(sorted(s.id for s in statements)),
        documents=len({s.document for s in statements}),
        origins=origins,
        independent=len(origins),
        circular=circular,
        conflicts=against.get(id_, ()),
        **saying(statements),
    )
