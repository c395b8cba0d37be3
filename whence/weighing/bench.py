"""What statements are weighed on: documents in order, who publishes them, whom they credit, what they share."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from whence.model import Document, Entity, Source, Statement
from whence.weighing.credits import Credit, credited_names, find_credits
from whence.weighing.features import Features, features, in_their_documents
from whence.weighing.origins import Tracer
from whence.weighing.outlets import Outlets
from whence.weighing.retelling import Reports
from whence.weighing.reuse import Shared, counterpart
from whence.weighing.taken import Taken, out_of_sight, taken


@dataclasses.dataclass(frozen=True)
class Bench:
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

    def reports(self, shared: Iterable[Taken], named: Mapping[str, Collection[str]]) -> Reports:
        """What is known of the reports, for who retells whom; what was `shared` needs no asking."""
        rank = {document.id: n for n, document in enumerate(self.in_order(self.documents.values()))}
        stretches: dict[str, list[Shared]] = defaultdict(list)
        for one in shared:
            stretches[one.shared.later].append(one.shared)

        def copied(statement: Statement) -> bool:
            return bool(counterpart(stretches, statement.document, *statement.evidence))

        return Reports(self.documents, self.outlets, named, rank, copied)

    def tracer(self, shared: Iterable[Taken], named: Mapping[str, Collection[str]]) -> Tracer:
        """What follows statements back to their origins; `named` are the outlets that each document names."""
        shared = list(shared)
        by_later: dict[str, list[Shared]] = defaultdict(list)
        for one in shared:
            if one.first.whose != "common":
                by_later[one.shared.later].append(one.shared)
        unseen = out_of_sight(shared)
        return Tracer(self.documents, self.entities, self.outlets, by_later, self.credits, unseen, named)

    def _precedence(self, document: Document) -> tuple[str, bool, bool, str]:
        day = document.published.date or document.published.latest or "9999"
        agency = self.outlets.is_agency(self.outlets.publisher(document.id))
        return day, not agency, bool(self.credits.get(document.id)), document.id


def lay_out(
    documents: Sequence[Document],
    texts: Sequence[Document],
    entities: Mapping[str, Entity],
    sources: Mapping[str, Source],
) -> Bench:
    """The bench for documents; `texts` are those of them that come with their text."""
    by_id = {document.id: document for document in documents}
    outlets = Outlets([by_id[d] for d in sorted(by_id)], sources, entities)
    names = credited_names(_outlet_names(by_id.values(), sources))
    with_text = {document.id: document for document in texts}
    credits_ = {id_: tuple(find_credits(with_text[id_], outlets, names)) for id_ in sorted(with_text)}
    return Bench(by_id | with_text, entities, outlets, credits_)


def _outlet_names(documents: Iterable[Document], sources: Mapping[str, Source]) -> set[str]:
    names = {d.publisher for d in documents if d.publisher}
    return names | {s.name for s in sources.values() if s.kind in ("outlet", "agency")}
