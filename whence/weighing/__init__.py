"""Statements -> Claims: what is copied, what says the same, where it comes from, what contradicts.

:func:`weigh` is pure: the same record gives the same claims and links, in whatever order it is given.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.model import Attribution, Claim, Conflict, Document, Entity, Source, Statement, Weighed, content_id
from whence.weighing.citing import cited
from whence.weighing.clustering import candidates, groups
from whence.weighing.conflicts import conflicts
from whence.weighing.credits import Credit, credited_names, find_credits
from whence.weighing.decided import Decided
from whence.weighing.features import Features, features, in_their_documents
from whence.weighing.links import links
from whence.weighing.matching import Comparison, compare
from whence.weighing.origins import Tracer
from whence.weighing.outlets import Outlets
from whence.weighing.reuse import Shared, laid_to_first, shared_passages
from whence.weighing.saying import saying
from whence.weighing.taken import Taken, out_of_sight, taken

__all__ = ["Comparison", "Shared", "compare", "features", "regroup", "shared_passages", "weigh"]


def weigh(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    entities: Mapping[str, Entity],
    sources: Mapping[str, Source],
    attributions: Sequence[Attribution] = (),
    decided: Decided | None = None,
) -> Weighed:
    """The claims of a record with their origins and conflicts, the links of its documents, and the sources made for it.

    `entities` and `sources` are by id and hold those that the statements name. What people have `decided` about
    statements that are there holds.
    """
    bench = _bench(documents, documents, entities, sources)
    shared = bench.taken(laid_to_first(shared_passages(bench.in_order(documents))))
    compared = bench.features(statements)
    pairs = candidates(compared)
    claims = _claims(compared, pairs, decided, bench.tracer(shared))
    outlets = bench.outlets
    named = cited(bench.documents, outlets)
    all_links = links(bench.documents, shared, bench.credits, statements, attributions, named, outlets)
    used = {origin.source for claim in claims for origin in claim.origins} | {link.to for link in all_links}
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
    bench = _bench(documents, texts, entities, sources)
    compared = bench.features(statements)
    pairs = list(itertools.combinations(range(len(compared)), 2))
    claims = _claims(compared, pairs, decided, bench.tracer(bench.taken(list(shared))))
    used = {origin.source for claim in claims for origin in claim.origins}
    made = bench.outlets.made
    return Weighed(claims, (), tuple(made[id_] for id_ in sorted(made) if id_ in used))


@dataclasses.dataclass(frozen=True)
class _Bench:
    """What statements are weighed on: the documents by id, who publishes them, whom they credit."""

    documents: Mapping[str, Document]
    entities: Mapping[str, Entity]
    outlets: Outlets
    credits: Mapping[str, tuple[Credit, ...]]

    def in_order(self, documents: Iterable[Document]) -> list[Document]:
        """Documents in the order in which they could have copied from each other."""
        return sorted(documents, key=self._precedence)

    def earliest_first(self, statements: Iterable[Statement]) -> list[Statement]:
        """Statements in the order of their documents and of the text."""
        statements = list(statements)
        ids = {statement.document for statement in statements}
        place = {document.id: n for n, document in enumerate(self.in_order(self.documents[id_] for id_ in ids))}
        return sorted(statements, key=lambda s: (place[s.document], s.evidence, s.id))

    def features(self, statements: Iterable[Statement]) -> list[Features]:
        """What is compared of statements, the earliest first."""
        day = {id_: document.published.date for id_, document in self.documents.items()}
        first = self.earliest_first(statements)
        return in_their_documents([features(s, self.entities, day[s.document]) for s in first])

    def taken(self, shared: Sequence[Shared]) -> list[Taken]:
        """Who has which passage from whom."""
        return taken(shared, self.documents, self.credits, self.outlets)

    def tracer(self, shared: Iterable[Taken]) -> Tracer:
        shared = list(shared)
        by_later: dict[str, list[Shared]] = defaultdict(list)
        for one in shared:
            if one.first.whose != "common":
                by_later[one.shared.later].append(one.shared)
        unseen = out_of_sight(shared)
        return Tracer(self.documents, self.entities, self.outlets, by_later, self.credits, unseen)

    def _precedence(self, document: Document) -> tuple[str, bool, bool, str]:
        day = document.published.date or document.published.latest or "9999"
        agency = self.outlets.is_agency(self.outlets.publisher(document.id))
        return day, not agency, bool(self.credits.get(document.id)), document.id


def _bench(
    documents: Sequence[Document],
    texts: Sequence[Document],
    entities: Mapping[str, Entity],
    sources: Mapping[str, Source],
) -> _Bench:
    by_id = {document.id: document for document in documents}
    outlets = Outlets([by_id[d] for d in sorted(by_id)], sources, entities)
    names = credited_names(_outlet_names(by_id.values(), sources))
    with_text = {document.id: document for document in texts}
    credits_ = {id_: tuple(find_credits(with_text[id_], outlets, names)) for id_ in sorted(with_text)}
    return _Bench(by_id | with_text, entities, outlets, credits_)


def _claims(
    compared: Sequence[Features], pairs: Sequence[tuple[int, int]], decided: Decided | None, tracer: Tracer
) -> tuple[Claim, ...]:
    grouped = groups(compared, pairs, decided)
    claim_of = {f.statement.id: _claim_id(group) for group in grouped for f in group}
    against = conflicts(compared, pairs, [claim_of[f.statement.id] for f in compared])
    return tuple(sorted((_claim(group, tracer, against) for group in grouped), key=lambda claim: claim.id))


def _outlet_names(documents: Iterable[Document], sources: Mapping[str, Source]) -> set[str]:
    names = {d.publisher for d in documents if d.publisher}
    return names | {s.name for s in sources.values() if s.kind in ("outlet", "agency")}


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
